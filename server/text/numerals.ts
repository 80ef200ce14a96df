/* Numbers as they are spoken, written in digits: enough to find "twenty-five" or 二十五 where a note says 25. */
import { chineseNumbers } from './chinese-numerals.ts';
import { englishNumbers } from './english-numerals.ts';

/** One number at its place in a text, in digits: 12 for 12, 12th, twelve, twelfth and 十二. */
export type SpokenNumber = {
	readonly start: number;
	readonly end: number;
	/** The number as a whole. More than one where it can be read in two ways: "twenty twelve" is a year, or two numbers. */
	readonly whole: readonly string[];
	/** Numbers that its words are by themselves: 20 and 5 of "twenty-five". */
	readonly parts: readonly string[];
};

/** The numbers of a text in both languages, in order. */
export const spokenNumbers = (text: string): SpokenNumber[] =>
	[...englishNumbers(text), ...chineseNumbers(text)].sort((a, b) => a.start - b.start);

/** All numbers of a text as digits, those in words among them. Thousands are not separated. */
export const numbersIn = (text: string): Set<string> =>
	new Set(spokenNumbers(text).flatMap(({ whole, parts }) => [...whole, ...parts]));
