import type { Codec } from '#lib/protocol/index.ts';
import type { EncodedSound, OpenEncoder } from '../../src/lib/capture/encoder.ts';
import { until } from './until.ts';

/** Sound without a zero in it, that is the same in every thread. */
export const testSound = (from: number, length: number): Int16Array =>
	Int16Array.from({ length }, (_, n) => {
		const value = Math.round(6000 * Math.sin((from + n) / 7) * Math.sin((from + n) / 3001));
		return value === 0 ? 1 : value;
	});

export type Encoded = {
	/** Samples and bytes of what was handed on, piece by piece. */
	sounds: { samples: number; bytes: number }[];
	pcm: number[];
	/** Samples that were handed on before the end. */
	early: number;
	hasLeft: boolean;
};

/** Encodes pieces of `testSound` of these lengths. Runs in a page as well. */
export async function encodeAll(open: OpenEncoder, codec: Codec, lengths: number[]): Promise<Encoded> {
	const sounds: EncodedSound[] = [];
	const told = () => sounds.reduce((sum, { pcm }) => sum + pcm.length, 0);
	const encoder = open(codec, { onSound: (sound) => sounds.push(sound), onFailed: () => {} });
	let samples = 0;
	for (const length of lengths) {
		encoder.encode(testSound(samples, length));
		samples += length;
	}
	await until('all but the last batches', () => told() > samples - 2 * 2560, 10_000);
	const early = told();
	const left = await encoder.finish();
	return {
		sounds: sounds.map(({ pcm, bytes }) => ({ samples: pcm.length, bytes: bytes.byteLength })),
		pcm: sounds.flatMap(({ pcm }) => [...pcm]),
		early,
		hasLeft: left !== undefined
	};
}
