import { expect, test } from 'vitest';
import { msToSamples, segmentSamplesMax } from '#lib/protocol/index.ts';
import { contextOf } from './context.ts';

const wide = { before: 1e6, after: 1e6 };
const some = msToSamples(800);

test('a segment is heard with what lies beyond its cuts, and with nothing beyond a pause', () => {
	const context = (opening: 'speech-start' | 'cut', closing: 'speech-end' | 'cut') =>
		contextOf(100_000, { opening, closing }, wide);
	expect(context('speech-start', 'speech-end')).toEqual({ before: 0, after: 0 });
	expect(context('cut', 'speech-end')).toEqual({ before: some, after: 0 });
	expect(context('speech-start', 'cut')).toEqual({ before: 0, after: some });
});

test('a context goes no further than the sound, and makes no segment too long', () => {
	const cuts = { opening: 'cut', closing: 'cut' } as const;
	expect(contextOf(100_000, cuts, { before: 5, after: 7 })).toEqual({ before: 5, after: 7 });
	expect(contextOf(segmentSamplesMax - 10, cuts, wide)).toEqual({ before: 5, after: 5 });
	expect(contextOf(segmentSamplesMax, cuts, wide)).toEqual({ before: 0, after: 0 });
});
