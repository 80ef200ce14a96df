import { decodeImaBlock, decodeMsBlock } from './adpcm.ts';
import type { WavFormat } from './format.ts';

/** The samples of each channel, -1..1, of `bytes` that begin with a block. What is no number becomes silence. */
export function wavPlanes(bytes: Uint8Array, format: WavFormat): Float32Array<ArrayBuffer>[] {
	return format.blockFrames > 1 ? packedPlanes(bytes, format) : plainPlanes(bytes, format);
}

/** How many bytes to read at once for about `seconds` of sound: whole blocks. */
export const bytesFor = (seconds: number, { sampleRate, blockBytes, blockFrames }: WavFormat): number =>
	Math.max(1, Math.round((seconds * sampleRate) / blockFrames)) * blockBytes;

function plainPlanes(bytes: Uint8Array, format: WavFormat): Float32Array<ArrayBuffer>[] {
	const { channels, sampleBytes, blockBytes } = format;
	const read = sampleReader(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), format);
	const frames = Math.floor(bytes.length / blockBytes);
	return Array.from({ length: channels }, (_, channel) => {
		const plane = new Float32Array(frames);
		for (let frame = 0, at = channel * sampleBytes; frame < frames; frame++, at += blockBytes) {
			const value = read(at);
			plane[frame] = Number.isFinite(value) ? value : 0;
		}
		return plane;
	});
}

function packedPlanes(bytes: Uint8Array, { channels, blockBytes, blockFrames, coding }: WavFormat) {
	const decode = coding === 'ima-adpcm' ? decodeImaBlock : decodeMsBlock;
	const blocks = Math.ceil(bytes.length / blockBytes);
	const planes = Array.from({ length: channels }, () => new Float32Array(blocks * blockFrames));
	let frames = 0;
	for (let block = 0; block < blocks; block++) {
		const part = bytes.subarray(block * blockBytes, (block + 1) * blockBytes);
		frames += decode(
			part,
			planes.map((plane) => plane.subarray(frames, frames + blockFrames))
		);
	}
	return planes.map((plane) => plane.slice(0, frames));
}

function sampleReader(view: DataView, { coding, sampleBytes }: WavFormat): (at: number) => number {
	if (coding === 'a-law') return (at) => aLaw(view.getUint8(at));
	if (coding === 'mu-law') return (at) => muLaw(view.getUint8(at));
	if (coding === 'float')
		return sampleBytes === 4 ? (at) => view.getFloat32(at, true) : (at) => view.getFloat64(at, true);
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

/** G.711: sign, three bits of exponent, four of mantissa; every second bit is inverted. */
function aLaw(code: number): number {
	const bits = code ^ 0x55;
	const [exponent, mantissa] = [(bits >> 4) & 7, bits & 15];
	const size = exponent === 0 ? mantissa * 16 + 8 : (mantissa * 16 + 264) << (exponent - 1);
	return (bits & 0x80 ? size : -size) / 2 ** 15;
}

/** G.711: the same with all bits inverted, and a bias. */
function muLaw(code: number): number {
	const bits = ~code & 0xff;
	const size = ((((bits & 15) << 3) + 0x84) << ((bits >> 4) & 7)) - 0x84;
	return (bits & 0x80 ? -size : size) / 2 ** 15;
}
