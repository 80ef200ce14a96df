import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createSegmenter } from '#lib/protocol/segmenter.ts';
import { segmentsOf, type Mark } from '#lib/protocol/index.ts';
import { createEnergyGate } from './energy.ts';

const frame = 512;

/** White noise with a fixed seed (xorshift), uniform in ±amplitude. */
function noise(samples: number, amplitude: number, seed = 1): Int16Array {
	let x = seed;
	return Int16Array.from({ length: samples }, () => {
		x ^= x << 13;
		x ^= x >>> 17;
		x ^= x << 5;
		return Math.round((x / 0x8000_0000) * amplitude * 0x7fff);
	});
}

function probabilities(pcm: Int16Array): number[] {
	const gate = createEnergyGate();
	return Array.from({ length: Math.floor(pcm.length / frame) }, (_, n) =>
		gate.probabilityOf(pcm.subarray(n * frame, (n + 1) * frame))
	);
}

const join = (...parts: Int16Array[]) => Int16Array.from(parts.flatMap((part) => [...part]));
const seconds = (n: number) => n * 16_000;

/** Samples of the fixture, whose header is the usual 44 bytes. */
function fixture(name: string): Int16Array {
	const bytes = readFileSync(new URL(`../../../tests/fixtures/${name}`, import.meta.url));
	return new Int16Array(Uint8Array.from(bytes.subarray(44)).buffer);
}

function speechOf(pcm: Int16Array) {
	const segmenter = createSegmenter();
	const marks: Mark[] = probabilities(pcm).flatMap((probability) => segmenter.push(probability));
	return segmentsOf([...marks, ...segmenter.finish(pcm.length)]);
}

describe('the energy gate', () => {
	it('hears nothing in silence, digital or not', () => {
		expect(Math.max(...probabilities(new Int16Array(seconds(5))))).toBe(0);
		expect(Math.max(...probabilities(noise(seconds(5), 0.002)))).toBeLessThan(0.25);
	});

	it('takes a burst 20 dB above the room for speech, and lets go soon after it', () => {
		const found = probabilities(
			join(noise(seconds(3), 0.005), noise(seconds(1), 0.05), noise(seconds(3), 0.005))
		);
		const perSecond = 16_000 / frame;
		expect(found[Math.ceil(3.1 * perSecond)]).toBe(1);
		expect(found[Math.ceil(4.3 * perSecond)]).toBeLessThan(0.25);
	});

	it('takes a steady louder noise for the new room within its window', () => {
		const found = probabilities(join(noise(seconds(3), 0.002), noise(seconds(12), 0.02)));
		expect(Math.max(...found.slice(-30))).toBeLessThan(0.25);
	});

	it('finds the sentences of a spoken minute: most of it is speech, cut at pauses', () => {
		const pcm = fixture('photosynthesis.slt.wav');
		const segments = speechOf(pcm);
		const spoken = segments.reduce((sum, segment) => sum + segment.endSample - segment.startSample, 0);
		expect(segments.length).toBeGreaterThan(3);
		expect(spoken / pcm.length).toBeGreaterThan(0.7);
	});

	it('still finds them in a noisy hall', () => {
		const pcm = fixture('photosynthesis.slt.wav');
		const hall = noise(pcm.length, 0.004);
		const segments = speechOf(pcm.map((sample, n) => Math.round(sample * 0.5) + (hall[n] as number)));
		const spoken = segments.reduce((sum, segment) => sum + segment.endSample - segment.startSample, 0);
		expect(spoken / pcm.length).toBeGreaterThan(0.6);
	});
});
