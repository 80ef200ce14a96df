/** Signed 16-bit samples of floats in -1..1; louder ones are clipped. */
export function toInt16(samples: Float32Array): Int16Array<ArrayBuffer> {
	const pcm = new Int16Array(samples.length);
	for (let n = 0; n < samples.length; n++) {
		pcm[n] = Math.max(-0x8000, Math.min(0x7fff, Math.round((samples[n] as number) * 0x8000)));
	}
	return pcm;
}

export function toFloat32(pcm: Int16Array): Float32Array<ArrayBuffer> {
	const samples = new Float32Array(pcm.length);
	for (let n = 0; n < pcm.length; n++) samples[n] = (pcm[n] as number) / 0x8000;
	return samples;
}

/** Power of the samples in dB below full scale (0 is a full square wave); -Infinity for digital silence. */
export function powerDb(pcm: Int16Array): number {
	let sum = 0;
	for (let n = 0; n < pcm.length; n++) sum += ((pcm[n] as number) / 0x8000) ** 2;
	return 10 * Math.log10(sum / Math.max(1, pcm.length));
}

/** The highest absolute sample, 0..1. */
export function peakOf(pcm: Int16Array): number {
	let peak = 0;
	for (let n = 0; n < pcm.length; n++) peak = Math.max(peak, Math.abs(pcm[n] as number));
	return peak / 0x8000;
}

const meterFloorDb = -60;

/** Where a meter stands, 0..1, for a power: -60 dB and below is 0. */
export const meterOf = (db: number): number => Math.max(0, Math.min(1, 1 - db / meterFloorDb));

export const bytesOfPcm = (pcm: Int16Array): Uint8Array =>
	new Uint8Array(pcm.buffer, pcm.byteOffset, pcm.byteLength);

/** Runs of sound, or of bytes, as one in a buffer of its own. */
export const joinedPcm = (parts: readonly Int16Array[]): Int16Array<ArrayBuffer> =>
	filledWith(parts, new Int16Array(lengthOf(parts)));

export const joinedBytes = (parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> =>
	filledWith(parts, new Uint8Array(lengthOf(parts)));

const lengthOf = (parts: readonly ArrayLike<number>[]): number =>
	parts.reduce((sum, part) => sum + part.length, 0);

function filledWith<Whole extends Int16Array | Uint8Array>(
	parts: readonly ArrayLike<number>[],
	whole: Whole
): Whole {
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}
