import { describe, expect, test } from 'vitest';
import { isText, readHead } from './tags.ts';

describe('head tags', () => {
	test('are data: language, emotion and event', () => {
		expect(readHead(['<|yue|>', '<|HAPPY|>', '<|Laughter|>', '<|withitn|>'])).toEqual({
			language: 'yue',
			emotion: 'HAPPY',
			event: 'Laughter',
			nospeech: false
		});
	});

	test('what is plain or unknown is null', () => {
		const plain = { language: 'en', emotion: null, event: null, nospeech: false };
		expect(readHead(['<|en|>', '<|NEUTRAL|>', '<|Speech|>'])).toEqual(plain);
		expect(readHead(['<|en|>', '<|EMO_UNKNOWN|>', '<|Event_UNK|>'])).toEqual(plain);
		expect(readHead(['a', undefined])).toEqual({ ...plain, language: null });
	});

	test('nospeech is told', () => {
		expect(readHead(['<|nospeech|>']).nospeech).toBe(true);
	});
});

test('tags and control symbols are no text, whatever their names are', () => {
	for (const piece of ['<|SPECIAL_TOKEN_1|>', '<|/Speech|>', '<|zh/en|>', '<unk>', '<s>', '</s>']) {
		expect(isText(piece)).toBe(false);
	}
	for (const piece of ['▁the', '<', '|', '。']) expect(isText(piece)).toBe(true);
});
