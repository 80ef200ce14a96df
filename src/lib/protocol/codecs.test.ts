import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOf, codecForms, codecs, samplesIn, wholeFrames } from './codecs.ts';

const codec = fc.constantFrom(...codecs);

describe('the codecs', () => {
	it('[B2] a sample has one place in the log of bytes, whichever the codec', () => {
		fc.assert(
			fc.property(codec, fc.nat(1_000_000), (codec, samples) => {
				const whole = wholeFrames(codec, samples);
				expect(samplesIn(codec, bytesOf(codec, whole))).toBe(whole);
				expect(samples - whole).toBeLessThan(codecForms[codec].frameSamples);
			})
		);
	});

	it('[B2] a torn frame at the end of a log counts for nothing', () => {
		expect(samplesIn('opus', 3 * 60 + 59)).toBe(3 * 320);
		expect(samplesIn('pcm_s16le', 7)).toBe(3);
	});

	it('three hours of Opus take at most 45 MB', () => {
		expect(bytesOf('opus', 3 * 3600 * 16_000)).toBeLessThanOrEqual(45e6);
	});
});
