import type { Codec } from '#lib/protocol/index.ts';
import { bytesOfPcm } from './pcm.ts';

/** Whole frames of a codec, and the sound that they were made of. */
export type EncodedSound = { pcm: Int16Array; bytes: Uint8Array };

export type EncoderEvents = {
	/** The next frames; one after another they are the sound of the take. */
	onSound: (sound: EncodedSound) => void;
	/** No more frames come; `finish` gives the sound that is left. Not told any more once `finish` was called. */
	onFailed: () => void;
};

/** Turns the sound of one take into whole frames of its codec. Never throws. */
export interface SoundEncoder {
	encode(pcm: Int16Array): void;
	/**
	 * Nothing more comes. Resolves when the last frame is out, filled up with silence. An encoder that failed gives all sound
	 * that its frames do not tell, so that a take of another codec can go on from there.
	 */
	finish(): Promise<Int16Array | undefined>;
}

export type OpenEncoder = (codec: Codec, events: EncoderEvents) => SoundEncoder;

/** PCM is its own frames. */
export const createPcmEncoder = ({ onSound }: EncoderEvents): SoundEncoder => ({
	encode: (pcm) => onSound({ pcm, bytes: bytesOfPcm(pcm) }),
	finish: async () => undefined
});
