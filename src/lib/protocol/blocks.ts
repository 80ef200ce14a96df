import { codecForms, codecs, type Codec } from './codecs.ts';

/** A run of consecutive samples of one take, as stored and sent. */
export type Block = {
	/** Number of the take inside its lecture, from 0. */
	takeNumber: number;
	firstSample: number;
	sampleCount: number;
	codec: Codec;
	/** Whole frames of the codec. Never aligned: copy before viewing as Int16Array. */
	payload: Uint8Array;
};

export type BlockError =
	| 'too-short'
	| 'unknown-version'
	| 'unknown-type'
	| 'unknown-codec'
	| 'sample-out-of-range'
	| 'torn-frame'
	| 'length-mismatch';

/*
 * Little-endian header:
 *   0 u8 version   1 u8 type (1 = block)   2 u8 codec   3 u8 zero
 *   4 u32 take number   8 u64 first sample   16 u32 sample count   20 payload
 */
export const blockHeaderBytes = 20;
const version = 1;
const typeBlock = 1;

export function encodeBlock(block: Block): Uint8Array<ArrayBuffer> {
	const bytes = new Uint8Array(blockHeaderBytes + block.payload.byteLength);
	const view = new DataView(bytes.buffer);
	view.setUint8(0, version);
	view.setUint8(1, typeBlock);
	view.setUint8(2, codecs.indexOf(block.codec));
	view.setUint32(4, block.takeNumber, true);
	view.setBigUint64(8, BigInt(block.firstSample), true);
	view.setUint32(16, block.sampleCount, true);
	bytes.set(block.payload, blockHeaderBytes);
	return bytes;
}

/** Reads one binary frame. Never throws and never allocates by a length that the frame only claims (rule W6). */
export function decodeBlock(bytes: Uint8Array): Block | BlockError {
	if (bytes.byteLength < blockHeaderBytes) return 'too-short';
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	if (view.getUint8(0) !== version) return 'unknown-version';
	if (view.getUint8(1) !== typeBlock) return 'unknown-type';
	const codec = codecs[view.getUint8(2)];
	if (codec === undefined) return 'unknown-codec';
	const sampleCount = view.getUint32(16, true);
	const firstSample = Number(view.getBigUint64(8, true));
	if (!Number.isSafeInteger(firstSample + sampleCount)) return 'sample-out-of-range';
	const payload = bytes.subarray(blockHeaderBytes);
	const { frameSamples, frameBytes } = codecForms[codec];
	if (firstSample % frameSamples !== 0 || sampleCount % frameSamples !== 0) return 'torn-frame';
	const payloadBytes = (sampleCount / frameSamples) * frameBytes;
	if (sampleCount === 0 || payload.byteLength !== payloadBytes) return 'length-mismatch';
	return { takeNumber: view.getUint32(4, true), firstSample, sampleCount, codec, payload };
}
