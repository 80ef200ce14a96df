/** How the samples of a WAV file are coded, and how they lie in blocks that can be decoded one by one. */
export type WavFormat = {
	coding: 'integer' | 'float' | 'a-law' | 'mu-law' | 'ima-adpcm' | 'ms-adpcm';
	/** Size of one sample in the file; 0 where several share a byte. */
	sampleBytes: number;
	channels: number;
	sampleRate: number;
	blockBytes: number;
	/** Samples of each channel in a block. */
	blockFrames: number;
};

/** Where the sound lies in a file that may be shorter than its header says. */
export type WavOutline = {
	format: WavFormat;
	dataOffset: number;
	dataBytes: number;
	/** Bytes of sound that the header promises and the file does not have. */
	missingBytes: number;
};

export type WavErrorCode = 'empty-file' | 'not-wav' | 'no-format' | 'unsupported' | 'no-data';

/** The message ends a sentence that begins with the file's name. */
export class WavError extends Error {
	readonly code: WavErrorCode;
	/** The name of a coding that is not read. */
	readonly coding: string | undefined;

	constructor(code: WavErrorCode, message: string, coding?: string) {
		super(message);
		this.name = 'WavError';
		this.code = code;
		this.coding = coding;
	}
}

export const convert = 'Convert it, e.g. with: ffmpeg -i FILE -ac 1 -ar 16000 out.wav';
const extensible = 0xfffe;
const channelsMax = 256;
const [sampleRateMin, sampleRateMax] = [1_000, 768_000];

/** Names of codings that are not read, by their number in the file. */
const foreignCodings: Readonly<Record<number, string>> = {
	0x31: 'GSM 6.10',
	0x40: 'G.721 ADPCM',
	0x45: 'G.726 ADPCM',
	0x50: 'MPEG layer 2',
	0x55: 'MP3',
	0x61: 'Duck ADPCM',
	0xff: 'AAC',
	0x160: 'WMA',
	0x161: 'WMA',
	0x162: 'WMA Pro',
	0x163: 'WMA Lossless',
	0x1610: 'AAC',
	0x2000: 'AC-3',
	0x2001: 'DTS',
	0x674f: 'Vorbis',
	0xf1ac: 'FLAC'
};

type Fields = { tag: number; channels: number; sampleRate: number; frameBytes: number; bits: number };

/** Reads a `fmt ` chunk; throws `WavError`. */
export function readFormat(view: DataView): WavFormat {
	if (view.byteLength < 16) throw new WavError('no-format', `has a damaged header. ${convert}`);
	const told = view.getUint16(0, true);
	const fields: Fields = {
		tag: told === extensible && view.byteLength >= 26 ? view.getUint16(24, true) : told,
		channels: view.getUint16(2, true),
		sampleRate: view.getUint32(4, true),
		frameBytes: view.getUint16(12, true),
		bits: view.getUint16(14, true)
	};
	const { channels, sampleRate } = fields;
	if (channels < 1 || channels > channelsMax || sampleRate < sampleRateMin || sampleRate > sampleRateMax)
		throw new WavError('unsupported', `claims ${channels} channels at ${sampleRate} Hz. ${convert}`);
	const format = plainFormat(fields) ?? adpcmFormat(fields);
	if (format) return format;
	const name = foreignCodings[fields.tag] ?? `0x${fields.tag.toString(16)}`;
	throw new WavError('unsupported', `holds sound of kind ${name} with ${fields.bits} bits. ${convert}`, name);
}

function plainFormat({ tag, channels, sampleRate, frameBytes, bits }: Fields): WavFormat | undefined {
	const sampleBytes = sampleSize(frameBytes, bits, channels);
	const of = (coding: WavFormat['coding']): WavFormat => ({
		coding,
		sampleBytes,
		channels,
		sampleRate,
		blockBytes: sampleBytes * channels,
		blockFrames: 1
	});
	if (tag === 1 && [1, 2, 3, 4].includes(sampleBytes)) return of('integer');
	if (tag === 3 && [4, 8].includes(sampleBytes)) return of('float');
	if (tag === 6 && sampleBytes === 1) return of('a-law');
	return tag === 7 && sampleBytes === 1 ? of('mu-law') : undefined;
}

/** A block begins with the state of each channel; the samples behind it have four bits. */
function adpcmFormat({ tag, channels, sampleRate, frameBytes, bits }: Fields): WavFormat | undefined {
	const [headBytes, headFrames] = tag === 0x11 ? [4, 1] : [7, 2];
	const bodyBytes = frameBytes - headBytes * channels;
	const isWhole =
		bits === 4 && bodyBytes >= 0 && (tag === 2 ? channels <= 2 : bodyBytes % (4 * channels) === 0);
	if ((tag !== 2 && tag !== 0x11) || !isWhole) return undefined;
	return {
		coding: tag === 2 ? 'ms-adpcm' : 'ima-adpcm',
		sampleBytes: 0,
		channels,
		sampleRate,
		blockBytes: frameBytes,
		blockFrames: headFrames + Math.floor((bodyBytes * 2) / channels)
	};
}

/** Bytes of one sample: its share of a frame where that fits (24 bits may lie in 4 bytes), or else by its bits. */
function sampleSize(frameBytes: number, bits: number, channels: number): number {
	const least = Math.ceil(bits / 8);
	const share = frameBytes / channels;
	return Number.isInteger(share) && share >= least && share <= 8 ? share : least;
}
