import { resolve } from 'node:path';
import { sampleRate } from '#lib/protocol/index.ts';
import { withSound } from '../transcribe/sound.ts';

const sample = resolve(import.meta.dirname, '../../static/samples/photosynthesis.wav');
/** Begin and end in seconds: two lengths, so that a device is not measured on one shape alone. */
const stretches = [
	[0, 7],
	[7, 10]
] as const;

/** The sound on which devices are compared: two stretches of the sample lecture that ships. */
export function goldenSound(): Promise<Int16Array[]> {
	const end = stretches.at(-1)![1] * sampleRate;
	return withSound(sample, (pieces) => {
		const samples = new Int16Array(end);
		let filled = 0;
		for (const piece of pieces) {
			samples.set(piece.subarray(0, end - filled), filled);
			filled = Math.min(end, filled + piece.length);
			if (filled === end) break;
		}
		return Promise.resolve(stretches.map(([from, to]) => samples.slice(from * sampleRate, to * sampleRate)));
	});
}
