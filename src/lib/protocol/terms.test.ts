import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { termCharactersMax, termsMax } from './limits.ts';
import { EditSchema } from './messages.ts';
import { readTerms, TermsSchema } from './terms.ts';

describe('terms', () => {
	test('are trimmed, and one that comes again is left out', () => {
		expect(v.parse(TermsSchema, [' xylem', 'Xylem ', '木质部'])).toEqual(['xylem', '木质部']);
	});

	test.each([
		['an empty one', ['a', ' ']],
		['a long one', ['x'.repeat(termCharactersMax + 1)]],
		['too many', Array.from({ length: termsMax + 1 }, (_, n) => `term ${n}`)],
		['no list', 'xylem']
	])('%s: the edit is refused whole', (_, terms) => {
		expect(v.safeParse(EditSchema, { kind: 'terms', terms }).success).toBe(false);
	});

	test('are typed one a line or between commas, of either width', () => {
		expect(readTerms('xylem, phloem\n木质部，韧皮部\n\n Krebs   cycle ;').terms).toEqual([
			'xylem',
			'phloem',
			'木质部',
			'韧皮部',
			'Krebs cycle'
		]);
	});

	test('whatever is typed, what is read of it may be sent, and the rest is named', () => {
		const typed = fc.array(fc.oneof(fc.string(), fc.string({ minLength: 50, maxLength: 80 })), {
			maxLength: 250
		});
		fc.assert(
			fc.property(typed, (lines) => {
				const { terms, tooLong, tooMany } = readTerms(lines.join('\n'));
				expect(v.parse(TermsSchema, terms)).toEqual(terms);
				for (const term of tooLong) expect(term.length).toBeGreaterThan(termCharactersMax);
				if (tooMany > 0) expect(terms.length).toBe(termsMax);
			})
		);
	});
});
