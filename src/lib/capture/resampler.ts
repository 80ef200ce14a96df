/** Side lobes of the sinc kept on each side of its middle. */
const zeroCrossings = 32;
/** Cutoff as a part of the lower of both Nyquist frequencies; leaves room for the transition band. */
const rolloff = 0.93;
/** Kaiser window for about 80 dB: 0.1102 (A − 8.7). */
const kaiserBeta = 7.857;

/**
 * Changes the sample rate of a mono stream by a rational factor: a polyphase filter of a Kaiser-windowed sinc
 * (Oppenheim and Schafer, Discrete-Time Signal Processing, 7.6 and 4.6). Positions are integers, so that it never
 * drifts; output sample n lies at the time of input sample n · inputRate / outputRate, without delay.
 */
export class Resampler {
	readonly #up: number;
	readonly #down: number;
	/** Input samples looked at on each side of a position. */
	readonly #reach: number;
	readonly #phases: Float32Array[];
	/** Input from `reach` samples before the next position on. */
	#held: Float32Array;
	#index = 0;
	#phase = 0;

	constructor(inputRate: number, outputRate: number) {
		const divisor = gcd(inputRate, outputRate);
		this.#up = outputRate / divisor;
		this.#down = inputRate / divisor;
		const cutoff = (rolloff / 2) * Math.min(1, outputRate / inputRate);
		this.#reach = Math.ceil(zeroCrossings / (2 * cutoff));
		this.#phases = Array.from({ length: this.#up }, (_, phase) =>
			taps(cutoff, this.#reach, phase / this.#up)
		);
		this.#held = new Float32Array(this.#reach);
	}

	/** Takes the next input and gives all output that it decides. */
	push(input: Float32Array): Float32Array<ArrayBuffer> {
		const held = new Float32Array(this.#held.length + input.length);
		held.set(this.#held);
		held.set(input, this.#held.length);
		const output = new Float32Array(this.#countIn(held.length));
		for (let n = 0; n < output.length; n++) {
			output[n] = this.#at(held);
			this.#phase += this.#down;
			this.#index += Math.floor(this.#phase / this.#up);
			this.#phase %= this.#up;
		}
		const done = Math.min(this.#index, held.length);
		this.#held = held.slice(done);
		this.#index -= done;
		return output;
	}

	/** The rest of the output, as if silence followed. */
	flush(): Float32Array<ArrayBuffer> {
		return this.push(new Float32Array(this.#reach - 1));
	}

	/** The convolution at the current position, whose window begins at `index` of what is held. */
	#at(held: Float32Array): number {
		const kernel = this.#phases[this.#phase] as Float32Array;
		let sum = 0;
		for (let k = 0; k < kernel.length; k++) sum += (kernel[k] as number) * (held[this.#index + k] as number);
		return sum;
	}

	/** How many positions have their whole window within `length` held samples. */
	#countIn(length: number): number {
		const last = length - 2 * this.#reach;
		if (last < this.#index) return 0;
		return Math.ceil(((last - this.#index + 1) * this.#up - this.#phase) / this.#down);
	}
}

/** Window of 2 · reach input samples around a position that lies `fraction` after sample `reach` of it. */
function taps(cutoff: number, reach: number, fraction: number): Float32Array {
	const kernel = Float32Array.from({ length: 2 * reach }, (_, k) => {
		const distance = k - reach - fraction;
		return 2 * cutoff * sinc(2 * cutoff * distance) * kaiser(distance / (reach + 1));
	});
	const sum = kernel.reduce((total, tap) => total + tap, 0);
	return kernel.map((tap) => tap / sum);
}

const sinc = (x: number): number => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));

const kaiser = (x: number): number =>
	Math.abs(x) >= 1 ? 0 : besselI0(kaiserBeta * Math.sqrt(1 - x * x)) / besselI0(kaiserBeta);

/** Modified Bessel function of the first kind and order 0, by its power series. */
function besselI0(x: number): number {
	let term = 1;
	let sum = 1;
	for (let k = 1; term > sum * 1e-12; k++) {
		term *= (x / (2 * k)) ** 2;
		sum += term;
	}
	return sum;
}

function gcd(a: number, b: number): number {
	return b === 0 ? a : gcd(b, a % b);
}
