import { placeCount } from '../../server/notes/cues/classifier/features.ts';
import { shares, type Weights } from '../../server/notes/cues/classifier/weights.ts';
import { createRandom } from '../random.ts';
import type { Example } from './corpus.ts';

/** Passes over all examples; the steps shrink from the first to the last. */
const passes = 24;
const firstRate = 0.08;
/** How strongly weights are drawn to zero, against one example. */
const ridge = 1;

export type Fitted = Omit<Weights, 'enough' | 'featuresHash'>;

/**
 * Logistic regression over three classes with a ridge, by stochastic gradient descent: whatever is neither task nor important has the
 * weight zero. The same examples in the same order give the same weights.
 */
export function fit(examples: readonly Example[]): Fitted {
	const weights = new Float64Array(placeCount * 2);
	const bias: [number, number] = [0, 0];
	const random = createRandom(examples.length);
	const order = examples.map((_, at) => at);
	const all = examples.reduce((sum, { share }) => sum + share, 0);
	for (let pass = 0; pass < passes; pass++) {
		const rate = firstRate / (1 + (8 * pass) / passes);
		shuffle(order, random.fraction);
		for (const [done, at] of order.entries()) {
			descend(examples[at] as Example, weights, bias, rate);
			if (done % 512 === 0) shrink(weights, 1 - (rate * ridge * 512 * all) / (examples.length * all));
		}
	}
	return rounded(weights, bias);
}

function descend(
	{ label, features, share }: Example,
	weights: Float64Array,
	bias: number[],
	rate: number
): void {
	const { places, amounts } = features;
	let [task, important] = bias as [number, number];
	for (let at = 0; at < places.length; at++) {
		const place = (places[at] as number) * 2;
		task += (amounts[at] as number) * (weights[place] as number);
		important += (amounts[at] as number) * (weights[place + 1] as number);
	}
	const likely = shares(task, important);
	const byTask = rate * share * (Number(label === 'task') - likely.task);
	const byImportant = rate * share * (Number(label === 'important') - likely.important);
	bias[0] = (bias[0] as number) + byTask;
	bias[1] = (bias[1] as number) + byImportant;
	for (let at = 0; at < places.length; at++) {
		const place = (places[at] as number) * 2;
		weights[place] = (weights[place] as number) + byTask * (amounts[at] as number);
		weights[place + 1] = (weights[place + 1] as number) + byImportant * (amounts[at] as number);
	}
}

function shrink(weights: Float64Array, by: number): void {
	for (let at = 0; at < weights.length; at++) weights[at] = (weights[at] as number) * by;
}

function shuffle(order: number[], fraction: () => number): void {
	for (let at = order.length - 1; at > 0; at--) {
		const other = Math.floor(fraction() * (at + 1));
		[order[at], order[other]] = [order[other] as number, order[at] as number];
	}
}

function rounded(weights: Float64Array, bias: [number, number]): Fitted {
	const most = weights.reduce((largest, each) => Math.max(largest, Math.abs(each)), 1e-6);
	const step = Number((most / 32_000).toPrecision(6));
	return {
		table: Int16Array.from(weights, (each) => Math.round(each / step)),
		step,
		bias: [Number(bias[0].toFixed(4)), Number(bias[1].toFixed(4))]
	};
}
