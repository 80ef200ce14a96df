import * as v from 'valibot';
import { termCharactersMax, termsMax } from './limits.ts';

const TermSchema = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(termCharactersMax));

/** Words that may be said in a lecture, spelled as a person writes them; one that comes again is left out. */
export const TermsSchema = v.pipe(
	v.array(TermSchema),
	v.maxLength(termsMax),
	v.transform((terms) => distinctTerms(terms))
);

/** What a person typed, one term a line or between commas: what of it can be terms, and what is left out. */
export type TypedTerms = { terms: string[]; tooLong: string[]; tooMany: number };

export function readTerms(text: string): TypedTerms {
	const typed = text
		.split(/[\n,;，；、]/)
		.map((term) => term.trim().replace(/\s+/g, ' '))
		.filter((term) => term !== '');
	const fitting = distinctTerms(typed.filter((term) => term.length <= termCharactersMax));
	return {
		terms: fitting.slice(0, termsMax),
		tooLong: typed.filter((term) => term.length > termCharactersMax),
		tooMany: Math.max(0, fitting.length - termsMax)
	};
}

/** The first of each, in any case. */
export function distinctTerms(terms: readonly string[]): string[] {
	const seen = new Set<string>();
	return terms.filter((term) => {
		const key = term.toLowerCase();
		return !seen.has(key) && seen.add(key);
	});
}
