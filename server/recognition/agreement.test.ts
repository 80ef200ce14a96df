import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agree, nothingAgreed, shownOf, unitsOf } from './agreement.ts';

/** What is shown after these hypotheses, the committed part in brackets. */
function shown(...hypotheses: string[]): string {
	const { text, committed } = shownOf(
		hypotheses.reduce((before, next) => agree(before, next), nothingAgreed)
	);
	return `[${text.slice(0, committed)}]${text.slice(committed)}`;
}

describe('units', () => {
	test.each([
		['good morning.', ['good', ' morning', '.']],
		["it's 3.5 metres", ["it's", ' 3.5', ' metres']],
		['今天讲 photosynthesis。', ['今', '天', '讲', ' photosynthesis', '。']],
		['안녕 하세요', ['안녕', ' 하세요']]
	])('of "%s" are words, single characters where no spaces are written, and marks', (text, units) => {
		expect(unitsOf(text)).toEqual(units);
	});

	test('joined are the text, whatever it is', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), (text) => {
				expect(unitsOf(text).join('')).toBe(text);
			})
		);
	});
});

describe('agreement', () => {
	test('commits nothing by one hypothesis', () => {
		expect(shown('good morning everyone')).toBe('[]good morning everyone');
	});

	test('commits what two successive hypotheses have in common, but for their last words', () => {
		expect(shown('good morning ever', 'good morning everyone today')).toBe('[good morning] everyone today');
		expect(shown('good morning', 'good morning')).toBe('[good] morning');
		expect(shown('今天我们讲', '今天我们讲光合')).toBe('[今天我们]讲光合');
	});

	test('does not commit the full stop that ends every hypothesis', () => {
		expect(shown('Good morning.', 'Good morning.', 'Good morning everyone.')).toBe(
			'[Good] morning everyone.'
		);
	});

	test('keeps what is committed where a later hypothesis contradicts it, and goes on behind the words that align', () => {
		expect(shown('the leaf is green', 'the leaf is green', 'the beef is green and wet')).toBe(
			'[the leaf is] green and wet'
		);
		expect(shown('the leaf is green', 'the leaf is green', 'leaf is green now')).toBe(
			'[the leaf is] green now'
		);
		expect(shown('the leaf is green', 'the leaf is green', 'The leaf is green')).toBe('[the leaf is] green');
	});

	test('takes a hypothesis whose sound begins behind the first committed words', () => {
		const before = agree(agree(nothingAgreed, 'one two three four'), 'one two three four');
		expect(shownOf(agree(before, 'three four five', 2)).text).toBe('one two three four five');
	});

	test('[T5] whatever is heard, the committed part only grows', () => {
		const words = fc
			.array(fc.constantFrom('a', 'b', 'c', 'D', '字', '.', 'it’s', '，'), { maxLength: 12 })
			.map((list) => list.join(' '));
		fc.assert(
			fc.property(
				fc.array(fc.oneof(words, fc.string({ unit: 'grapheme' })), { maxLength: 8 }),
				(hypotheses) => {
					let before = nothingAgreed;
					for (const text of hypotheses) {
						const next = agree(before, text);
						const [was, is] = [shownOf(before), shownOf(next)];
						expect(is.text.slice(0, is.committed).startsWith(was.text.slice(0, was.committed))).toBe(true);
						before = next;
					}
				}
			)
		);
	});

	test('a speaker who is heard the same way to the end is shown as heard', () => {
		const sentence = fc.array(fc.constantFrom('leaf', 'light', '光', 'sugar'), {
			minLength: 1,
			maxLength: 20
		});
		fc.assert(
			fc.property(sentence, (words) => {
				let agreement = nothingAgreed;
				for (let count = 1; count <= words.length; count++)
					agreement = agree(agreement, words.slice(0, count).join(' '));
				expect(shownOf(agreement).text).toBe(words.join(' '));
				expect(agreement.committed.length).toBe(Math.max(0, words.length - 2));
			})
		);
	});
});
