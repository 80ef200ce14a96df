import { convert, readFormat, WavError, type WavFormat, type WavOutline } from './format.ts';

/** Bytes that the reader asks for; whoever drives it answers with them, or with fewer at the end of the file. */
export type Wanted = { offset: number; length: number };

type Chunk = { id: string; start: number; declared: number };

/** Writers that could not go back leave 0 or the largest number: then the sound goes on to the end. */
const untold = new Set([0, 0xffff_ffff]);

/**
 * Reads the chunks before the sound of a file of `fileBytes`. No declared length is believed beyond the end of the file.
 * Throws `WavError`.
 */
export function* wavOutline(fileBytes: number): Generator<Wanted, WavOutline, Uint8Array> {
	if (fileBytes === 0) throw new WavError('empty-file', 'is empty.');
	if (!isWav(yield { offset: 0, length: 12 })) throw new WavError('not-wav', `is no WAV file. ${convert}`);
	let format: WavFormat | undefined;
	/** Of files over 4 GB, which tell it ahead. */
	let longBytes = 0;
	for (let at = 12; at + 8 <= fileBytes;) {
		const chunk = chunkOf(yield { offset: at, length: 8 }, at);
		if (chunk.id === 'fmt ')
			format = readFormat(viewOf(yield { offset: chunk.start, length: Math.min(40, chunk.declared) }));
		if (chunk.id === 'ds64') longBytes = longDataBytes(viewOf(yield { offset: chunk.start, length: 16 }));
		if (chunk.id === 'data') {
			if (!format) throw new WavError('no-format', `does not say what its samples are. ${convert}`);
			return outlineOf(format, chunk, fileBytes, longBytes);
		}
		at = chunk.start + chunk.declared + (chunk.declared % 2);
	}
	const what = format ? 'no-data' : 'no-format';
	throw new WavError(what, 'ends before its sound begins. It may have been cut short; copy it again.');
}

/** Whether a file that begins with these twelve bytes is a WAV file. */
export const isWav = (head: Uint8Array): boolean =>
	head.length >= 12 && ['RIFF', 'RF64', 'BW64'].includes(idAt(head, 0)) && idAt(head, 8) === 'WAVE';

function outlineOf(
	format: WavFormat,
	{ start, declared }: Chunk,
	fileBytes: number,
	longBytes: number
): WavOutline {
	const there = fileBytes - start;
	const told = untold.has(declared) ? longBytes || there : declared;
	const dataBytes = Math.min(told, there);
	// A block of packed samples may be cut short by the end of the sound; a single sample may not.
	const whole = format.blockFrames > 1 ? dataBytes : dataBytes - (dataBytes % format.blockBytes);
	return { format, dataOffset: start, dataBytes: whole, missingBytes: told - dataBytes };
}

function chunkOf(head: Uint8Array, at: number): Chunk {
	return { id: idAt(head, 0), start: at + 8, declared: viewOf(head).getUint32(4, true) };
}

const longDataBytes = (view: DataView): number =>
	view.byteLength < 16 ? 0 : Number(view.getBigUint64(8, true));

const viewOf = (bytes: Uint8Array): DataView =>
	new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const idAt = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));
