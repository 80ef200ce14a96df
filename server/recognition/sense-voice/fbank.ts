import { createPowerSpectrum } from './fft.ts';
import { applyMelBank, createMelBank, melBins } from './mel.ts';

const sampleRate = 16_000;
const windowSamples = 400;
/** From one frame to the next. */
export const shiftSamples = 160;
const fftSize = 512;
const preEmphasis = 0.97;
/** float32 epsilon, Kaldi's floor under the logarithm. */
const energyFloor = 1.1920928955078125e-7;

/** Frames of `sampleCount` samples; a last partial frame is dropped. */
export const fbankFrames = (sampleCount: number): number =>
	sampleCount < windowSamples ? 0 : 1 + Math.floor((sampleCount - windowSamples) / shiftSamples);

/** Log-mel features [frames, 80] of samples at 16 kHz in the scale of 16-bit integers. */
export type Fbank = (samples: Int16Array | Float32Array) => Float32Array;

/** Kaldi's filter bank as SenseVoice was trained with it, without dither. Work buffers are shared between calls. */
export function createFbank(): Fbank {
	const bank = createMelBank(fftSize, sampleRate);
	const powerSpectrum = createPowerSpectrum(fftSize);
	const frame = new Float64Array(fftSize);
	const power = new Float64Array(fftSize / 2);
	const energies = new Float64Array(melBins);
	const hamming = Float64Array.from(
		{ length: windowSamples },
		(_, n) => 0.54 - 0.46 * Math.cos((2 * Math.PI * n) / (windowSamples - 1))
	);

	return (samples) => {
		const frames = fbankFrames(samples.length);
		const out = new Float32Array(frames * melBins);
		for (let index = 0; index < frames; index++) {
			windowInto(frame, samples, index * shiftSamples, hamming);
			powerSpectrum(frame, power);
			applyMelBank(bank, power, energies, 0);
			for (let bin = 0; bin < melBins; bin++) {
				out[index * melBins + bin] = Math.log(Math.max(energies[bin]!, energyFloor));
			}
		}
		return out;
	};
}

/** Mean removal, pre-emphasis and window, each inside the frame alone; the rest of `frame` stays zero. */
function windowInto(
	frame: Float64Array,
	samples: Int16Array | Float32Array,
	from: number,
	hamming: Float64Array
): void {
	let sum = 0;
	for (let n = 0; n < windowSamples; n++) sum += samples[from + n]!;
	const mean = sum / windowSamples;
	let previous = samples[from]! - mean;
	for (let n = 0; n < windowSamples; n++) {
		const current = samples[from + n]! - mean;
		frame[n] = (current - preEmphasis * previous) * hamming[n]!;
		previous = current;
	}
}
