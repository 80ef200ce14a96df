import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { OpusDecoder } from 'opus-decoder';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { fixturePath, samplesOfFixture } from '../../../tests/helpers/sound.ts';
import { opusPreSkipSamples } from './codecs.ts';
import { joinedPieces, opusDecoderOptions, OpusSound, type OpusLog } from './opus-sound.ts';

const packetBytes = 60;
const packetSamples = 320;
const recorded = new Uint8Array(readFileSync(fixturePath('photosynthesis.slt.opus')));

let pauses = 0;
let decoded = 0;
let opened = 0;
const openSound = () =>
	new OpusSound({
		async openDecoder() {
			opened++;
			const decoder = new OpusDecoder(opusDecoderOptions);
			await decoder.ready;
			return {
				reset: () => decoder.reset(),
				decodeFrame: (packet) => (decoded++, decoder.decodeFrame(packet))
			};
		},
		pause: async () => void pauses++
	});

const logOf = (bytes: Uint8Array): OpusLog => ({
	packets: Math.floor(bytes.length / packetBytes),
	read: async (from, to) => bytes.slice(from * packetBytes, to * packetBytes)
});
const read = (sound: OpusSound, bytes: Uint8Array, first: number, count: number) =>
	joinedPieces(sound.pieces(logOf(bytes), first, count), count);
const whole = (bytes: Uint8Array) =>
	read(openSound(), bytes, 0, (bytes.length / packetBytes) * packetSamples);
const powerOf = (pcm: Int16Array) => pcm.reduce((sum, sample) => sum + sample * sample, 0) / pcm.length;

let all: Int16Array;
beforeAll(async () => {
	all = await whole(recorded);
});

const samplesRecorded = (recorded.length / packetBytes) * packetSamples;
const stretch = fc.tuple(fc.nat(samplesRecorded - 1), fc.nat(8 * 16_000));
/** Compares in a blink, and does not print a minute of samples. */
const isSame = (a: Int16Array, b: Int16Array) => Buffer.compare(bytesOf(a), bytesOf(b)) === 0;
const bytesOf = (pcm: Int16Array) => new Uint8Array(pcm.buffer, pcm.byteOffset, pcm.byteLength);
const silence = (samples: number) => new Int16Array(samples);

describe('OpusSound', () => {
	it('gives back what was recorded, sample by sample at its place', () => {
		const original = samplesOfFixture('photosynthesis.slt.wav');
		const errorOf = (shift: number) => {
			let sum = 0;
			for (let n = 16_000; n < 20 * 16_000; n++)
				sum += ((all[n + shift] as number) - (original[n] as number)) ** 2;
			return sum;
		};
		const shifts = Array.from({ length: 41 }, (_, n) => n - 20);
		const [best = NaN] = shifts.toSorted((a, b) => errorOf(a) - errorOf(b));
		expect(Math.abs(best)).toBeLessThanOrEqual(3);
		expect(errorOf(best) / (19 * 16_000)).toBeLessThan(powerOf(original) / 4);
		expect(all.length - original.length).toBeGreaterThanOrEqual(opusPreSkipSamples);
	});

	it('[B3] gives the same samples whatever stretch is asked for', async () => {
		const sound = openSound();
		await fc.assert(
			fc.asyncProperty(stretch, async ([first, most]) => {
				const count = Math.min(most, all.length - first);
				const part = await read(sound, recorded, first, count);
				expect(isSame(part, all.subarray(first, first + count))).toBe(true);
			}),
			{ numRuns: 40 }
		);
	});

	it('[B3] gives the same samples while the log grows, but for the 104 that the next packet tells', async () => {
		const sound = openSound();
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 1, max: 700 }),
				fc.integer({ min: 1, max: 700 }),
				async (packets, back) => {
					const samples = packets * packetSamples;
					const first = Math.max(0, samples - back * packetSamples);
					const part = await read(sound, recorded.subarray(0, packets * packetBytes), first, samples - first);
					const known = part.length - opusPreSkipSamples;
					expect(isSame(part.subarray(0, known), all.subarray(first, first + known))).toBe(true);
					expect(isSame(part.subarray(known), silence(opusPreSkipSamples))).toBe(true);
				}
			),
			{ numRuns: 40 }
		);
	});

	it('[B3] reads rubbish too, the same each time, and what comes after it', async () => {
		const complaints = vi.spyOn(console, 'error').mockImplementation(() => undefined);
		const packet = fc.oneof(
			fc.uint8Array({ minLength: packetBytes, maxLength: packetBytes }),
			fc.nat(3000).map((n) => recorded.slice(n * packetBytes, (n + 1) * packetBytes)),
			fc.constant(new Uint8Array(packetBytes))
		);
		await fc.assert(
			fc.asyncProperty(fc.array(packet, { minLength: 1, maxLength: 600 }), fc.nat(), async (packets, at) => {
				const bytes = new Uint8Array(Buffer.concat(packets));
				const sequential = await whole(bytes);
				const first = at % sequential.length;
				const count = sequential.length - first;
				const part = await read(openSound(), bytes, first, count);
				expect(isSame(part, sequential.subarray(first))).toBe(true);
			}),
			{ numRuns: 30 }
		);
		complaints.mockRestore();
	});

	it('[L6] a hole sounds as silence, and the sound behind it as it was', async () => {
		const holed = recorded.slice();
		holed.fill(0, 300 * packetBytes, 400 * packetBytes);
		const heard = await whole(holed);
		const hole = heard.subarray(300 * packetSamples, 400 * packetSamples - opusPreSkipSamples);
		expect(isSame(hole, silence(hole.length))).toBe(true);
		const behind = 420 * packetSamples;
		const difference = heard.subarray(behind, behind + 16_000).map((sample, n) => {
			return Math.abs(sample - (all[behind + n] as number));
		});
		expect(Math.max(...difference)).toBeLessThan(330);
		const next = 512 * packetSamples;
		expect(isSame(heard.subarray(next), all.subarray(next))).toBe(true);
	});

	it('decodes nothing twice of a segment that is read again as it grows, beside others that grow', async () => {
		const sound = openSound();
		const upTo = (packets: number, from = 0) =>
			read(
				sound,
				recorded.subarray(0, packets * packetBytes),
				from * packetSamples,
				(packets - from) * packetSamples
			);
		await upTo(1400);
		await upTo(800, 700);
		decoded = 0;
		for (const packets of [1432, 1433, 1450]) {
			const known = packets * packetSamples - opusPreSkipSamples;
			expect(isSame((await upTo(packets)).subarray(0, known), all.subarray(0, known))).toBe(true);
		}
		expect(decoded).toBe(50);
		await upTo(1450);
		expect(decoded).toBe(50);
	});

	it('[M1] has no more decoders than it keeps epochs, however many stretches are read', async () => {
		opened = 0;
		const sound = openSound();
		for (let n = 0; n < 30; n++) {
			const packets = 300 + 37 * n;
			await read(sound, recorded.subarray(0, packets * packetBytes), (packets - 30) * packetSamples, 9000);
		}
		expect(opened).toBeLessThanOrEqual(9);
	});

	it('lets others have the thread, and decodes for many at once', async () => {
		pauses = 0;
		const sound = openSound();
		const starts = [0, 20_000, 200_000, 400_000, 600_000, 800_000];
		const stretches = await Promise.all(starts.map((first) => read(sound, recorded, first, 100_000)));
		stretches.forEach((pcm, n) => {
			const first = starts[n] as number;
			expect(isSame(pcm, all.subarray(first, first + 100_000))).toBe(true);
		});
		expect(pauses).toBeGreaterThan(50);
	});
});
