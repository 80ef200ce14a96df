import { applyCmvn, type Cmvn } from './cmvn.ts';
import { createFbank } from './fbank.ts';
import { stackFrames } from './lfr.ts';

/** Normalised features [frames, 560] of 16-bit samples at 16 kHz; empty for less than 25 ms. */
export type Features = (samples: Int16Array | Float32Array) => Float32Array;

export function createFeatures(cmvn: Cmvn): Features {
	const fbank = createFbank();
	return (samples) => {
		const features = stackFrames(fbank(samples));
		applyCmvn(features, cmvn);
		return features;
	};
}
