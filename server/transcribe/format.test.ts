import { describe, expect, test } from 'vitest';
import { toJson, toSrt, toText, toVtt } from './format.ts';
import type { Transcript, TranscriptSegment } from './transcript.ts';

function segmentOf(startMs: number, words: readonly string[], stepMs = 400): TranscriptSegment {
	const tokens = words.map((word, index) => ({
		text: index === 0 ? word.trim() : word,
		startMs: startMs + 100 + index * stepMs,
		endMs: startMs + 100 + index * stepMs + 200
	}));
	const text = tokens.map((token) => token.text).join('');
	const endMs = startMs + 200 + words.length * stepMs;
	return { startMs, endMs, text, language: 'en', emotion: null, event: null, confidence: 0.9, tokens };
}

const transcriptOf = (...segments: TranscriptSegment[]): Transcript => ({
	model: 'm',
	language: 'auto',
	durationMs: 4_000_000,
	segments,
	timings: { featuresMs: 0, inferenceMs: 0, decodeMs: 0, totalMs: 0 }
});

const applause = { ...segmentOf(0, []), event: 'Applause' };
const late = segmentOf(3_661_005, ['a', ' <b>', ' & --> c']);

describe('a transcript as', () => {
	test('text: a line for each segment with words', () => {
		expect(toText(transcriptOf(applause, segmentOf(0, ['good', ' day']), segmentOf(9, ['bye'])))).toBe(
			'good day\nbye\n'
		);
	});

	test('SRT: numbered from 1, comma before the milliseconds', () => {
		expect(toSrt(transcriptOf(applause, segmentOf(0, ['good', ' day']), late))).toBe(
			'1\n00:00:00,100 --> 00:00:01,100\ngood day\n\n2\n01:01:01,105 --> 01:01:02,405\na ‹b› & --› c\n'
		);
	});

	test('VTT: header, point before the milliseconds, marks escaped', () => {
		expect(toVtt(transcriptOf(late))).toBe(
			'WEBVTT\n\n01:01:01.105 --> 01:01:02.405\na &lt;b&gt; &amp; --&gt; c\n'
		);
	});

	test('JSON: an object for one file, an array for several', () => {
		const one = transcriptOf(late);
		expect(JSON.parse(toJson([one]))).toEqual(one);
		expect(JSON.parse(toJson([one, one]))).toEqual([one, one]);
	});
});
