import { melBins } from './mel.ts';

const stack = 7;
const stride = 6;
const lead = 3;

export const featureSize = melBins * stack;
/** Time from one stacked frame to the next. */
export const frameMs = 60;

export const lfrFrames = (fbankFrames: number): number => Math.ceil(fbankFrames / stride);

/**
 * Low frame rate: stacked frame i holds filter-bank frames 6i-3 .. 6i+3, the first and the last repeated at the
 * borders (FunASR's front end). [frames, 80] → [ceil(frames / 6), 560].
 */
export function stackFrames(fbank: Float32Array): Float32Array {
	const last = fbank.length / melBins - 1;
	const frames = lfrFrames(last + 1);
	const out = new Float32Array(frames * featureSize);
	for (let i = 0; i < frames; i++) {
		for (let j = 0; j < stack; j++) {
			const from = Math.min(Math.max(stride * i - lead + j, 0), last) * melBins;
			out.set(fbank.subarray(from, from + melBins), i * featureSize + j * melBins);
		}
	}
	return out;
}
