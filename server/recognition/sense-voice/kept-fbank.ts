import { createFbank, fbankFrames, shiftSamples } from './fbank.ts';
import { melBins } from './mel.ts';

type Sound = Int16Array | Float32Array;
type Kept = { name: string; samples: Sound; frames: Float32Array };

/** The filter bank of a sound that is heard again as it grows, by its name: what is known of its beginning is kept. */
export type KeptFbank = (samples: Sound, name: string) => Float32Array;

/**
 * Keeps the frames of the sounds heard last, `soundsMax` of them: 64 kB with their samples for each second. A frame
 * depends on its own 25 ms alone, and samples are compared, so that the result is bit for bit that of a filter bank
 * that hears all at once, whatever was heard under that name before. It is not to be changed.
 */
export function createKeptFbank(fbank = createFbank(), soundsMax = 8): KeptFbank {
	let kept: Kept[] = [];
	return (samples, name) => {
		const before = kept.find((each) => each.name === name);
		const known = before ? fbankFrames(commonLength(before.samples, samples)) : 0;
		const added = fbank(samples.subarray(known * shiftSamples));
		const frames = new Float32Array(known * melBins + added.length);
		if (before) frames.set(before.frames.subarray(0, known * melBins));
		frames.set(added, known * melBins);
		kept = [...kept.filter((each) => each !== before), { name, samples, frames }].slice(-soundsMax);
		return frames;
	};
}

function commonLength(a: Sound, b: Sound): number {
	const length = Math.min(a.length, b.length);
	let n = 0;
	while (n < length && a[n] === b[n]) n++;
	return n;
}
