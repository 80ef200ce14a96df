import { chinese } from '../chinese.ts';
import { chineseOf } from '../chinese-words.ts';
import { english } from '../english.ts';
import { englishOf } from '../english-words.ts';
import { strengthCount, strengthsOf, type Signs } from '../signs.ts';
import { chineseGrams } from './chinese-grams.ts';
import { englishGrams } from './english-grams.ts';

export const cueLanguages = ['en', 'zh'] as const;
export type CueLanguage = (typeof cueLanguages)[number];

/** What a sentence is judged by: places in the table of weights, and how much stands at each. */
export type Features = { readonly places: Uint32Array; readonly amounts: Float32Array };

/** Runs of words share this many places by their hashes; the strengths of the signs have a place each behind them. */
export const gramPlaces = 65_536;
export const placeCount = gramPlaces + strengthCount;

/** A sentence weighs as much whatever its length. */
const gramAmount = 6;
const signAmount = 0.2;

type Reading = { plain: (text: string) => string; grams: (plain: string) => Iterable<string>; signs: Signs };
const readings: Record<CueLanguage, Reading> = {
	en: { plain: englishOf, grams: englishGrams, signs: english },
	zh: { plain: chineseOf, grams: chineseGrams, signs: chinese }
};

/** With `signs` false, what the hand-written signs find is left out: what they were written on would praise them too much. */
export function featuresOf(text: string, language: CueLanguage, { signs }: { signs: boolean }): Features {
	const reading = readings[language];
	const plain = reading.plain(text);
	const grams = new Set<number>();
	for (const gram of reading.grams(plain)) grams.add(hashOf(gram) % gramPlaces);
	const strengths = signs ? strengthsOf(plain, reading.signs) : [];
	const amount = gramAmount / Math.sqrt(Math.max(1, grams.size));
	return {
		places: Uint32Array.from([...grams, ...strengths.map((_, at) => gramPlaces + at)]),
		amounts: Float32Array.from([
			...Array.from(grams, () => amount),
			...strengths.map((each) => each * signAmount)
		])
	};
}

/** FNV-1a over UTF-16. */
export function hashOf(text: string): number {
	let hash = 0x811c9dc5;
	for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
	return (hash ^ (hash >>> 15)) >>> 0;
}
