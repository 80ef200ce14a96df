/** Writes `|X[k]|²` for k = 0 .. size/2 - 1 of the real `signal` (length `size`) to `power`. */
export type PowerSpectrum = (signal: Float64Array, power: Float64Array) => void;

/**
 * A real FFT through a complex one of half the length, radix 4.
 * `size` is twice a power of four (e.g. 512); buffers are made once, so the result is not reentrant.
 */
export function createPowerSpectrum(size: number): PowerSpectrum {
	const half = size / 2;
	if (4 ** Math.round(Math.log(half) / Math.log(4)) !== half) throw new RangeError(`FFT size ${size}`);
	const order = digitReversed(half);
	const twiddles = stageTwiddles(half);
	const re = new Float64Array(half);
	const im = new Float64Array(half);
	const cos = Float64Array.from({ length: half }, (_, k) => Math.cos((2 * Math.PI * k) / size));
	const sin = Float64Array.from({ length: half }, (_, k) => Math.sin((2 * Math.PI * k) / size));

	return (signal, power) => {
		for (let n = 0; n < half; n++) {
			const from = 2 * order[n]!;
			re[n] = signal[from]!;
			im[n] = signal[from + 1]!;
		}
		transform(re, im, twiddles);
		const first = re[0]! + im[0]!;
		power[0] = first * first;
		for (let k = 1; k < half; k++) {
			const mirror = half - k;
			const evenRe = 0.5 * (re[k]! + re[mirror]!);
			const evenIm = 0.5 * (im[k]! - im[mirror]!);
			const oddRe = 0.5 * (im[k]! + im[mirror]!);
			const oddIm = 0.5 * (re[mirror]! - re[k]!);
			const outRe = evenRe + oddRe * cos[k]! + oddIm * sin[k]!;
			const outIm = evenIm + oddIm * cos[k]! - oddRe * sin[k]!;
			power[k] = outRe * outRe + outIm * outIm;
		}
	};
}

/** Index of each position with its base-4 digits turned round. */
function digitReversed(size: number): Uint16Array {
	return Uint16Array.from({ length: size }, (_, index) => {
		let reversed = 0;
		for (let rest = index, span = size; span > 1; span /= 4, rest = Math.floor(rest / 4)) {
			reversed = reversed * 4 + (rest % 4);
		}
		return reversed;
	});
}

type Stage = { quarter: number; factors: Float64Array };

/** Per stage, per butterfly: cos and -sin of one, two and three times its angle. */
function stageTwiddles(size: number): Stage[] {
	const stages: Stage[] = [];
	for (let quarter = 1; quarter < size; quarter *= 4) {
		const factors = new Float64Array(quarter * 6);
		for (let k = 0; k < quarter; k++) {
			for (let times = 1; times <= 3; times++) {
				const angle = (-2 * Math.PI * k * times) / (quarter * 4);
				factors[k * 6 + 2 * (times - 1)] = Math.cos(angle);
				factors[k * 6 + 2 * (times - 1) + 1] = Math.sin(angle);
			}
		}
		stages.push({ quarter, factors });
	}
	return stages;
}

/** Decimation in time on digit-reversed input, in place. */
function transform(re: Float64Array, im: Float64Array, stages: readonly Stage[]): void {
	for (const { quarter, factors } of stages) {
		for (let k = 0, f = 0; k < quarter; k++, f += 6) {
			const c1 = factors[f]!;
			const s1 = factors[f + 1]!;
			const c2 = factors[f + 2]!;
			const s2 = factors[f + 3]!;
			const c3 = factors[f + 4]!;
			const s3 = factors[f + 5]!;
			for (let a = k; a < re.length; a += 4 * quarter) {
				const b = a + quarter;
				const c = b + quarter;
				const d = c + quarter;
				const br = re[b]! * c1 - im[b]! * s1;
				const bi = re[b]! * s1 + im[b]! * c1;
				const cr = re[c]! * c2 - im[c]! * s2;
				const ci = re[c]! * s2 + im[c]! * c2;
				const dr = re[d]! * c3 - im[d]! * s3;
				const di = re[d]! * s3 + im[d]! * c3;
				const sumAcRe = re[a]! + cr;
				const sumAcIm = im[a]! + ci;
				const difAcRe = re[a]! - cr;
				const difAcIm = im[a]! - ci;
				const sumBdRe = br + dr;
				const sumBdIm = bi + di;
				const difBdRe = br - dr;
				const difBdIm = bi - di;
				re[a] = sumAcRe + sumBdRe;
				im[a] = sumAcIm + sumBdIm;
				re[b] = difAcRe + difBdIm;
				im[b] = difAcIm - difBdRe;
				re[c] = sumAcRe - sumBdRe;
				im[c] = sumAcIm - sumBdIm;
				re[d] = difAcRe - difBdIm;
				im[d] = difAcIm + difBdRe;
			}
		}
	}
}
