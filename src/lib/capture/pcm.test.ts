import { describe, expect, it } from 'vitest';
import { meterOf, peakOf, powerDb, toFloat32, toInt16 } from './pcm.ts';

describe('pcm', () => {
	it('clips what is louder than full scale and keeps the sign', () => {
		expect([...toInt16(Float32Array.of(0, 1, 2, -1, -2, 0.5))]).toEqual([
			0, 32767, 32767, -32768, -32768, 16384
		]);
	});

	it('gives every 16-bit value back after a way through floats', () => {
		const all = Int16Array.from({ length: 65_536 }, (_, n) => n - 32_768);
		expect(toInt16(toFloat32(all))).toEqual(all);
	});

	it('measures power below full scale and the highest peak', () => {
		const half = Int16Array.from({ length: 512 }, (_, n) => (n % 2 ? 16_384 : -16_384));
		expect(powerDb(half)).toBeCloseTo(-6.02, 2);
		expect(peakOf(half)).toBe(0.5);
		expect(powerDb(new Int16Array(512))).toBe(-Infinity);
	});

	it('keeps the meter between 0 and 1', () => {
		expect([-Infinity, -60, -30, 0, 3].map(meterOf)).toEqual([0, 0, 0.5, 1, 1]);
	});
});
