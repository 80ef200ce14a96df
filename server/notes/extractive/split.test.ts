import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runsOn, sentencesOf } from './split.ts';

describe('sentencesOf', () => {
	it('ends sentences at their marks, in English and in Chinese', () => {
		expect(sentencesOf('It is 3.14. Is it? Yes, e.g. here. 是的。对吗？对')).toEqual([
			'It is 3.14.',
			'Is it?',
			'Yes, e.g. here.',
			'是的。',
			'对吗？',
			'对'
		]);
	});

	it('cuts long speech without punctuation at its joints', () => {
		const pieces = sentencesOf(
			`${'the light hits a leaf and lifts an electron '.repeat(3)}so ${'we get sugar from it '.repeat(5)}`
		);
		expect(pieces.length).toBeGreaterThan(1);
	});

	it('loses no letter', () => {
		const letters = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, '');
		const speech = fc
			.array(
				fc.constantFrom('so ', 'and ', 'the ', 'cell ', '细胞', '，', '。', '. ', '? ', 'e.g. ', '3.5 '),
				{ size: 'medium' }
			)
			.map((parts) => parts.join(''));
		fc.assert(
			fc.property(speech, (text) => {
				expect(letters(sentencesOf(text).join(''))).toBe(letters(text));
			})
		);
	});
});

describe('runsOn', () => {
	it('joins what the end of a segment cut in two', () => {
		expect(runsOn('Light hits a pigment, and', 'lifts an electron.', 200)).toBe(true);
	});

	it('joins nothing after a full stop, after a silence, or where there is no punctuation at all', () => {
		expect(runsOn('Light hits a pigment.', 'lifts an electron.', 200)).toBe(false);
		expect(runsOn('Light hits a pigment, and', 'lifts an electron.', 900)).toBe(false);
		expect(runsOn('light hits a pigment', 'lifts an electron', 200)).toBe(false);
	});
});
