import { bytesFor, wavOutline, wavPlanes, type WavOutline } from '#lib/core/wav/index.ts';
import type { ByteSource } from '../recognition/sense-voice/protobuf.ts';

/** The outline of a file that is read at once; throws `WavError`. */
export function outlineOf(source: ByteSource): WavOutline {
	const reading = wavOutline(source.length);
	let step = reading.next();
	while (!step.done) step = reading.next(source.read(step.value.offset, step.value.length));
	return step.value;
}

/** The channels of a file in pieces of about a second. */
export function* planesOf(source: ByteSource, { format, dataOffset, dataBytes }: WavOutline) {
	const pieceBytes = bytesFor(1, format);
	for (let at = 0; at < dataBytes; at += pieceBytes)
		yield wavPlanes(source.read(dataOffset + at, Math.min(pieceBytes, dataBytes - at)), format);
}
