import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createNoise, samplesOf } from '../../../tests/helpers/sound.ts';
import { createFbank, fbankFrames } from './fbank.ts';
import { createKeptFbank } from './kept-fbank.ts';

const noise = createNoise();
const sounds = [0, 1, 2].map(() => samplesOf(3, () => 0.3 * noise()));
const fresh = createFbank();
const bytesOf = (values: Float32Array) => Buffer.from(values.buffer, values.byteOffset, values.byteLength);

describe('the filter bank of a sound that grows', () => {
	test('is bit for bit that of all at once, whatever is heard under which name in which order', () => {
		const hearing = fc.record({
			sound: fc.nat(sounds.length - 1),
			name: fc.constantFrom('a', 'b', 'c', 'd'),
			length: fc.nat(48_000),
			changedAt: fc.option(fc.nat(48_000))
		});
		fc.assert(
			fc.property(fc.array(hearing, { minLength: 2, maxLength: 10 }), (hearings) => {
				const kept = createKeptFbank(createFbank(), 3);
				for (const { sound, name, length, changedAt } of hearings) {
					const samples = (sounds[sound] as Int16Array).slice(0, length);
					if (changedAt !== null && changedAt < length) samples[changedAt] = 12_345;
					expect(bytesOf(kept(samples, name)).equals(bytesOf(fresh(samples)))).toBe(true);
				}
			}),
			{ numRuns: 50 }
		);
	});

	test('[M1] computes no frame twice, of the sounds that are kept', () => {
		let frames = 0;
		const counted = (samples: Int16Array | Float32Array) => {
			frames += fbankFrames(samples.length);
			return fresh(samples);
		};
		const kept = createKeptFbank(counted, 2);
		const [a, b, c] = sounds as [Int16Array, Int16Array, Int16Array];
		for (let length = 4_800; length <= 48_000; length += 4_800) {
			kept(a.subarray(0, length), 'a');
			kept(b.subarray(0, length), 'b');
		}
		expect(frames).toBe(2 * fbankFrames(48_000));
		kept(c, 'c');
		kept(b, 'b');
		expect(frames).toBe(3 * fbankFrames(48_000));
		kept(a, 'a');
		expect(frames).toBe(4 * fbankFrames(48_000));
	});
});
