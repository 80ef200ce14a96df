import { ModelError } from './errors.ts';
import { featureSize } from './lfr.ts';

/** Normalisation of stacked frames: `(x + negMean) * invStddev`, both of length 560. */
export type Cmvn = { negMean: Float32Array; invStddev: Float32Array };

/** From the metadata of a sherpa-onnx export: two lists of 560 numbers with commas. */
export function parseCmvnMetadata(negMean: string, invStddev: string): Cmvn {
	return checked(numbers(negMean.split(',')), numbers(invStddev.split(',')));
}

/** From Kaldi's text form as FunASR ships it (`am.mvn`): the vectors after `<AddShift>` and `<Rescale>`. */
export function parseCmvnText(text: string): Cmvn {
	return checked(vectorAfter(text, '<AddShift>'), vectorAfter(text, '<Rescale>'));
}

export function applyCmvn(features: Float32Array, { negMean, invStddev }: Cmvn): void {
	for (let at = 0; at < features.length; at += featureSize) {
		for (let d = 0; d < featureSize; d++)
			features[at + d] = (features[at + d]! + negMean[d]!) * invStddev[d]!;
	}
}

function vectorAfter(text: string, marker: string): Float32Array {
	const begin = text.indexOf(marker);
	const match = begin < 0 ? null : /<LearnRateCoef>\s+\S+\s+\[([^\][]*)\]/.exec(text.slice(begin));
	return numbers(match?.[1]?.trim().split(/\s+/) ?? []);
}

const numbers = (words: readonly string[]): Float32Array => Float32Array.from(words, Number);

function checked(negMean: Float32Array, invStddev: Float32Array): Cmvn {
	for (const vector of [negMean, invStddev]) {
		if (vector.length === featureSize && vector.every(Number.isFinite)) continue;
		const found = `${vector.length} usable numbers instead of ${featureSize}`;
		throw new ModelError(
			'cmvn-broken',
			`The model's feature normalisation has ${found}. Fetch the model again.`
		);
	}
	return { negMean, invStddev };
}
