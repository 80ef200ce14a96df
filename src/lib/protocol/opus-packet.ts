import { codecForms } from './codecs.ts';
import { sampleRate } from './limits.ts';

/** The part of an `OpusDecoder` that is needed: what it has heard changes what it says next, until `reset`. */
export type FrameDecoder = {
	reset(): Promise<void>;
	/** One packet's sound, in -1..1, one array for each channel. */
	decodeFrame(packet: Uint8Array): { channelData: Float32Array[] };
};

const { frameSamples } = codecForms.opus;

/** Undefined for what is no packet of a take, e.g. the zeros of a hole (rule L6); a decoder does not hear it at all. */
export function decodedPacket(decoder: FrameDecoder, packet: Uint8Array): Float32Array | undefined {
	if (samplesOfPacket(packet) !== frameSamples) return undefined;
	const [sound] = decoder.decodeFrame(packet).channelData;
	return sound?.length === frameSamples ? sound : undefined;
}

/** Samples of each frame for the 32 configurations of RFC 6716, table 2, in units of 2.5 ms. */
const frameUnits = [
	...[4, 8, 16, 24, 4, 8, 16, 24, 4, 8, 16, 24],
	...[4, 8, 4, 8],
	...[1, 2, 4, 8, 1, 2, 4, 8, 1, 2, 4, 8, 1, 2, 4, 8]
];

/** How long a packet says that it is (RFC 6716, 3.1 and 3.2). */
function samplesOfPacket(packet: Uint8Array): number {
	const [toc = 0, second = 0] = packet;
	const code = toc & 3;
	const frames = code === 3 ? second & 63 : Math.min(code, 1) + 1;
	return frames * (frameUnits[toc >> 3] as number) * (sampleRate / 400);
}
