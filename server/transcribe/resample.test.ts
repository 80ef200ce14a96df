import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createResampler } from './resample.ts';

function resampled(
	samples: Float32Array,
	fromRate: number,
	pieceSamples = samples.length,
	toRate = 16_000
): Float32Array {
	const resampler = createResampler(fromRate, toRate);
	const out: number[] = [];
	for (let at = 0; at < samples.length; at += pieceSamples)
		out.push(...resampler.push(samples.slice(at, at + pieceSamples)));
	return Float32Array.from([...out, ...resampler.finish()]);
}

const tone = (hz: number, rate: number, seconds = 0.5): Float32Array =>
	Float32Array.from({ length: Math.round(rate * seconds) }, (_, n) =>
		Math.sin((2 * Math.PI * hz * n) / rate)
	);

/** Level of the middle of the sound against a full sine, in dB. */
function levelDb(samples: Float32Array): number {
	const middle = samples.subarray(samples.length / 4, (3 * samples.length) / 4);
	const power = middle.reduce((sum, value) => sum + value * value, 0) / middle.length;
	return 10 * Math.log10(2 * power + 1e-20);
}

const rates = [8_000, 11_025, 22_050, 44_100, 48_000, 96_000, 12_345];

describe.each(rates)('from %i Hz to 16 kHz', (rate) => {
	const highest = Math.min(rate / 2, 8_000);

	test('tones that both rates can carry keep level and place', () => {
		for (const share of [0.05, 0.25, 0.5, 0.75, 0.92]) {
			const hz = highest * share;
			const out = resampled(tone(hz, rate), rate);
			const wanted = tone(hz, 16_000);
			for (let n = 3_000; n < 5_000; n++)
				expect(Math.abs((out[n] as number) - (wanted[n] as number))).toBeLessThan(2e-3);
		}
	});

	test('n samples in give ceil(n * 16000 / rate) out', () => {
		fc.assert(
			fc.property(fc.nat(3_000), (count) => {
				expect(resampled(new Float32Array(count), rate).length).toBe(Math.ceil((count * 16_000) / rate));
			}),
			{ numRuns: 20 }
		);
	});

	test('the cut into pieces changes nothing', () => {
		const samples = tone(300, rate, 0.2);
		const whole = resampled(samples, rate);
		for (const pieceSamples of [1, 7, 160, 1_001])
			expect(resampled(samples, rate, pieceSamples)).toEqual(whole);
	});
});

test.each([22_050, 44_100, 48_000, 96_000])(
	'from %i Hz, tones above 8 kHz do not fold back: 70 dB down',
	(rate) => {
		for (const hz of [8_100, 8_500, 9_000, 10_000, 12_000, 14_000, 20_000, 30_000]) {
			if (hz < rate / 2) expect(levelDb(resampled(tone(hz, rate), rate))).toBeLessThan(-70);
		}
	}
);

test('16 kHz passes untouched', () => {
	const samples = tone(440, 16_000);
	expect(resampled(samples, 16_000)).toEqual(samples);
});

test('a constant stays the same constant', () => {
	const out = resampled(new Float32Array(4_410).fill(0.5), 44_100);
	expect(out[800]).toBeCloseTo(0.5, 6);
});
