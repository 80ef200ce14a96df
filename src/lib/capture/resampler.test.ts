import { describe, expect, it } from 'vitest';
import { Resampler } from './resampler.ts';

const outputRate = 16_000;

const sine = (hz: number, rate: number, samples: number) =>
	Float32Array.from({ length: samples }, (_, n) => Math.sin((2 * Math.PI * hz * n) / rate));

function resample(input: Float32Array, rate: number, quantum = 128): Float32Array {
	const resampler = new Resampler(rate, outputRate);
	const parts: Float32Array[] = [];
	for (let at = 0; at < input.length; at += quantum)
		parts.push(resampler.push(input.subarray(at, at + quantum)));
	parts.push(resampler.flush());
	return Float32Array.from(parts.flatMap((part) => [...part]));
}

const decibel = (ratio: number) => 20 * Math.log10(Math.max(ratio, 1e-9));
/** Root mean square of the middle, away from both ends. */
function rms(signal: Float32Array): number {
	const middle = signal.subarray(2000, signal.length - 2000);
	return Math.sqrt(middle.reduce((sum, x) => sum + x * x, 0) / middle.length);
}
const gain = (hz: number, rate: number) => decibel(rms(resample(sine(hz, rate, rate), rate)) * Math.SQRT2);

describe.each([44_100, 48_000, 96_000])('Resampler from %i Hz to 16 kHz', (rate) => {
	it.each([100, 1000, 4000, 6500])('passes %i Hz within 0.1 dB', (hz) => {
		expect(Math.abs(gain(hz, rate))).toBeLessThan(0.1);
	});

	it.each([8500, 9000, 12_000, 14_000])(
		'lets nothing of %i Hz fold into the speech band: below -70 dB',
		(hz) => {
			expect(gain(hz, rate)).toBeLessThan(-70);
		}
	);

	it('puts every sample at its own time: the error against the ideal sine is below -70 dB', () => {
		const output = resample(sine(1000, rate, rate), rate);
		const error = output.map((x, n) => x - Math.sin((2 * Math.PI * 1000 * n) / outputRate));
		expect(decibel(rms(error))).toBeLessThan(-70);
	});

	it('gives the same whatever the size of the pieces', () => {
		const input = sine(440, rate, 10_000);
		const whole = resample(input, rate, input.length);
		for (const quantum of [1, 127, 128, 1000]) expect(resample(input, rate, quantum)).toEqual(whole);
	});
});

describe('Resampler', () => {
	it.each([8000, 22_050, 24_000, 44_100, 48_000])(
		'gives exactly as many samples as a minute has at %i Hz',
		(rate) => {
			const resampler = new Resampler(rate, outputRate);
			const second = new Float32Array(rate);
			let samples = 0;
			for (let s = 0; s < 60; s++) samples += resampler.push(second).length;
			samples += resampler.flush().length;
			expect(samples).toBe(60 * outputRate);
		}
	);

	it('keeps a steady level when the rate goes up', () => {
		expect(Math.abs(gain(1000, 8000))).toBeLessThan(0.1);
	});

	it('gives nothing before it has seen anything', () => {
		expect(new Resampler(48_000, outputRate).push(new Float32Array(0))).toHaveLength(0);
	});
});
