import fc from 'fast-check';
import { expect, test } from 'vitest';
import { itemOf, plainOf, spansOf, termOf } from './inline.ts';

const kinds = (md: string) => spansOf(md).map(({ kind, text }) => `${kind}:${text}`);

test('marks become spans and the rest stays text', () => {
	expect(kinds('The **light** stage uses `ATP` and *not* sugar')).toEqual([
		'text:The ',
		'strong:light',
		'text: stage uses ',
		'code:ATP',
		'text: and ',
		'em:not',
		'text: sugar'
	]);
});

test('bold beside Chinese punctuation is bold before the renderer has come', () => {
	expect(kinds('这是**“重点”**内容')).toEqual(['text:这是', 'strong:“重点”', 'text:内容']);
	expect(kinds('**具体：**与其说')).toEqual(['strong:具体：', 'text:与其说']);
});

test('a lone star, a snake_case name and a product are left as they were written', () => {
	for (const plain of ['2 * 3 * 4', 'snake_case_name', 'a ** b', '**open', '`open', '5*']) {
		expect(kinds(plain)).toEqual([`text:${plain}`]);
	}
});

test('HTML is text like any other', () => {
	expect(kinds('<b onclick="x">**hi**</b>')).toEqual(['text:<b onclick="x">', 'strong:hi', 'text:</b>']);
});

test('no letter is lost or added, whatever is written', () => {
	fc.assert(
		fc.property(fc.string({ unit: fc.constantFrom('a', ' ', '*', '_', '`', '中', '\n') }), (md) => {
			const shown = spansOf(md)
				.map(({ text }) => text)
				.join('');
			const letters = (text: string) => text.replace(/[*_`]/g, '');
			expect(letters(shown)).toBe(letters(md));
		})
	);
});

test('what is read aloud has no marks', () => {
	expect(plainOf('**Due Friday**: `a_b` and 2\\*3\\*4')).toBe('Due Friday: a_b and 2*3*4');
});

test('a term is what stands before the two colons', () => {
	expect(termOf('Chloroplast :: a small green body')).toEqual({
		term: 'Chloroplast',
		meaning: 'a small green body'
	});
	expect(termOf('Chloroplast')).toEqual({ term: 'Chloroplast', meaning: '' });
});

test('an item of one line that begins like a list or a quotation is its words', () => {
	expect(['1. first', '- minus', '> more', '12) b', '* star'].map(itemOf)).toEqual([
		'1\\. first',
		'\\- minus',
		'\\> more',
		'12\\) b',
		'\\* star'
	]);
	for (const md of ['**bold** words', '1.5 litres', '-3 degrees', '- one\n- two'])
		expect(itemOf(md)).toBe(md);
});
