/** Zero crossings of the kernel on either side of its middle. */
const zeroCrossings = 64;
/** Kaiser window for about 80 dB. */
const kaiserBeta = 7.86;
/** Where the kernel is 6 dB down, in cycles per sample of the lower rate; half a transition band is 0.02. */
const cutoff = 0.485;

export type Resampler = {
	/** Takes any number of samples and answers with those of the new rate that are settled by them. */
	push(samples: Float32Array): Float32Array;
	/** The rest; the sound counts as silent behind its end. */
	finish(): Float32Array;
};

/**
 * Changes the sample rate by a windowed sinc in polyphase form, without delay: output n lies at input time
 * n * from / to. Flat to 7.4 kHz and 80 dB down from 8.1 kHz on when it goes down to 16 kHz. The result does not depend
 * on how the input is cut into pieces; n samples in give ceil(n * to / from) out.
 */
export function createResampler(fromRate: number, toRate: number): Resampler {
	if (fromRate === toRate) return { push: (samples) => samples, finish: () => new Float32Array(0) };
	const divisor = gcd(fromRate, toRate);
	const up = toRate / divisor;
	const down = fromRate / divisor;
	const kernel = createKernel(up, down);
	const { reach } = kernel;
	/** Input from `heldFrom` on; begins with the silence before the sound. */
	let held = new Float32Array(reach);
	let heldFrom = -reach;
	let next = 0;

	function produce(untilInput: number): Float32Array {
		const count = Math.max(0, Math.ceil((untilInput * up) / down) - next);
		const out = new Float32Array(count);
		for (let index = 0; index < count; index++, next++) {
			const place = next * down;
			const middle = Math.floor(place / up);
			const taps = kernel.phase(place % up);
			const first = middle - reach + 1 - heldFrom;
			let sum = 0;
			for (let tap = 0; tap < taps.length; tap++) sum += taps[tap]! * held[first + tap]!;
			out[index] = sum;
		}
		return out;
	}

	function forget(): void {
		const needed = Math.floor((next * down) / up) - reach + 1;
		held = held.slice(Math.max(0, needed - heldFrom));
		heldFrom = Math.max(heldFrom, needed);
	}

	function append(samples: Float32Array): number {
		const grown = new Float32Array(held.length + samples.length);
		grown.set(held);
		grown.set(samples, held.length);
		held = grown;
		return heldFrom + held.length;
	}

	return {
		push(samples) {
			const out = produce(append(samples) - reach);
			forget();
			return out;
		},
		finish() {
			const end = heldFrom + held.length;
			append(new Float32Array(reach + 1));
			return produce(end);
		}
	};
}

/** The sinc sampled at every place that an output may have between two inputs; each place made when first needed. */
function createKernel(up: number, down: number): { reach: number; phase: (index: number) => Float32Array } {
	/** Width of one cycle of the lower rate, in input samples. */
	const stretch = Math.max(1, down / up);
	const reach = Math.ceil(zeroCrossings * stretch);
	const phases: Float32Array[] = [];
	const make = (index: number): Float32Array => {
		const taps = Float32Array.from({ length: 2 * reach }, (_, tap) => {
			const distance = (tap - reach + 1 - index / up) / stretch;
			return sinc(2 * cutoff * distance) * kaiser(distance / zeroCrossings);
		});
		const sum = taps.reduce((total, tap) => total + tap, 0);
		return taps.map((tap) => tap / sum);
	};
	return { reach, phase: (index) => (phases[index] ??= make(index)) };
}

const sinc = (x: number): number => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));

const kaiser = (x: number): number =>
	Math.abs(x) > 1 ? 0 : besselI0(kaiserBeta * Math.sqrt(1 - x * x)) / besselI0(kaiserBeta);

/** Modified Bessel function of the first kind, order 0, by its power series. */
function besselI0(x: number): number {
	let sum = 1;
	let term = 1;
	for (let k = 1; term > sum * 1e-12; k++) {
		term *= (x / (2 * k)) ** 2;
		sum += term;
	}
	return sum;
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));
