import { foldedCharacters } from './characters.ts';
import { spokenNumbers, type SpokenNumber } from './numerals.ts';
import { loadSimplify, type Simplify } from './simplify.ts';
import { stemOf, wordsOf, type Word } from './words.ts';

/**
 * A text as search reads it: without case, accents, inflections and spellings, in simplified characters, numbers in
 * digits. What is searched and what is searched for are read in the same way.
 */
export type SearchText = {
	/** Folded, for patterns: in lower case and simplified characters. */
	readonly text: string;
	/** The same in another reading of its Chinese, where there is one. */
	readonly otherTexts: readonly string[];
	/** What is written with spaces, and spelled letters. */
	readonly words: readonly Word[];
	readonly numbers: readonly SpokenNumber[];
};

export type ReadText = (text: string) => SearchText;

/** The reader of texts. Its first call loads the Chinese dictionaries; later ones are immediate. */
export const loadReadText = async (): Promise<ReadText> => readTextWith(await loadSimplify());

export const readTextWith =
	(simplify: Simplify): ReadText =>
	(text) => {
		const [folded = '', ...otherTexts] = simplify(foldedCharacters(text));
		return { text: folded, otherTexts, words: wordsOf(folded), numbers: spokenNumbers(folded) };
	};

const hanRuns = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+/gu;

/** Single characters of a Chinese text, and all pairs of neighbours, since nothing cuts its words in one way only. */
export function hanTermsOf(text: string): string[] {
	return [...text.matchAll(hanRuns)].flatMap(([run]) => {
		const characters = [...run];
		return characters.flatMap((character, at) => {
			const next = characters[at + 1];
			return next === undefined ? [character] : [character, character + next];
		});
	});
}

/** A number, as a term that is no word. */
export const numberTerm = (digits: string): string => `#${digits}`;

/** All terms under which a text is found. */
export function searchTermsOf({ text, otherTexts, words, numbers }: SearchText): string[] {
	const joined = words.flatMap((word, at) => joinedWith(word, words[at + 1]));
	const digits = numbers.flatMap(({ whole, parts }) => [...whole, ...parts].map(numberTerm));
	return [
		...new Set([
			...words.flatMap(({ terms }) => terms),
			...joined,
			...digits,
			...namesWithNumbers({ words, numbers }),
			...[text, ...otherTexts].flatMap(hanTermsOf)
		])
	];
}

const joinedLengthMost = 16;

/** "data base" is found by "database". */
export function joinedWith(word: Word, next: Word | undefined): string[] {
	if (!next || next.start - word.end !== 1) return [];
	const joined = word.surface + next.surface;
	return /^[a-z]{4,}$/u.test(joined) && joined.length <= joinedLengthMost ? [stemOf(joined)] : [];
}

/** "p fifty three" is p53, "seventy s" is 70s. */
export function namesWithNumbers({ words, numbers }: Pick<SearchText, 'words' | 'numbers'>): string[] {
	const letters = words.filter(({ surface }) => /^[a-z]{1,4}$/u.test(surface));
	return numbers.flatMap(({ start, end, whole }) => [
		...letters
			.filter((word) => word.end === start - 1)
			.flatMap(({ surface }) => whole.map((digits) => surface + digits)),
		...letters
			.filter((word) => word.start === end + 1)
			.flatMap(({ surface }) => whole.map((digits) => digits + surface))
	]);
}
