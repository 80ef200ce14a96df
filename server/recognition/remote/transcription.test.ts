import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainText } from './spoken-marks.ts';
import { isImpossible, recognisedIn, transcriptionIn } from './transcription.ts';

/** What an answer says, as the recogniser passes it on. */
const recognised = (answer: unknown, durationMs: number) => {
	const transcription = transcriptionIn(answer);
	if (!transcription) throw new Error('no text');
	return recognisedIn(transcription, durationMs);
};

describe('what a service recognised', () => {
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
		const { tokens } = recognised({ text: 'Good morning.', words }, 2_000);
		expect(tokens).toEqual([
			{ text: 'Good', startMs: 200, endMs: 500 },
			{ text: ' morning.', startMs: 500, endMs: 1_250 }
		]);
	});

	test('names its language by code, and how sure it is', () => {
		const heard = recognised(
			{ text: 'hi', language: 'english', segments: [{ avg_logprob: Math.log(0.5) }] },
			500
		);
		expect(heard).toMatchObject({ language: 'en', confidence: 0.5 });
		expect(recognised({ text: 'hi', language: 'klingon' }, 500)).toMatchObject({
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
					const heard = recognised({ text, words: told }, 3_000);
					expect(heard.tokens.map((token) => token.text).join('')).toBe(heard.text);
					const times = heard.tokens.flatMap(({ startMs, endMs }) => [startMs, endMs]);
					expect(times).toEqual([...times].sort((a, b) => a - b));
					expect(times.every((time) => time >= 0 && time <= 3_000 + 1e-6)).toBe(true);
				}
			)
		);
	});
});

describe('an odd answer of a service', () => {
	const text = 'Good morning everyone.';
	test.each<[string, unknown]>([
		['a word without times', { text, words: [{ word: 'Good' }, { start: 1 }, null, 7] }],
		['segments as an object', { text, segments: { 0: { avg_logprob: 'none' } } }],
		['fields of other types', { text, language: ['en'], words: 'Good', segments: 3, duration: {} }],
		[
			'text in its segments alone',
			{ text: null, segments: [{ text: ' Good morning' }, { text: ' everyone.' }] }
		],
		['text in chunks', { chunks: [{ timestamp: [0, null], text }] }],
		[
			'text in results',
			{ results: [{ alternatives: [{ transcript: text }, { transcript: 'Good mourning' }] }] }
		],
		['a result within a result', { result: { text } }],
		['a list of texts', { text: ['Good morning', 'everyone.'] }],
		['a list of answers', [{ text: 'Good morning' }, { text: 'everyone.' }]],
		['a bare text', `${text}\n`],
		['JSON that calls itself text', JSON.stringify({ text })],
		['lines of JSON', '{"text":"Good morning"}\n{"text":"everyone."}\n'],
		[
			'a stream',
			'data: {"type":"transcript.text.delta","delta":"Good"}\n\ndata: {"type":"transcript.text.done","text":"Good morning everyone."}\n\ndata: [DONE]\n'
		],
		['a stream that broke off', 'data: {"delta":"Good morning"}\n\ndata: {"delta":" everyone."}\n']
	])('with %s never costs the text', (_, answer) => {
		expect(recognised(answer, 2_000)).toMatchObject({ text });
	});

	test('whose text is null says that nothing was said', () => {
		expect(recognised({ text: null }, 2_000)).toMatchObject({ text: '', tokens: [] });
	});

	test.each<[string, unknown]>([
		['something else', { hello: 1 }],
		['an error', { text: null, error: { message: 'overloaded' } }],
		['a page', '<html>Sign in to the network</html>'],
		['nothing', ''],
		['null', null],
		['JSON that is cut off', '{"text": "Good mor']
	])('that is %s has no text', (_, answer) => {
		expect(transcriptionIn(answer)).toBeUndefined();
	});

	test('gives its text, whatever JSON stands around it', () => {
		fc.assert(
			fc.property(
				fc.dictionary(fc.string(), fc.jsonValue()),
				fc.string(),
				fc.jsonValue(),
				(rest, text, odd) => {
					const answer = { ...rest, words: odd, segments: odd, language: odd, text };
					expect(transcriptionIn(answer)?.text).toBe(text);
					expect(recognised(answer, 3_000).text).toBe(plainText(text).text);
				}
			)
		);
	});

	test('has times for its words in order, where some of them have none', () => {
		const words = [
			{ word: 'Good', start: 0.2, end: '0.5' },
			{ word: 'morning' },
			{ word: 'everyone', start: 1.5, end: 1.9 }
		];
		expect(recognised({ text, words }, 2_000).tokens).toEqual([
			{ text: 'Good', startMs: 200, endMs: 500 },
			{ text: ' morning', startMs: 500, endMs: 1_500 },
			{ text: ' everyone.', startMs: 1_500, endMs: 1_900 }
		]);
	});
});

test('more than can be said in the time is impossible; the fastest speech is not', () => {
	expect(isImpossible('Thank you. '.repeat(6_000), 1_600)).toBe(true);
	expect(isImpossible('谢谢。'.repeat(200), 1_600)).toBe(true);
	expect(isImpossible('the quick brown fox jumps over the lazy dog '.repeat(2), 4_000)).toBe(false);
	expect(isImpossible('今天我们来讲一讲光合作用和呼吸作用', 2_500)).toBe(false);
	expect(isImpossible('Yes, that is right.', 300)).toBe(false);
});
