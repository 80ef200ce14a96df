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
			for (let q = 0; q < 24; q++)
				batcher.push(
					Float32Array.from({ length: 128 }, (_, n) => (q * 128 + n) / 0x8000),
					q * 128
				);
		});
		expect(batches.map((pcm) => pcm.length)).toEqual([batchSamples, 24 * 128 - batchSamples]);
		expect(batches.flatMap((pcm) => [...pcm])).toEqual(Array.from({ length: 24 * 128 }, (_, n) => n));
	});

	it('fills frames that the graph left out with silence, and counts them', () => {
		const { batches, batcher } = run(16_000, (b) => {
			for (let frame = 0; frame < batchSamples; frame += 128) b.push(quantum(0.5), frame);
			b.push(quantum(0.5), batchSamples + 256);
		});
		expect(batcher.missingFrames).toBe(256);
		expect([...(batches[1] as Int16Array)]).toEqual([...Array(256).fill(0), ...Array(128).fill(16_384)]);
	});

	it('does not count the jump of a graph that has just been started', () => {
		const { batcher, samples } = run(16_000, (b) => {
			b.push(quantum(0.5), 0);
			b.push(quantum(0.5), 1024);
		});
		expect(batcher.missingFrames).toBe(0);
		expect(samples).toBe(256);
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
