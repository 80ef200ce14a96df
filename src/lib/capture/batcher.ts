import { sampleRate } from '#lib/protocol/limits.ts';
import { toInt16 } from './pcm.ts';
import { Resampler } from './resampler.ts';

/** 160 ms: five frames of the speech detector, eight packets of Opus, six rows a second on disk. */
export const batchSamples = 2560;
/** A longer hole is not filled: it is no glitch, and the take ends anyway. */
const filledFramesMax = 60 * 96_000;

/**
 * Turns the audio graph's quanta into batches of exactly `batchSamples` samples, 16 kHz, 16 bit. Frames that the graph
 * left out are replaced by silence, so that samples stay the clock, and counted; but not before the first batch, since
 * a graph that has just been started jumps.
 */
export class Batcher {
	readonly #resampler: Resampler | undefined;
	readonly #emit: (pcm: Int16Array<ArrayBuffer>) => void;
	readonly #batch = new Float32Array(batchSamples);
	#filled = 0;
	#hasStarted = false;
	#nextFrame: number | undefined;
	/** Frames that never came, in samples of the graph. */
	missingFrames = 0;

	constructor(contextRate: number, emit: (pcm: Int16Array<ArrayBuffer>) => void) {
		this.#resampler = contextRate === sampleRate ? undefined : new Resampler(contextRate, sampleRate);
		this.#emit = emit;
	}

	/** `frame` is the graph's own number of the first sample of `quantum`. */
	push(quantum: Float32Array, frame: number): void {
		const missing = this.#hasStarted ? Math.max(0, frame - (this.#nextFrame ?? frame)) : 0;
		if (missing > 0) this.#collect(new Float32Array(Math.min(missing, filledFramesMax)));
		this.missingFrames += missing;
		this.#nextFrame = frame + quantum.length;
		this.#collect(quantum);
	}

	/** Emits what is left, as a shorter batch. */
	flush(): void {
		if (this.#resampler) this.#append(this.#resampler.flush());
		if (this.#filled > 0) this.#emit(toInt16(this.#batch.subarray(0, this.#filled)));
		this.#filled = 0;
	}

	#collect(samples: Float32Array): void {
		this.#append(this.#resampler ? this.#resampler.push(samples) : samples);
	}

	#append(samples: Float32Array): void {
		for (let at = 0; at < samples.length;) {
			const part = samples.subarray(at, at + batchSamples - this.#filled);
			this.#batch.set(part, this.#filled);
			this.#filled += part.length;
			at += part.length;
			if (this.#filled < batchSamples) return;
			this.#emit(toInt16(this.#batch));
			this.#hasStarted = true;
			this.#filled = 0;
		}
	}
}
