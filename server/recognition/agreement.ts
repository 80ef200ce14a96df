/**
 * What is shown of a segment while it is spoken, in units: a word with the space before it, one character of a script
 * without spaces, or one mark of punctuation. `committed` stays as it is until the final; `rest` may still change.
 */
export type Agreement = { readonly committed: readonly string[]; readonly rest: readonly string[] };

export const nothingAgreed: Agreement = { committed: [], rest: [] };

/**
 * Takes the next hypothesis of the segment. What two successive hypotheses have in common behind the committed part is
 * committed too (LocalAgreement-2, https://doi.org/10.21437/Interspeech.2020-2897), but for the last word of either,
 * which may have been cut off, and what follows it. Of a hypothesis that contradicts the committed part, only what
 * comes after the words that align best with it is shown. The first `unheard` committed units are not in `text`,
 * because its sound begins behind them.
 */
export function agree({ committed, rest }: Agreement, text: string, unheard = 0): Agreement {
	const units = unitsOf(text);
	const next = units.slice(alignedLength(committed.slice(unheard), units));
	const agreed = Math.min(commonLength(rest, next), certainLength(rest), certainLength(next));
	return { committed: [...committed, ...next.slice(0, agreed)], rest: next.slice(agreed) };
}

/** As it is told: the text, and how many UTF-16 units of it are committed. */
export function shownOf({ committed, rest }: Agreement): { text: string; committed: number } {
	const certain = committed.join('');
	return { text: certain + rest.join(''), committed: certain.length };
}

const unspaced = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]`;
const letters = String.raw`(?:(?!${unspaced})[\p{L}\p{N}\p{M}])+`;
const unit = new RegExp(String.raw`(?<!\s)\s*(?:${unspaced}|${letters}(?:['’.,-]${letters})*|\S)|\s+`, 'gu');
const word = /[\p{L}\p{N}]/u;

/** The units of a text; joined they are the text. */
export const unitsOf = (text: string): string[] => text.match(unit) ?? [];

function commonLength(a: readonly string[], b: readonly string[]): number {
	const end = a.findIndex((unit, index) => unit !== b[index]);
	return end < 0 ? a.length : end;
}

/** Up to the last word. */
const certainLength = (units: readonly string[]): number =>
	Math.max(
		0,
		units.findLastIndex((unit) => word.test(unit))
	);

/** How many of `units` are best taken for another hearing of `committed`, by edit distance; of equals the most. */
export function alignedLength(committed: readonly string[], units: readonly string[]): number {
	let distances = units.map((_, index) => index + 1);
	distances.unshift(0);
	for (const [row, said] of committed.entries()) {
		const next = [row + 1];
		for (const [column, unit] of units.entries()) {
			const replaced = distances[column]! + (isAlike(said, unit) ? 0 : 1);
			next.push(Math.min(replaced, distances[column + 1]! + 1, next[column]! + 1));
		}
		distances = next;
	}
	return distances.lastIndexOf(Math.min(...distances));
}

const isAlike = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();
