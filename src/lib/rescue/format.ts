import * as v from 'valibot';
import { IdSchema, LectureSeedSchema, MarkSchema, TakeSchema } from '#lib/protocol/index.ts';
import { crc32 } from './crc32.ts';

/*
 * A rescue file, `.404take`: the magic line, then frames of
 *   0 u32 length of the payload   4 u32 its CRC-32   8 payload     (little-endian)
 * The first payload is the head as JSON; each one after it is a block as it goes over the wire.
 */
export const extension = '404take';
export const mediaType = 'application/x-404take';
export const magic = new TextEncoder().encode('404NotSound rescue file\n');
export const frameHeaderBytes = 8;
/** A longer frame is no frame of ours; nothing is allocated by a length that was not checked. */
export const frameBytesMax = 16 * 1024 * 1024;

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const RescueTakeSchema = v.object({
	take: TakeSchema,
	/** The sound before it is on the server. */
	fromSample: count,
	samples: count,
	/** All marks of the take. */
	marks: v.array(MarkSchema)
});

export const RescueHeadSchema = v.object({
	version: v.literal(1),
	lecture: v.object({
		lectureId: IdSchema,
		...LectureSeedSchema.entries,
		finishedAt: v.nullable(v.number())
	}),
	takes: v.array(RescueTakeSchema)
});
export type RescueHead = v.InferOutput<typeof RescueHeadSchema>;
export type RescueTake = RescueHead['takes'][number];

export function frameOf(payload: Uint8Array): Uint8Array<ArrayBuffer> {
	const frame = new Uint8Array(frameHeaderBytes + payload.byteLength);
	const view = new DataView(frame.buffer);
	view.setUint32(0, payload.byteLength, true);
	view.setUint32(4, crc32(payload), true);
	frame.set(payload, frameHeaderBytes);
	return frame;
}

/** What a file is read from. */
export type ByteSource = {
	readonly size: number;
	/** The bytes `from` ≤ n < `to`, fewer at the end. */
	read(from: number, to: number): Promise<Uint8Array>;
};

/** `payload` is undefined where the checksum is wrong. */
export type Frame = { at: number; payload: Uint8Array | undefined };

const windowBytes = 1024 * 1024;

/** The frames from `start` on; ends where the file ends or makes no sense any more. A payload holds until the next frame. */
export async function* framesOf(source: ByteSource, start: number): AsyncGenerator<Frame> {
	let window = new Uint8Array(0);
	let windowAt = start;
	const bytesAt = async (from: number, length: number): Promise<Uint8Array> => {
		if (from + length > windowAt + window.byteLength) {
			windowAt = from;
			window = new Uint8Array(await source.read(from, from + Math.max(length, windowBytes)));
		}
		return window.subarray(from - windowAt, from - windowAt + length);
	};
	for (let at = start; at + frameHeaderBytes < source.size;) {
		const header = await bytesAt(at, frameHeaderBytes);
		const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
		const length = view.getUint32(0, true);
		const crc = view.getUint32(4, true);
		const end = at + frameHeaderBytes + length;
		if (length === 0 || length > frameBytesMax || end > source.size) return;
		const payload = await bytesAt(at + frameHeaderBytes, length);
		yield { at, payload: crc32(payload) === crc ? payload : undefined };
		at = end;
	}
}
