import { bytesPerSample, sampleRate } from './limits.ts';

export const wavHeaderBytes = 44;

/** RIFF header of a mono 16-bit file at the lecture's sample rate, with `dataBytes` to follow. */
export function wavHeader(dataBytes: number): Uint8Array<ArrayBuffer> {
	const header = new Uint8Array(wavHeaderBytes);
	const view = new DataView(header.buffer);
	const text = (at: number, letters: string) => header.set(new TextEncoder().encode(letters), at);
	text(0, 'RIFF');
	view.setUint32(4, 36 + dataBytes, true);
	text(8, 'WAVEfmt ');
	view.setUint32(16, 16, true);
	view.setUint16(20, 1, true);
	view.setUint16(22, 1, true);
	view.setUint32(24, sampleRate, true);
	view.setUint32(28, sampleRate * bytesPerSample, true);
	view.setUint16(32, bytesPerSample, true);
	view.setUint16(34, 8 * bytesPerSample, true);
	text(36, 'data');
	view.setUint32(40, dataBytes, true);
	return header;
}
