import { bytesOf, codecForms, type Codec } from '#lib/protocol/index.ts';

const tableBytes = 1 << 20;
/** No byte of it is 0, so that a hole cannot be taken for sound. */
const table = Uint8Array.from({ length: tableBytes }, (_, at) => 1 + ((at * 7 + (at >> 8) * 13) % 251));

/** The n-th batch of a recording, whose sound is that of no other soon. */
export function soundAt(n: number, samples: number): Int16Array<ArrayBuffer> {
	const firstByte = 2 * ((n * 6151) % (tableBytes / 2 - samples));
	return new Int16Array(table.buffer, firstByte, samples);
}

/** Whole frames of a codec, made of so many whole frames of sound: PCM as it is, Opus as the beginning of each packet's. */
export function encoded(codec: Codec, pcm: Int16Array): Uint8Array {
	const { frameSamples, frameBytes } = codecForms[codec];
	const sound = new Uint8Array(pcm.buffer, pcm.byteOffset, pcm.byteLength);
	if (codec === 'pcm_s16le') return sound;
	const frames = new Uint8Array(bytesOf(codec, pcm.length));
	for (let frame = 0; frame * frameBytes < frames.length; frame++) {
		const from = frame * frameSamples * 2;
		frames.set(sound.subarray(from, from + frameBytes), frame * frameBytes);
	}
	return frames;
}
