import { integerField, messageField, textField, type Written } from './protobuf.ts';

/** Outputs that the tail adds: the chosen piece per frame, and the probability that the model gave it. */
export const tailOutputs = { ids: 'ids', probabilities: 'probabilities' } as const;

/** Outputs for a choice with terms in mind: the likeliest pieces and their scores, and the scores of the asked ones. */
export const choiceOutputs = {
	topIds: 'top_ids',
	topScores: 'top_scores',
	askedScores: 'asked_scores'
} as const;
/** Inputs that the tail adds; with a count of 0 and nothing asked, the choice costs nothing. */
export const tailInputs = { topCount: 'top_count', asked: 'asked' } as const;

/** Part of the name of an extended file, so that another tail makes another file. */
export const tailVersion = 3;

/** From this opset on a reduction takes its axes as an input. */
const axesAreInputsFrom = 18;

/** Field numbers and values of onnx.proto. */
const model = { graph: 7 } as const;
const graph = { node: 1, input: 11, output: 12 } as const;
const elementType = { float: 1, int32: 6, int64: 7 } as const;

/**
 * A ModelProto fragment to append to a serialised model: protobuf merges a repeated message field, so the graph
 * gains these nodes, inputs and outputs. `ids` int32 [batch, frames, 1] is the first largest of `logits` in each frame,
 * `probabilities` float32 [batch, frames, 1] its softmax, exp(max − log Σ exp): the exponents of the whole vocabulary
 * are never held. So a few bytes per frame leave the runtime. It runs whichever outputs are asked for.
 *
 * `top_ids` and `top_scores` [batch, frames, top_count] are the likeliest pieces, the likeliest first, `asked_scores`
 * [batch, frames, n] belong to the n pieces of `asked`; scores are natural logarithms of the softmax. `top_count` is
 * int64 [1], `asked` int64 [n].
 */
export function graphTail({ logits, opset }: { logits: string; opset: number }): Written {
	const { ids, probabilities } = tailOutputs;
	const { topIds, topScores, askedScores } = choiceOutputs;
	const { topCount, asked } = tailInputs;
	const axis = attribute('axis', -1);
	return messageField(model.graph, [
		node('ArgMax', [logits], ['tail_best'], [axis, attribute('keepdims', 1)]),
		node('Cast', ['tail_best'], [ids], [attribute('to', elementType.int32)]),
		node('GatherElements', [logits, 'tail_best'], ['tail_max'], [axis]),
		...(opset < axesAreInputsFrom
			? [node('ReduceLogSumExp', [logits], ['tail_sum'], [lastAxis])]
			: [
					node('Constant', [], ['tail_axes'], [lastAxisValue]),
					node('ReduceLogSumExp', [logits, 'tail_axes'], ['tail_sum'], [])
				]),
		node('Sub', ['tail_max', 'tail_sum'], ['tail_logarithm'], []),
		node('Exp', ['tail_logarithm'], [probabilities], []),
		node('TopK', [logits, topCount], ['tail_top', 'tail_top_ids'], [axis]),
		node('Cast', ['tail_top_ids'], [topIds], [attribute('to', elementType.int32)]),
		node('Sub', ['tail_top', 'tail_sum'], [topScores], []),
		node('Gather', [logits, asked], ['tail_asked'], [axis]),
		node('Sub', ['tail_asked', 'tail_sum'], [askedScores], []),
		tensor(graph.input, topCount, elementType.int64),
		tensor(graph.input, asked, elementType.int64),
		tensor(graph.output, ids, elementType.int32),
		tensor(graph.output, probabilities, elementType.float),
		tensor(graph.output, topIds, elementType.int32),
		tensor(graph.output, topScores, elementType.float),
		tensor(graph.output, askedScores, elementType.float)
	]);
}

const node = (operator: string, inputs: string[], to: string[], attributes: Written[]): Written =>
	messageField(graph.node, [
		...inputs.map((input) => textField(1, input)),
		...to.map((name) => textField(2, name)),
		textField(3, `tail_${operator}_${to[0]}`),
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
const tensor = (field: number, name: string, type: number): Written =>
	messageField(field, [textField(1, name), messageField(2, [messageField(1, [integerField(1, type)])])]);
