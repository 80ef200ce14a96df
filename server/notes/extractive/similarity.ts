import { remembered } from './remembered.ts';

const trigramsOf = remembered((text: string): ReadonlySet<string> => {
	const letters = text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
	const grams = new Set<string>();
	for (let at = 0; at + 3 <= Math.max(3, letters.length); at++) grams.add(letters.slice(at, at + 3));
	return grams;
}, 2_000);

/** Share of letter triples that two texts have in common, 0 to 1. */
export function likenessOf(a: string, b: string): number {
	const [one, two] = [trigramsOf(a), trigramsOf(b)];
	if (Math.min(one.size, two.size) < 0.5 * Math.max(one.size, two.size)) return 0;
	let shared = 0;
	for (const gram of one) if (two.has(gram)) shared++;
	return shared / (one.size + two.size - shared);
}

/** Whether one text only repeats the other. */
export const repeats = (a: string, b: string): boolean => likenessOf(a, b) > 0.6;

/** Share of different terms that two sentences have in common, 0 to 1. */
export function overlapOf(a: readonly string[], b: readonly string[]): number {
	if (a.length === 0 || b.length === 0) return 0;
	const shared = a.filter((term) => b.includes(term)).length;
	return shared / (a.length + b.length - shared);
}
