import { describe, expect, it } from 'vitest';
import { Batcher, batchSamples } from './batcher.ts';

function run(rate: number, feed: (batcher: Batcher) => void) {
	const batches: Int16Array[] = [];
	const batcher = new Batcher(rate, (pcm) => batches.push(pcm));
	feed(batcher);
	batcher.flush();
	return { batches, batcher, samples: batches.reduce((sum, pcm) => sum + pcm.length, 0) };
}
const quantum = (value: number) => new Float32Array(128).fill(value);

describe('Batcher', () => {
	it('gives every sample once and in order, the last batch shorter', () => {
		const { batches } = run(16_000, (batcher) => {
			for (let q = 0; q < 20; q++)
				batcher.push(
					Float32Array.from({ length: 128 }, (_, n) => (q * 128 + n) / 0x8000),
					q * 128
				);
		});
		expect(batches.map((pcm) => pcm.length)).toEqual([batchSamples, 20 * 128 - batchSamples]);
		expect(batches.flatMap((pcm) => [...pcm])).toEqual(Array.from({ length: 20 * 128 }, (_, n) => n));
	});

	it('fills frames that the graph left out with silence, and counts them', () => {
		const { batches, batcher } = run(16_000, (b) => {
			b.push(quantum(0.5), 1000);
			b.push(quantum(0.5), 1000 + 128 + 256);
		});
		expect(batcher.missingFrames).toBe(256);
		expect(batches[0]).toHaveLength(512);
		expect([...(batches[0] as Int16Array).subarray(128, 384)].every((sample) => sample === 0)).toBe(true);
	});

	it('keeps the length of the lecture at 44.1 kHz', () => {
		const seconds = 30;
		const { samples } = run(44_100, (batcher) => {
			for (let frame = 0; frame < seconds * 44_100; frame += 128) batcher.push(quantum(0), frame);
		});
		expect(Math.abs(samples - seconds * 16_000)).toBeLessThan(64);
	});

	it('emits nothing for nothing', () => {
		expect(run(48_000, () => undefined).samples).toBe(0);
	});
});
