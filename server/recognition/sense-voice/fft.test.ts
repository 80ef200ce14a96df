import { expect, test } from 'vitest';
import { createNoise } from '../../../tests/helpers/sound.ts';
import { createPowerSpectrum } from './fft.ts';

function powerByDefinition(signal: Float64Array, k: number): number {
	let re = 0;
	let im = 0;
	signal.forEach((value, n) => {
		re += value * Math.cos((-2 * Math.PI * k * n) / signal.length);
		im += value * Math.sin((-2 * Math.PI * k * n) / signal.length);
	});
	return re * re + im * im;
}

test.each([8, 32, 128, 512])('the power spectrum of %i samples is that of the definition', (size) => {
	const noise = createNoise();
	const signal = Float64Array.from({ length: size }, noise);
	const power = new Float64Array(size / 2);
	createPowerSpectrum(size)(signal, power);
	power.forEach((value, k) => expect(value).toBeCloseTo(powerByDefinition(signal, k), 8));
});

test('a size that is not twice a power of four is refused', () => {
	expect(() => createPowerSpectrum(400)).toThrow(RangeError);
});
