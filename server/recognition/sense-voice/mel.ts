export const melBins = 80;

const lowHz = 20;
const hzToMel = (hz: number): number => 1127 * Math.log(1 + hz / 700);

/** Triangles as runs of neighbouring FFT bins: bin `b` weighs `weights[offsets[b] ..]` from `firsts[b]` on. */
type MelBank = { firsts: Uint16Array; offsets: Uint16Array; weights: Float64Array };

/**
 * Kaldi's mel bank: HTK mel scale, 20 Hz to half the sample rate, weights linear in mel, no area normalisation,
 * the Nyquist bin left out.
 */
export function createMelBank(fftSize: number, sampleRate: number): MelBank {
	const edge = (k: number) =>
		hzToMel(lowHz) + ((hzToMel(sampleRate / 2) - hzToMel(lowHz)) / (melBins + 1)) * k;
	const firsts = new Uint16Array(melBins);
	const offsets = new Uint16Array(melBins + 1);
	const weights: number[] = [];
	for (let bin = 0; bin < melBins; bin++) {
		const [left, centre, right] = [edge(bin), edge(bin + 1), edge(bin + 2)];
		for (let k = 0; k < fftSize / 2; k++) {
			const mel = hzToMel((k * sampleRate) / fftSize);
			if (mel <= left || mel >= right) continue;
			if (weights.length === offsets[bin]) firsts[bin] = k;
			weights.push(mel <= centre ? (mel - left) / (centre - left) : (right - mel) / (right - centre));
		}
		offsets[bin + 1] = weights.length;
	}
	return { firsts, offsets, weights: Float64Array.from(weights) };
}

/** The energy of each triangle, written to `out` from `at` on. */
export function applyMelBank(bank: MelBank, power: Float64Array, out: Float64Array, at: number): void {
	const { firsts, offsets, weights } = bank;
	for (let bin = 0; bin < melBins; bin++) {
		const end = offsets[bin + 1]!;
		let energy = 0;
		for (let w = offsets[bin]!, k = firsts[bin]!; w < end; w++, k++) energy += weights[w]! * power[k]!;
		out[at + bin] = energy;
	}
}
