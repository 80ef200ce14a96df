import fc from 'fast-check';
import { readFileSync } from 'node:fs';
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

	it.each([
		['The answer is no. Plants breathe.', 2],
		['No. We do not.', 2],
		['See No. 5, vol. One, ch. IV, fig. A and p. 12 of the book.', 1],
		['It is shown by Smith et al. in 2017. The result holds.', 2],
		['It begins at 9 a.m. Then we go. It ends at 5 p.m. Monday. Plants sleep at 6 p.m. Animals do not.', 5],
		['In the U.S. Senate it passed. In the U.S. It is law.', 3],
		['We read J. S. Bach, Dr. He and St. Mary, e.g. The Tempest.', 1],
		['Vitamin C. It is found in fruit.', 2],
		['It weighs 5 kg. 20 people carry it. That was in 1990. Then it broke.', 4],
		['Use Node v24.1.0 or https://a.example/b.html?c=1. Then stop.', 2],
		['Well... maybe it is... fine. 5! is 120.', 2],
		['1. first item of the list', 1],
		['He said “Stop.” Then he left. “Why?” he asked.', 3],
		['the cell divides. it grows. see fig. 3 for it. is it true? yes', 5],
		['第3.2节讲的是线程。版本1.2.3在 U.S. 的例子里。吗?是的。', 4],
		['他说：“对。”然后走了……很久。', 2]
	])('finds in %s the sentences that are there', (text, count) => {
		expect(sentencesOf(text)).toHaveLength(count);
	});

	it('keeps every line of the case file whole, but for the one that holds two sentences', () => {
		const url = new URL('../../../tests/fixtures/cases/t-split.txt', import.meta.url);
		const lines = readFileSync(url, 'utf8').trim().split('\n');
		const found = lines.flatMap(sentencesOf);
		expect(found.filter((each) => !lines.includes(each))).toEqual([
			'The important committee met in Washington D.C.',
			'Last year it wrote a report on inflation.'
		]);
		expect(found).toHaveLength(lines.length + 1);
	});

	it('cuts no number and no negation out of a long sentence', () => {
		const long = `${'一个很长的句子里面有数值1,000，'.repeat(8)}${'it is not so large, not because of this, '.repeat(9)}`;
		const pieces = sentencesOf(long).concat(sentencesOf('它不是1,000，'.repeat(20)));
		expect(pieces.filter((each) => /\d,$|^\d{3}，|not$|^so |^because/u.test(each))).toEqual([]);
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

	it('joins what was cut behind a short form', () => {
		expect(runsOn('It was shown by Smith et al.', 'in 2017 with a sample.', 200)).toBe(true);
		expect(runsOn('We thank Dr.', 'Meyer for it.', 200)).toBe(true);
		expect(runsOn('See vol.', '3 of the book.', 200)).toBe(true);
		expect(runsOn('It begins at 9 a.m.', 'Then we go.', 200)).toBe(false);
	});

	it('joins what breaks off in mid-phrase, punctuation or not, after a longer silence too', () => {
		expect(runsOn('it is not true that', 'Plants breathe only at night', 2_000)).toBe(true);
		expect(runsOn('我们不能说', '植物只在晚上呼吸', 2_000)).toBe(true);
		expect(runsOn('很多人认为', '植物只在晚上呼吸', 2_000)).toBe(true);
		expect(runsOn('it is not true that', 'Plants breathe only at night', 3_000)).toBe(false);
	});

	it('joins nothing after a full stop, after a silence, or where there is no punctuation at all', () => {
		expect(runsOn('Light hits a pigment.', 'lifts an electron.', 200)).toBe(false);
		expect(runsOn('Light hits a pigment, it', 'lifts an electron.', 900)).toBe(false);
		expect(runsOn('light hits a pigment', 'lifts an electron', 200)).toBe(false);
	});
});
