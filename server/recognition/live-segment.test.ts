import { describe, expect, test } from 'vitest';
import { msToSamples, sampleRate } from '#lib/protocol/index.ts';
import { heard } from '../../tests/fakes/fake-recogniser.ts';
import { LiveSegment } from './live-segment.ts';
import type { Recognition } from './port.ts';

const begin = 5000;
const words = Array.from({ length: 60 }, (_, second) => `word${second}`);

/** What is said from one sample to another by somebody who says one word each second. */
function spoken(startSample: number, endSample: number): Recognition {
	const [from, to] = [startSample, endSample].map((sample) => Math.ceil((sample - begin) / sampleRate));
	const outcome = heard(words.slice(from, to).join(' '));
	if (outcome.kind !== 'recognised') throw new Error(outcome.kind);
	const tokens = outcome.recognition.tokens.map(({ text }, index) => {
		const startMs = ((from as number) + index) * 1000 - (startSample - begin) / 16;
		return { text, startMs, endMs: startMs + 500 };
	});
	return { ...outcome.recognition, tokens };
}

function listenTo(segment: LiveSegment, seconds: number) {
	const sound = segment.next(begin + seconds * sampleRate);
	const shown = segment.hear(sound, spoken(sound.startSample, sound.endSample));
	return { seconds: (sound.endSample - sound.startSample) / sampleRate, shown };
}

describe('a segment that is still spoken', () => {
	test('is heard from its beginning while it is short', () => {
		const segment = new LiveSegment('t', { index: 0, startSample: begin });
		for (const second of [1, 2, 3, 8]) expect(listenTo(segment, second).seconds).toBe(second);
	});

	test('costs about the same however long it becomes, and loses no word', () => {
		const segment = new LiveSegment('t', { index: 0, startSample: begin });
		const heard = Array.from({ length: 28 }, (_, n) => listenTo(segment, n + 1));
		expect(Math.max(...heard.map(({ seconds }) => seconds))).toBeLessThanOrEqual(10);
		for (const [n, { shown }] of heard.entries()) expect(shown?.text).toBe(words.slice(0, n + 1).join(' '));
	});

	test('a guess about all of it joins those about its end', () => {
		const segment = new LiveSegment('t', { index: 0, startSample: begin });
		for (let second = 1; second <= 15; second++) listenTo(segment, second);
		const whole = { index: 0, startSample: begin, endSample: begin + 16 * sampleRate };
		expect(segment.hear(whole, spoken(whole.startSample, whole.endSample))?.text).toBe(
			words.slice(0, 16).join(' ')
		);
		expect(listenTo(segment, 17).shown?.text).toBe(words.slice(0, 17).join(' '));
	});

	test('a guess that was overtaken by one that begins later is left aside', () => {
		const segment = new LiveSegment('t', { index: 0, startSample: begin });
		for (let second = 1; second <= 9; second++) listenTo(segment, second);
		const late = segment.next(begin + 10 * sampleRate);
		for (let second = 10; second <= 20; second++) listenTo(segment, second);
		expect(segment.hear(late, spoken(late.startSample, late.endSample))).toBeUndefined();
		expect(listenTo(segment, 21).shown?.text).toBe(words.slice(0, 21).join(' '));
	});

	test('says nothing when what is shown stays the same, or nothing was heard', () => {
		const segment = new LiveSegment('t', { index: 0, startSample: begin });
		const sound = segment.next(begin + msToSamples(900));
		const recognition = spoken(begin, sound.endSample);
		expect(segment.hear(sound, recognition)?.text).toBe('word0');
		expect(segment.hear(sound, recognition)).toBeUndefined();
		expect(segment.hear(sound, { ...recognition, text: '', tokens: [] })).toBeUndefined();
	});
});
