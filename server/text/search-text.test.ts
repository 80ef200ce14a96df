import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadReadText, searchTermsOf } from './search-text.ts';

const readText = await loadReadText();
const termsOf = (text: string): string[] => searchTermsOf(readText(text));
const shared = (one: string, other: string): string[] => {
	const terms = new Set(termsOf(other));
	return termsOf(one).filter((term) => terms.has(term));
};

describe('folding', () => {
	it.each([
		['DNA', 'the d n a in the nucleus'],
		['DNA', 'D.N.A. is copied'],
		['p53', 'the protein p fifty three'],
		['CO2', 'it takes c o two'],
		['B12', 'room b twelve'],
		['co-operate', 'they cooperate'],
		['cooperate', 'they co-operate'],
		['cooperating', 'they co operated'],
		['behaviours', 'its behavior'],
		['haemoglobin', 'hemoglobins'],
		['organisation', 'they organize'],
		['travelling', 'it traveled'],
		['labelled', 'a label'],
		['catalogue', 'the catalog'],
		['centre', 'in the center'],
		['programmes', 'a program'],
		['wrote', 'it was written'],
		['nuclei', 'the nucleus'],
		['invention', 'he invented it'],
		['called', 'we call it'],
		['café', 'the cafe'],
		['Ｆｕｌｌ', 'full width'],
		['軟體', '软件工程'],
		['葉綠體', '叶绿体里'],
		['後面', '放在后面'],
		['12th', 'on the twelfth'],
		['12', '第十二章'],
		['十二', 'chapter 12'],
		['1965', 'in nineteen sixty-five']
	])('finds %s in “%s”', (wanted, text) => {
		expect(shared(wanted, text)).not.toEqual([]);
		expect(shared(text, wanted)).not.toEqual([]);
	});

	it.each([
		['four', 'for them'],
		['cells', 'the cellar'],
		['DNA', 'RNA'],
		['13th', 'on the twelfth'],
		['rise', 'rice'],
		['干燥', '干部']
	])('does not find %s in “%s”', (wanted, text) => {
		expect(shared(wanted, text).filter((term) => [...term].length > 1)).toEqual([]);
	});

	it('gives a text that is folded already the same terms', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
				const once = readText(text).text;
				expect(searchTermsOf(readText(once))).toEqual(termsOf(once));
				expect(readText(once).text).toBe(once);
			}),
			{ numRuns: 50 }
		);
	});
});
