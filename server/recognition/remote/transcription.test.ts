import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainText } from './spoken-marks.ts';
import { heardIn } from './transcription.ts';

describe('what a service heard', () => {
	test('has no picture and no tag in its text; what they say is data', () => {
		expect(plainText('🎼Good morning.😊')).toEqual({
			text: 'Good morning.',
			language: null,
			emotion: 'HAPPY',
			event: 'BGM'
		});
		expect(plainText('<|zh|><|NEUTRAL|><|Speech|><|withitn|>早上好。')).toEqual({
			text: '早上好。',
			language: 'zh',
			emotion: null,
			event: null
		});
	});

	test('has the times of its words where the service tells them', () => {
		const words = [
			{ word: 'Good', start: 0.2, end: 0.5 },
			{ word: 'morning', start: 0.5, end: 1.25 }
		];
		const { tokens } = heardIn({ text: 'Good morning.', words }, 2_000);
		expect(tokens).toEqual([
			{ text: 'Good', startMs: 200, endMs: 500 },
			{ text: ' morning.', startMs: 500, endMs: 1_250 }
		]);
	});

	test('names its language by code, and how sure it is', () => {
		const heard = heardIn(
			{ text: 'hi', language: 'english', segments: [{ avg_logprob: Math.log(0.5) }] },
			500
		);
		expect(heard).toMatchObject({ language: 'en', confidence: 0.5 });
		expect(heardIn({ text: 'hi', language: 'klingon' }, 500)).toMatchObject({
			language: null,
			confidence: 1
		});
	});

	test('has tokens that make up the text, in order, inside the sound, whatever the service says', () => {
		const seconds = fc.double({ min: -10, max: 1e6, noNaN: true });
		const words = fc.array(fc.record({ word: fc.string(), start: seconds, end: seconds }));
		fc.assert(
			fc.property(
				fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('你好 hello，世界。', 'a b c', '再见 bye')),
				words,
				(text, told) => {
					const heard = heardIn({ text, words: told }, 3_000);
					expect(heard.tokens.map((token) => token.text).join('')).toBe(heard.text);
					const times = heard.tokens.flatMap(({ startMs, endMs }) => [startMs, endMs]);
					expect(times).toEqual([...times].sort((a, b) => a - b));
					expect(times.every((time) => time >= 0 && time <= 3_000 + 1e-6)).toBe(true);
				}
			)
		);
	});
});
