import { bytesPerSample, sampleRate } from './limits.ts';

/**
 * How a take's sound is coded: in frames of so many samples that all take the same number of bytes, so that the place
 * of a sample in a log of bytes is arithmetic for every codec. `opus` is constant bit rate, 24 kbit/s, 20 ms a packet.
 */
export const codecs = ['pcm_s16le', 'opus'] as const;
export type Codec = (typeof codecs)[number];

export type CodecForm = { frameSamples: number; frameBytes: number };

export const codecForms: Readonly<Record<Codec, CodecForm>> = {
	pcm_s16le: { frameSamples: 1, frameBytes: bytesPerSample },
	opus: { frameSamples: sampleRate / 50, frameBytes: 60 }
};

/** Opus: what a decoder puts before the first sample, 6.5 ms; a reader leaves it out. */
export const opusPreSkipSamples = 104;

/**
 * The samples of a take that sound as they will for good: of an open one in Opus all but the last 104, which only the next
 * packet tells (rule B3).
 */
export const settledSamples = (codec: Codec, samples: number, isFinished: boolean): number =>
	codec === 'opus' && !isFinished ? Math.max(0, samples - opusPreSkipSamples) : samples;

/** The whole frames in so many samples, in samples. */
export function wholeFrames(codec: Codec, samples: number): number {
	return samples - (samples % codecForms[codec].frameSamples);
}

/** Bytes of so many samples, which are whole frames. */
export function bytesOf(codec: Codec, samples: number): number {
	const { frameSamples, frameBytes } = codecForms[codec];
	return (samples / frameSamples) * frameBytes;
}

/** Samples in the whole frames of so many bytes. */
export function samplesIn(codec: Codec, bytes: number): number {
	const { frameSamples, frameBytes } = codecForms[codec];
	return Math.floor(bytes / frameBytes) * frameSamples;
}
