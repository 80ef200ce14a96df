import { integerField, messageField, textField, type Written } from './protobuf.ts';

/** Outputs that the tail adds: the chosen piece per frame, and the probability that the model gave it. */
export const tailOutputs = { ids: 'ids', probabilities: 'probabilities' } as const;

/** Part of the name of an extended file, so that another tail makes another file. */
export const tailVersion = 2;

/** From this opset on a reduction takes its axes as an input. */
const axesAreInputsFrom = 18;

/** Field numbers and values of onnx.proto. */
const model = { graph: 7 } as const;
const graph = { node: 1, output: 12 } as const;
const elementType = { float: 1, int32: 6 } as const;

/**
 * A ModelProto fragment to append to a serialised model: protobuf merges a repeated message field, so the graph
 * gains these nodes and outputs. `ids` int32 [batch, frames, 1] is the first largest of `logits` in each frame,
 * `probabilities` float32 [batch, frames, 1] its softmax, exp(max − log Σ exp): the exponents of the whole vocabulary
 * are never held. So a few bytes per frame leave the runtime. It runs whichever outputs are asked for.
 */
export function graphTail({ logits, opset }: { logits: string; opset: number }): Written {
	const { ids, probabilities } = tailOutputs;
	const axis = attribute('axis', -1);
	return messageField(model.graph, [
		node('ArgMax', [logits], 'tail_best', [axis, attribute('keepdims', 1)]),
		node('Cast', ['tail_best'], ids, [attribute('to', elementType.int32)]),
		node('GatherElements', [logits, 'tail_best'], 'tail_max', [axis]),
		...(opset < axesAreInputsFrom
			? [node('ReduceLogSumExp', [logits], 'tail_sum', [lastAxis])]
			: [
					node('Constant', [], 'tail_axes', [lastAxisValue]),
					node('ReduceLogSumExp', [logits, 'tail_axes'], 'tail_sum', [])
				]),
		node('Sub', ['tail_max', 'tail_sum'], 'tail_logarithm', []),
		node('Exp', ['tail_logarithm'], probabilities, []),
		output(ids, elementType.int32),
		output(probabilities, elementType.float)
	]);
}

const node = (operator: string, inputs: string[], to: string, attributes: Written[]): Written =>
	messageField(graph.node, [
		...inputs.map((input) => textField(1, input)),
		textField(2, to),
		textField(3, `tail_${operator}`),
		textField(4, operator),
		...attributes
	]);

/** AttributeProto of type INT. */
const attribute = (name: string, value: number): Written =>
	messageField(5, [textField(1, name), integerField(3, value), integerField(20, 2)]);

/** The last axis as an AttributeProto of type INTS, and as the value of a Constant. */
const lastAxis = messageField(5, [textField(1, 'axes'), integerField(8, -1), integerField(20, 7)]);
const lastAxisValue = messageField(5, [textField(1, 'value_ints'), integerField(8, -1), integerField(20, 7)]);

/** ValueInfoProto without a shape: the runtime infers it. */
const output = (name: string, type: number): Written =>
	messageField(graph.output, [
		textField(1, name),
		messageField(2, [messageField(1, [integerField(1, type)])])
	]);
