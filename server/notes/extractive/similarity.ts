import { remembered } from './remembered.ts';

type Trigrams = { readonly list: readonly string[]; readonly set: ReadonlySet<string> };

const trigramsOf = remembered((text: string): Trigrams => {
	const letters = text
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();
	const set = new Set<string>();
	for (let at = 0; at + 3 <= Math.max(3, letters.length); at++) set.add(letters.slice(at, at + 3));
	return { list: [...set], set };
}, 2_000);

const sameShare = 0.6;

/** Whether one text only repeats the other: over 60 % of their different letter triples are common to both. */
export const repeats = (a: string, b: string): boolean => isRepeat(trigramsOf(a), trigramsOf(b));

/** Whether a text repeats one of `others`. */
export function repeatsOneOf(text: string, others: readonly string[]): boolean {
	const own = trigramsOf(text);
	return others.some((other) => isRepeat(own, trigramsOf(other)));
}

function isRepeat(a: Trigrams, b: Trigrams): boolean {
	const needed = (sameShare / (1 + sameShare)) * (a.list.length + b.list.length);
	let missesLeft = a.list.length - needed;
	if (missesLeft < 0 || b.list.length < needed) return false;
	for (const gram of a.list) {
		if (!b.set.has(gram)) missesLeft -= 1;
		if (missesLeft <= 0) return false;
	}
	return true;
}

/** Share of different terms that two sentences have in common, 0 to 1. */
export function overlapOf(a: readonly string[], b: readonly string[]): number {
	if (a.length === 0 || b.length === 0) return 0;
	const terms = setOf(b);
	const shared = a.filter((term) => terms.has(term)).length;
	return shared / (a.length + b.length - shared);
}

const sets = new WeakMap<readonly string[], ReadonlySet<string>>();

/** A sentence is compared with many others: its set is made once. */
function setOf(terms: readonly string[]): ReadonlySet<string> {
	const known = sets.get(terms) ?? new Set(terms);
	sets.set(terms, known);
	return known;
}
