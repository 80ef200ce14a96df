import {
	bytesOf,
	codecForms,
	joinedPieces,
	opusDecoderOptions,
	OpusSound,
	samplesIn,
	type OpusLog
} from '#lib/protocol/index.ts';

/** Decodes takes that are on this device; gives the same samples as the server (rule B3). */
export const createOpusSound = (): OpusSound =>
	new OpusSound({ openDecoder, pause: () => new Promise((resolve) => setTimeout(resolve, 0)) });

/** The sound of a whole log of packets: 164 kB for every 5 s. Longer ones are better decoded in pieces. */
export function decodeOpus(bytes: Uint8Array): Promise<Int16Array<ArrayBuffer>> {
	const samples = samplesIn('opus', bytes.byteLength);
	return joinedPieces(createOpusSound().pieces(logOf(bytes), 0, samples), samples);
}

const bytesOfPackets = (packets: number) => bytesOf('opus', packets * codecForms.opus.frameSamples);

/** A log of packets in memory. */
export const logOf = (bytes: Uint8Array): OpusLog => ({
	packets: samplesIn('opus', bytes.byteLength) / codecForms.opus.frameSamples,
	read: async (from, to) => bytes.subarray(bytesOfPackets(from), bytesOfPackets(to))
});

/** Fetched only where something is decoded: it is larger than the rest of the app. */
async function openDecoder() {
	const { OpusDecoder } = await import('opus-decoder');
	const decoder = new OpusDecoder(opusDecoderOptions);
	await decoder.ready;
	return decoder;
}
