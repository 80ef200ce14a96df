import { expect, test } from 'vitest';
import { bytesInWords, lengthInWords, preferredLanguage } from './words.ts';
import { en } from './words/en.ts';
import { zh } from './words/zh.ts';

test('a length is rounded to what a person needs', () => {
	const ms = [0, 8_400, 99_000, 101_000, 720_000, 3_600_000, 4_800_000];
	expect(ms.map((each) => lengthInWords(en, each))).toEqual([
		'0 s',
		'8 s',
		'99 s',
		'2 min',
		'12 min',
		'1 h',
		'1 h 20 min'
	]);
});

test('bytes are counted in thousands', () => {
	const sizes = [0, 999, 1_200, 12_345_678, 2_500_000_000];
	expect(sizes.map((each) => bytesInWords(en, each))).toEqual(['0 kB', '1 kB', '1.2 kB', '12 MB', '2.5 GB']);
});

test('the interface follows the first language of the browser that it knows', () => {
	expect(preferredLanguage(['fr-FR', 'zh-Hant-TW', 'en'])).toBe('zh');
	expect(preferredLanguage(['en-GB', 'zh'])).toBe('en');
	expect(preferredLanguage(['fr'])).toBe('en');
});

test('the Chinese dictionary has one word for a lecture, and the marks of its script', () => {
	const texts = textsOf(zh);
	expect(texts.length).toBeGreaterThan(400);
	const other = /课程|[这某每整那]节课|这一讲|您|[。，] |[一-鿿]\s?[(),;!?]|[(]\s?[一-鿿]/;
	expect(texts.filter((text) => other.test(text))).toEqual([]);
});

/** Every text of a dictionary; of a function what it says to some arguments. */
function textsOf(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	if (typeof value === 'function') return textsOf(value('3', '4'));
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

test('both dictionaries say something wherever the other one does', () => {
	const shape = (value: unknown): unknown => {
		if (typeof value === 'object' && value !== null)
			return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, shape(each)]));
		return typeof value === 'string' ? (value === '' ? 'empty' : 'said') : typeof value;
	};
	expect(shape(zh)).toEqual(shape(en));
});
