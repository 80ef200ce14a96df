/** A run of text of one look. */
export type Span = { kind: 'text' | 'strong' | 'em' | 'code'; text: string };

/*
 * Marks that are understood: `code`, **strong**, *em* and _em_. A mark opens only before a non-space, closes only
 * after one, and `_` only at the edge of a word; a backslash takes a mark's meaning away. Everything else stays as it was written.
 */
const mark =
	/\\([-+*>_`~$&<:.)\]\\])|`([^`\n]+)`|\*\*(?=\S)([^\n]+?)(?<=\S)\*\*|\*(?=[^\s*])([^*\n]+?)(?<=\S)\*|(?<![\p{L}\p{N}_])_(?=[^\s_])([^_\n]+?)(?<=\S)_(?![\p{L}\p{N}_])/gu;

/** Splits a line of Markdown into spans whose texts are to be shown as text nodes. */
export function spansOf(md: string): Span[] {
	const spans: Span[] = [];
	let end = 0;
	for (const match of md.matchAll(mark)) {
		if (match.index > end) spans.push({ kind: 'text', text: md.slice(end, match.index) });
		spans.push(spanOf(match));
		end = match.index + match[0].length;
	}
	if (end < md.length) spans.push({ kind: 'text', text: md.slice(end) });
	return spans;
}

function spanOf([, escaped, code, strong, star, underscore]: RegExpMatchArray): Span {
	if (escaped !== undefined) return { kind: 'text', text: escaped };
	if (code !== undefined) return { kind: 'code', text: code };
	if (strong !== undefined) return { kind: 'strong', text: strong };
	return { kind: 'em', text: star ?? underscore ?? '' };
}

/** A line of Markdown without its marks, as it is read aloud. */
export const plainOf = (md: string): string =>
	spansOf(md)
		.map(({ text }) => text)
		.join('');

/** A term block reads `term :: what was said of it`; without the mark the whole line is the term. */
export function termOf(md: string): { term: string; meaning: string } {
	const at = md.indexOf('::');
	if (at < 0) return { term: md.trim(), meaning: '' };
	return { term: md.slice(0, at).trim(), meaning: md.slice(at + 2).trim() };
}

/** A note that is an item of a list already: what one line of it begins with is no list or quotation within it. */
export const itemOf = (md: string): string =>
	md.includes('\n') ? md : md.replace(/^\s*(?:([-+*>])(?=\s)|(\d+)([.)])(?=\s))/, escapedMarker);

const escapedMarker = (_: string, bullet?: string, number = '', point = ''): string =>
	bullet === undefined ? `${number}\\${point}` : `\\${bullet}`;

/** A formula block may be written without its marks. */
export const formulaOf = (md: string): string => (/\$\$|\\[([]/.test(md) ? md : `$$\n${md}\n$$`);
