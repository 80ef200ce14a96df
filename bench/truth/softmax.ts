/*
 * Logistic regression over choices: which of the lines of a lecture answers a question, or none of them. Deterministic:
 * all examples in each step, and steps of a fixed number and size (Adam).
 */

/** The lines that a question may be answered by, and "nothing" as one choice more, in numbers. */
export type Example = {
	readonly lines: readonly Float64Array[];
	readonly nothing: Float64Array;
	/** For each line whether it answers; empty where nothing does. */
	readonly right: readonly boolean[];
};

export type Fitted = { readonly line: Float64Array; readonly nothing: Float64Array };

const steps = 250;
const stepSize = 0.1;
/** Late steps are smaller, to settle. */
const lateFrom = 0.7;
const lateShare = 0.2;

/** Weights under which the right choices are likeliest, with large ones made smaller by `penalty`. */
export function fit(examples: readonly Example[], penalty: number): Fitted {
	const [first] = examples;
	if (!first) throw new Error('There are no examples to fit to.');
	const [lineLength, nothingLength] = [first.lines[0]?.length ?? 0, first.nothing.length];
	const all = new Float64Array(lineLength + nothingLength);
	const weights = { line: all.subarray(0, lineLength), nothing: all.subarray(lineLength) };
	const adam = adamFor(all);
	for (let step = 1; step <= steps; step++) {
		const slope = all.map((weight) => weight * penalty);
		for (const example of examples) addSlope(slope, example, weights, 1 / examples.length);
		adam(slope, step);
	}
	return weights;
}

export function dot(a: Float64Array, b: Float64Array): number {
	let sum = 0;
	for (let at = 0; at < a.length; at++) sum += (a[at] ?? 0) * (b[at] ?? 0);
	return sum;
}

/** Adds the slope of the loss of one example: what is expected less what is right. */
function addSlope(slope: Float64Array, example: Example, weights: Fitted, share: number): void {
	const { lines, nothing, right } = example;
	const isAnswered = right.some(Boolean);
	const scores = [...lines.map((line) => dot(line, weights.line)), dot(nothing, weights.nothing)];
	const most = Math.max(...scores);
	const odds = scores.map((score) => Math.exp(score - most));
	const isRight = scores.map((_, at) => (isAnswered ? right[at] === true : at === lines.length));
	const whole = odds.reduce((a, b) => a + b, 0);
	const rightWhole = odds.reduce((sum, each, at) => sum + (isRight[at] ? each : 0), 0);
	odds.forEach((each, at) => {
		const change = share * (each / whole - (isRight[at] ? each / rightWhole : 0));
		const row = lines[at] ?? nothing;
		const from = at < lines.length ? 0 : weights.line.length;
		for (let i = 0; i < row.length; i++) slope[from + i] = (slope[from + i] ?? 0) + change * (row[i] ?? 0);
	});
}

function adamFor(weights: Float64Array): (slope: Float64Array, step: number) => void {
	const [mean, square] = [new Float64Array(weights.length), new Float64Array(weights.length)];
	return (slope, step) => {
		const size = stepSize * (step > steps * lateFrom ? lateShare : 1);
		slope.forEach((each, at) => {
			const m = (mean[at] = 0.9 * (mean[at] ?? 0) + 0.1 * each);
			const s = (square[at] = 0.99 * (square[at] ?? 0) + 0.01 * each * each);
			const change = m / (1 - 0.9 ** step) / (Math.sqrt(s / (1 - 0.99 ** step)) + 1e-8);
			weights[at] = (weights[at] ?? 0) - size * change;
		});
	};
}
