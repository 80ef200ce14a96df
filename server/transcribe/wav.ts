import type { ByteSource } from '../recognition/sense-voice/protobuf.ts';

export type WavFormat = {
	encoding: 'integer' | 'float';
	/** Size of one sample in the file. */
	sampleBytes: number;
	channels: number;
	sampleRate: number;
};

/** Where the sound lies in a file that may be shorter than its header says. */
export type WavOutline = { format: WavFormat; dataOffset: number; dataBytes: number };

export type WavErrorCode = 'empty-file' | 'not-wav' | 'no-format' | 'unsupported' | 'no-data';

/** The message ends a sentence that begins with the file's name. */
export class WavError extends Error {
	readonly code: WavErrorCode;

	constructor(code: WavErrorCode, message: string) {
		super(message);
		this.name = 'WavError';
		this.code = code;
	}
}

const convert = 'Convert it, e.g. with: ffmpeg -i FILE -ac 1 -ar 16000 out.wav';
const extensible = 0xfffe;
const channelsMax = 256;
const sampleRateMin = 1_000;
const sampleRateMax = 768_000;

type Chunk = { id: string; start: number; declared: number; end: number };

/** Reads the chunks before the sound. No declared length is believed beyond the end of the file. */
export function readWavOutline(source: ByteSource): WavOutline {
	if (source.length === 0) throw new WavError('empty-file', 'is empty.');
	const head = viewOf(source, 0, 12);
	const isWav =
		head.byteLength === 12 && /^(RIFF|RF64|BW64)$/.test(idAt(head, 0)) && idAt(head, 8) === 'WAVE';
	if (!isWav) throw new WavError('not-wav', `is no WAV file. ${convert}`);
	let format: WavFormat | undefined;
	for (const chunk of chunksOf(source)) {
		if (chunk.id === 'fmt ')
			format = readFormat(viewOf(source, chunk.start, Math.min(40, chunk.end - chunk.start)));
		if (chunk.id !== 'data') continue;
		if (!format) throw new WavError('no-format', `does not say what its samples are. ${convert}`);
		return { format, dataOffset: chunk.start, dataBytes: wholeFrames(dataBytes(source, chunk), format) };
	}
	const what = format ? 'no-data' : 'no-format';
	throw new WavError(what, 'ends before its sound begins. It may have been cut short; copy it again.');
}

/** Samples of all channels averaged, -1..1; `bytes` holds whole frames. What is no number becomes silence. */
export function mixDown(bytes: Uint8Array, format: WavFormat): Float32Array {
	const { channels, sampleBytes } = format;
	const read = sampleReader(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), format);
	const frames = Math.floor(bytes.length / (channels * sampleBytes));
	const out = new Float32Array(frames);
	for (let frame = 0, at = 0; frame < frames; frame++) {
		let sum = 0;
		for (let channel = 0; channel < channels; channel++, at += sampleBytes) sum += read(at);
		out[frame] = Number.isFinite(sum) ? sum / channels : 0;
	}
	return out;
}

function* chunksOf(source: ByteSource): Generator<Chunk> {
	for (let at = 12; at + 8 <= source.length;) {
		const header = viewOf(source, at, 8);
		const declared = header.getUint32(4, true);
		const start = at + 8;
		yield { id: idAt(header, 0), start, declared, end: Math.min(start + declared, source.length) };
		at = start + declared + (declared % 2);
	}
}

/** Writers that could not go back leave 0 or the largest number: then the sound goes on to the end. */
function dataBytes(source: ByteSource, { start, declared, end }: Chunk): number {
	return declared === 0 || declared === 0xffff_ffff ? source.length - start : end - start;
}

const wholeFrames = (bytes: number, { channels, sampleBytes }: WavFormat): number =>
	bytes - (bytes % (channels * sampleBytes));

function readFormat(view: DataView): WavFormat {
	if (view.byteLength < 16) throw new WavError('no-format', `has a damaged header. ${convert}`);
	const tag = view.getUint16(0, true);
	const codec = tag === extensible && view.byteLength >= 26 ? view.getUint16(24, true) : tag;
	const channels = view.getUint16(2, true);
	const sampleRate = view.getUint32(4, true);
	const sampleBytes = sampleSize(view.getUint16(12, true), view.getUint16(14, true), channels);
	const usable =
		channels >= 1 && channels <= channelsMax && sampleRate >= sampleRateMin && sampleRate <= sampleRateMax;
	if (!usable) {
		throw new WavError('unsupported', `claims ${channels} channels at ${sampleRate} Hz. ${convert}`);
	}
	if (codec === 1 && [1, 2, 3, 4].includes(sampleBytes)) {
		return { encoding: 'integer', sampleBytes, channels, sampleRate };
	}
	if (codec === 3 && [4, 8].includes(sampleBytes))
		return { encoding: 'float', sampleBytes, channels, sampleRate };
	throw new WavError('unsupported', `holds sound of kind ${codec} with ${sampleBytes * 8} bits. ${convert}`);
}

/** Bytes of one sample: its share of a frame where that fits (24 bits may lie in 4 bytes), or else by its bits. */
function sampleSize(frameBytes: number, bits: number, channels: number): number {
	const least = Math.ceil(bits / 8);
	const share = frameBytes / channels;
	return Number.isInteger(share) && share >= least && share <= 8 ? share : least;
}

function sampleReader(view: DataView, { encoding, sampleBytes }: WavFormat): (at: number) => number {
	if (encoding === 'float') {
		return sampleBytes === 4 ? (at) => view.getFloat32(at, true) : (at) => view.getFloat64(at, true);
	}
	switch (sampleBytes) {
		case 1:
			return (at) => (view.getUint8(at) - 128) / 128;
		case 2:
			return (at) => view.getInt16(at, true) / 2 ** 15;
		case 3:
			return (at) => ((view.getInt8(at + 2) << 16) | view.getUint16(at, true)) / 2 ** 23;
		default:
			return (at) => view.getInt32(at, true) / 2 ** 31;
	}
}

function viewOf(source: ByteSource, offset: number, length: number): DataView {
	const bytes = source.read(offset, length);
	return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

const idAt = (view: DataView, at: number): string =>
	String.fromCharCode(...[0, 1, 2, 3].map((index) => view.getUint8(at + index)));
