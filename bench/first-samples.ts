import { withSound } from '../server/transcribe/sound.ts';

/** At most `count` samples from the beginning of a WAV file, at the lecture's sample rate. */
export function firstSamples(path: string, count: number): Promise<Int16Array> {
	return withSound(path, (pieces) => {
		const samples = new Int16Array(count);
		let filled = 0;
		for (const piece of pieces) {
			samples.set(piece.subarray(0, count - filled), filled);
			filled = Math.min(count, filled + piece.length);
			if (filled === count) break;
		}
		return Promise.resolve(samples.subarray(0, filled));
	});
}
