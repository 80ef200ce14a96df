import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { joinTexts, needsSpace } from './spacing.ts';

describe('stretches of speech as one text', () => {
	test.each([
		[['Good morning.', 'Today we begin.'], 'Good morning. Today we begin.'],
		[['今天天气', '很好。', '我们开始。'], '今天天气很好。我们开始。'],
		[['我们用', 'Python', '来写'], '我们用 Python 来写'],
		[['光合作用。', 'Then light', '，然后'], '光合作用。Then light，然后'],
		[['the leaf', ', and', 'so on', '…'], 'the leaf, and so on…'],
		[['(', 'see below', ')'], '(see below)'],
		[['カー', 'ド', 'です'], 'カードです'],
		[['안녕', '하세요'], '안녕 하세요'],
		[['50', '%'], '50%'],
		[['', 'a', '', 'b', ''], 'a b'],
		[['𠮷', '野'], '𠮷野'],
		[[], '']
	])('%j is %j', (texts, joined) => {
		expect(joinTexts(texts)).toBe(joined);
	});

	test('no letter is lost or moved, and no two spaces meet', () => {
		const text = fc
			.array(fc.constantFrom('a', 'b', '天', '。', ',', '(', ' '), { maxLength: 4 })
			.map((letters) => letters.join('').trim().replace(/ +/g, ' '));
		fc.assert(
			fc.property(fc.array(text), (texts) => {
				const joined = joinTexts(texts);
				expect(joined.replaceAll(' ', '')).toBe(texts.join('').replaceAll(' ', ''));
				expect(joined).not.toMatch(/ {2}|^ | $/);
			})
		);
	});

	test('there is none at either end of nothing', () => {
		expect(needsSpace('', 'a') || needsSpace('a', '')).toBe(false);
	});
});
