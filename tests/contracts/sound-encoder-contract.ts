import { describe, expect, it } from 'vitest';
import { bytesOf, opusPreSkipSamples, wholeFrames, type Codec } from '#lib/protocol/index.ts';
import { testSound, type Encoded } from '../helpers/encode-all.ts';

/** Silence that may follow the last sample: what a decoder needs to give it, and the rest of a packet. */
const paddingOf: Record<Codec, { least: number; most: number }> = {
	pcm_s16le: { least: 0, most: 0 },
	opus: { least: opusPreSkipSamples, most: opusPreSkipSamples + 319 }
};

/** What every SoundEncoder promises; `encode` is `encodeAll` wherever the encoder lives. */
export function soundEncoderContract(
	name: string,
	codec: Codec,
	encode: (lengths: number[]) => Promise<Encoded>
): void {
	describe(`${name} as an encoder of sound`, () => {
		it.each([
			['batches', [2560, 2560, 2560, 2560]],
			['batches and a shorter one', [2560, 2560, 2560, 731]],
			['pieces of odd lengths', [1, 4000, 319, 2, 320, 9000]],
			['less than a frame', [100]],
			['frames, with no room for what a decoder needs', [320 * 9 - 50]]
		])(
			'[B2] gives every sample of %s once, in whole frames, with silence behind the last',
			async (_, lengths) => {
				const samples = lengths.reduce((sum, length) => sum + length, 0);
				const { sounds, pcm, hasLeft } = await encode(lengths);
				expect(pcm.slice(0, samples)).toEqual([...testSound(0, samples)]);
				const padding = pcm.slice(samples);
				expect(padding.every((sample) => sample === 0)).toBe(true);
				expect(padding.length).toBeGreaterThanOrEqual(paddingOf[codec].least);
				expect(padding.length).toBeLessThanOrEqual(paddingOf[codec].most);
				for (const sound of sounds) {
					expect(wholeFrames(codec, sound.samples)).toBe(sound.samples);
					expect(sound.bytes).toBe(bytesOf(codec, sound.samples));
				}
				expect(hasLeft).toBe(false);
			}
		);

		it('gives frames while sound still comes', async () => {
			const { early } = await encode(Array<number>(20).fill(2560));
			expect(early).toBeGreaterThan(18 * 2560);
		});

		it('gives nothing for nothing', async () => {
			expect(await encode([])).toMatchObject({ sounds: [], hasLeft: false });
		});
	});
}
