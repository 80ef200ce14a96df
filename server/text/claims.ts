import { namedDays } from './days.ts';
import { numbersIn, spokenNumbers } from './numerals.ts';

/** What a text claims that can be looked up in its source, as it is written. */
export type Claim = { readonly surface: string; readonly isIn: (source: string) => boolean };

/** Numbers in digits: "one of them" is no claim. */
export const digitClaims = (text: string): Claim[] =>
	claimsOf(
		numbersIn(text.replace(/[^\d.,]+/gu, ' ')),
		(number) => (source) => numbersIn(source).has(number) || squeezed(source).includes(number)
	);

const weekday = /(?:周|星期|礼拜)$/u;

/** Numbers in words from three on, and ordinals: "due on the twelfth". What is counted on one hand's first fingers is grammar. */
export const spokenClaims = (text: string): Claim[] =>
	spokenNumbers(text)
		.filter(
			({ start, parts }) => !weekday.test(text.slice(0, start)) && parts.some((number) => Number(number) > 2)
		)
		.map(({ start, end, whole }) => ({ surface: text.slice(start, end), whole }))
		.filter(({ surface }) => !/\d/u.test(surface))
		.map(({ surface, whole }) => ({
			surface,
			isIn: (source) => whole.some((number) => numbersIn(source).has(number))
		}));

/** Days of the week and months. */
export const dayClaims = (text: string): Claim[] =>
	namedDays(text).map(({ surface, key }) => ({
		surface,
		isIn: (source) => namedDays(capitalMonths(source)).some((other) => other.key === key)
	}));

/** A recogniser may write months in lower case; in a source each counts. */
const capitalMonths = (source: string): string =>
	source.replace(/\b(?:may|march)\b/gu, (month) => month[0]?.toUpperCase() + month.slice(1));

/**
 * Names: what has a capital inside a sentence, several capitals, or letters and digits. Where the speech is Chinese all
 * words in Latin letters would be names; then only abbreviations count, and titles of books.
 */
export const nameClaims = (text: string, speechIsCjk: boolean): Claim[] =>
	claimsOf(
		[...latinNames(text, speechIsCjk), ...titles(text)],
		(name) => (source) => squeezed(source).includes(squeezed(name))
	);

function latinNames(text: string, speechIsCjk: boolean): string[] {
	const words = text.match(/(?<![\p{L}\p{N}])[A-Za-z][A-Za-z0-9-]*(?![\p{Script=Latin}\p{N}])/gu) ?? [];
	return words.filter(
		(word) => /[A-Z].*[A-Z0-9]|[a-z]\d/u.test(word) || (!speechIsCjk && isName(word, text))
	);
}

/** Capital in the middle of a sentence, and nowhere in small letters. */
const isName = (word: string, text: string): boolean =>
	/^[A-Z][a-z]{2,}$/u.test(word) && new RegExp(`[a-z,;] ${word}`, 'u').test(text);

const title = /《([^》\n]{1,30})》/gu;

const titles = (text: string): string[] => [...text.matchAll(title)].map(([, name = '']) => name);

const claimsOf = (found: Iterable<string>, isIn: (claim: string) => (source: string) => boolean): Claim[] =>
	[...found].map((surface) => ({ surface, isIn: isIn(surface) }));

/** Letters and digits only: "d n a" has DNA in it. */
export const squeezed = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
