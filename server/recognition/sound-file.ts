import { open } from 'node:fs/promises';
import { bytesPerSample } from '#lib/protocol/index.ts';

/** Reads samples of a raw s16le file; rejects when it ends before them. */
export async function readSamples(
	path: string,
	firstSample: number,
	sampleCount: number
): Promise<Int16Array> {
	const samples = new Int16Array(sampleCount);
	const file = await open(path, 'r');
	try {
		await fill(new Uint8Array(samples.buffer), (bytes, from) =>
			file.read(bytes, from, bytes.length - from, firstSample * bytesPerSample + from)
		);
		return samples;
	} finally {
		await file.close();
	}
}

type Read = (bytes: Uint8Array, from: number) => Promise<{ bytesRead: number }>;

async function fill(bytes: Uint8Array, read: Read): Promise<void> {
	for (let from = 0; from < bytes.length;) {
		const { bytesRead } = await read(bytes, from);
		if (bytesRead === 0) throw new Error('the sound file ends before the segment');
		from += bytesRead;
	}
}
