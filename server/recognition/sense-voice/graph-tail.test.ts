import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, test } from 'vitest';
import { choiceOutputs, graphTail, tailInputs, tailOutputs } from './graph-tail.ts';
import { integerField, joined, messageField, textField } from './protobuf.ts';

/** x → logits, unchanged. */
const passOn = (opset: number) => {
	const floats = [1, 'T', 'V'].map((dim) =>
		messageField(1, [typeof dim === 'number' ? integerField(1, dim) : textField(2, dim)])
	);
	const value = (number: number, name: string) =>
		messageField(number, [
			textField(1, name),
			messageField(2, [messageField(1, [integerField(1, 1), messageField(2, floats)])])
		]);
	return joined([
		integerField(1, 8),
		messageField(7, [
			messageField(1, [textField(1, 'x'), textField(2, 'logits'), textField(4, 'Identity')]),
			textField(2, 'pass-on'),
			value(11, 'x'),
			value(12, 'logits')
		]),
		messageField(8, [textField(1, ''), integerField(2, opset)])
	]);
};

const feeds = (topCount: number, asked: number[] = []) => {
	const integers = (values: number[]) =>
		new Tensor('int64', BigInt64Array.from(values, BigInt), [values.length]);
	return { [tailInputs.topCount]: integers([topCount]), [tailInputs.asked]: integers(asked) };
};

describe('the tail of a graph', () => {
	test.each([13, 17, 18, 20])('chooses pieces and tells their softmax at opset %i', async (opset) => {
		const model = joined([passOn(opset), graphTail({ logits: 'logits', opset })]);
		const session = await InferenceSession.create(model, { logSeverityLevel: 3 });
		const rows = [
			[0, 3, 1],
			[90, -90, 89],
			[2, 2, 2]
		];
		const x = new Tensor('float32', Float32Array.from(rows.flat()), [1, 3, 3]);
		const outputs = await session.run({ x, ...feeds(0) }, Object.values(tailOutputs));
		expect([...(outputs[tailOutputs.ids]?.data as Int32Array)]).toEqual([1, 0, 0]);
		const softmax = rows.map(
			(row) => 1 / row.reduce((sum, one) => sum + Math.exp(one - Math.max(...row)), 0)
		);
		const told = [...(outputs[tailOutputs.probabilities]?.data as Float32Array)];
		told.forEach((probability, frame) => expect(probability).toBeCloseTo(softmax[frame] ?? 0, 5));
	});

	test.each([13, 20])('ranks pieces and scores those asked for at opset %i', async (opset) => {
		const session = await InferenceSession.create(
			joined([passOn(opset), graphTail({ logits: 'logits', opset })])
		);
		const x = new Tensor('float32', Float32Array.of(0, 3, 1), [1, 1, 3]);
		const outputs = await session.run({ x, ...feeds(2, [2, 0, 1]) }, Object.values(choiceOutputs));
		const sum = Math.log(1 + Math.exp(3) + Math.exp(1));
		expect([...(outputs[choiceOutputs.topIds]?.data as Int32Array)]).toEqual([1, 2]);
		const close = (name: string, scores: number[]) =>
			[...(outputs[name]?.data as Float32Array)].forEach((score, at) =>
				expect(score).toBeCloseTo((scores[at] ?? 0) - sum, 5)
			);
		close(choiceOutputs.topScores, [3, 1]);
		close(choiceOutputs.askedScores, [1, 0, 3]);
	});
});
