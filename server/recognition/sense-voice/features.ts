import { applyCmvn, type Cmvn } from './cmvn.ts';
import { createFbank } from './fbank.ts';
import { createKeptFbank } from './kept-fbank.ts';
import { stackFrames } from './lfr.ts';

/**
 * Normalised features [frames, 560] of 16-bit samples at 16 kHz; empty for less than 25 ms. Of a sound that is heard
 * again under the same name, only what is new is computed.
 */
export type Features = (samples: Int16Array | Float32Array, name?: string) => Float32Array;

export function createFeatures(cmvn: Cmvn): Features {
	const fbank = createFbank();
	const keptFbank = createKeptFbank(fbank);
	return (samples, name) => {
		const features = stackFrames(name === undefined ? fbank(samples) : keptFbank(samples, name));
		applyCmvn(features, cmvn);
		return features;
	};
}
