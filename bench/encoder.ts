import { GraphBuilder, type Precision } from './graph-builder.ts';
import { elementTypes, type GraphSource } from './onnx-writer.ts';
import { createRandom } from './random.ts';

const featureSize = 560;
const queryRows = 16;
const headFrames = 4;

/** Sizes of a SenseVoice encoder. */
export type EncoderShape = {
	/** First stack, its first block included. */
	blocks: number;
	/** Second stack. */
	tpBlocks: number;
	width: number;
	heads: number;
	feedForward: number;
	kernel: number;
	vocabulary: number;
};

export const smallModelShape: EncoderShape = {
	blocks: 50,
	tpBlocks: 20,
	width: 512,
	heads: 4,
	feedForward: 2048,
	kernel: 11,
	vocabulary: 25_055
};

export const miniatureShape: EncoderShape = {
	blocks: 2,
	tpBlocks: 1,
	width: 64,
	heads: 4,
	feedForward: 128,
	kernel: 11,
	vocabulary: 300
};

/** `sherpa`: x, x_length, language, text_norm → logits. `funasr`: speech … → ctc_logits, encoder_out_lens. */
export type ExportStyle = 'sherpa' | 'funasr';

const namesOf: Record<ExportStyle, { features: string; lengths: string; textNorm: string; logits: string }> =
	{
		sherpa: { features: 'x', lengths: 'x_length', textNorm: 'text_norm', logits: 'logits' },
		funasr: { features: 'speech', lengths: 'speech_lengths', textNorm: 'textnorm', logits: 'ctc_logits' }
	};

/** The masks of one run: [N, L, 1] as factors, [N, 1, 1, L] as truth for keys that are no sound. */
type Masks = { frames: string; hiddenKeys: string };

/** SenseVoice's graph with random weights: batch and length are free, shorter items of a batch are masked. */
export function encoderGraph(
	shape: EncoderShape,
	precision: Precision,
	style: ExportStyle,
	seed = 1
): GraphSource {
	const graph = new GraphBuilder(createRandom(seed), precision);
	const names = namesOf[style];
	const lengths = graph.op(
		'Add',
		[names.lengths, graph.constant('int32', [], [headFrames])],
		{},
		'encoder_out_lens'
	);
	const masks = masksOf(graph, lengths);
	const prompted = withQueries(graph, graph.toReal(names.features), names.textNorm);
	let x = withPositions(graph, graph.op('Mul', [prompted, scalar(graph, Math.sqrt(shape.width))]), lengths);
	for (let block = 0; block < shape.blocks; block++) {
		x = encoderBlock(graph, shape, x, block === 0 ? featureSize : shape.width, masks);
	}
	x = graph.layerNorm(x, shape.width);
	for (let block = 0; block < shape.tpBlocks; block++) x = encoderBlock(graph, shape, x, shape.width, masks);
	const isHalf = graph.real === 'float16';
	const last = graph.layerNorm(x, shape.width);
	const logitsOf = graph.linear(last, shape.width, shape.vocabulary, isHalf ? undefined : names.logits);
	if (isHalf) graph.op('Cast', [logitsOf], { to: elementTypes.float }, names.logits);

	const integers = (name: string) => ({ name, type: 'int32' as const, dims: ['N'] });
	const logits = { name: names.logits, type: 'float' as const, dims: ['N', 'L', shape.vocabulary] };
	return {
		nodes: graph.nodes,
		tensors: graph.tensors,
		inputs: [
			{ name: names.features, type: 'float', dims: ['N', 'T', featureSize] },
			integers(names.lengths),
			integers('language'),
			integers(names.textNorm)
		],
		outputs: style === 'sherpa' ? [logits] : [logits, integers('encoder_out_lens')]
	};
}

const scalar = (graph: GraphBuilder, value: number): string => graph.constant(graph.real, [], [value]);
const axes = (graph: GraphBuilder, ...values: number[]): string =>
	graph.constant('int64', [values.length], values);

/** As wide as the longest item, so that a batch whose tensor is wider fails, as it does with the real export. */
function masksOf(graph: GraphBuilder, lengths: string): Masks {
	const positions = framePositions(graph, lengths);
	const valid = graph.op('Less', [positions, graph.op('Unsqueeze', [lengths, axes(graph, 1)])]);
	const shown = graph.op('Cast', [valid], { to: elementTypes[graph.real] });
	const frames = graph.op('Unsqueeze', [shown, axes(graph, 2)]);
	const hiddenKeys = graph.op('Unsqueeze', [graph.op('Not', [valid]), axes(graph, 1, 2)]);
	return { frames, hiddenKeys };
}

function framePositions(graph: GraphBuilder, lengths: string): string {
	const longest = graph.op('ReduceMax', [lengths], { keepdims: 0 });
	return graph.op('Range', [graph.constant('int32', [], [0]), longest, graph.constant('int32', [], [1])]);
}

/** The four rows of the query embedding in front of the features. */
function withQueries(graph: GraphBuilder, features: string, textNorm: string): string {
	const column = (name: string) => graph.op('Unsqueeze', [name, axes(graph, 1)]);
	const language = column('language');
	const none = graph.op('Mul', [language, graph.constant('int32', [], [0])]);
	const fixed = [1, 2].map((row) => graph.op('Add', [none, graph.constant('int32', [], [row])]));
	const rows = graph.op('Concat', [language, ...fixed, column(textNorm)], { axis: 1 });
	const queries = graph.op('Gather', [graph.weight([queryRows, featureSize], 0.8), rows], { axis: 0 });
	return graph.op('Concat', [queries, features], { axis: 1 });
}

/** Sines and cosines in halves; positions count from 1. */
function withPositions(graph: GraphBuilder, x: string, lengths: string): string {
	const half = featureSize / 2;
	const rates = Array.from({ length: half }, (_, k) => Math.exp((-k * Math.log(10_000)) / (half - 1)));
	const positions = graph.op('Cast', [framePositions(graph, lengths)], { to: 1 });
	const fromOne = graph.op('Add', [positions, graph.constant('float', [], [1])]);
	const angles = graph.op('Mul', [
		graph.op('Unsqueeze', [fromOne, axes(graph, 1)]),
		graph.constant('float', [1, half], rates)
	]);
	const encoding = graph.op('Concat', [graph.op('Sin', [angles]), graph.op('Cos', [angles])], { axis: 1 });
	return graph.op('Add', [x, graph.toReal(encoding)]);
}

function encoderBlock(
	graph: GraphBuilder,
	shape: EncoderShape,
	x: string,
	size: number,
	masks: Masks
): string {
	const { width, feedForward } = shape;
	const attended = attention(graph, shape, graph.layerNorm(x, size), size, masks);
	const joined = size === width ? graph.op('Add', [x, attended]) : attended;
	const hidden = graph.op('Relu', [graph.linear(graph.layerNorm(joined, width), width, feedForward)]);
	return graph.op('Add', [joined, graph.linear(hidden, feedForward, width)]);
}

/** Self-attention and, beside it, the memory block (FSMN) on the values. */
function attention(graph: GraphBuilder, shape: EncoderShape, x: string, size: number, masks: Masks): string {
	const { width, heads } = shape;
	const projected = graph.linear(x, size, 3 * width);
	const [q, k, v] = graph.ops('Split', [projected, axes(graph, width, width, width)], 3, { axis: -1 });
	const apart = graph.constant('int64', [4], [0, 0, heads, width / heads]);
	const split = (name: string, perm: number[]) =>
		graph.op('Transpose', [graph.op('Reshape', [name, apart])], { perm });
	const scaled = graph.op('Mul', [split(q as string, [0, 2, 1, 3]), scalar(graph, (width / heads) ** -0.5)]);
	const scores = graph.op('MatMul', [scaled, split(k as string, [0, 2, 3, 1])]);
	const weights = graph.op(
		'Softmax',
		[graph.op('Where', [masks.hiddenKeys, scalar(graph, -Infinity), scores])],
		{
			axis: -1
		}
	);
	const shown = graph.op('Where', [masks.hiddenKeys, scalar(graph, 0), weights]);
	const mixed = graph.op('MatMul', [shown, split(v as string, [0, 2, 1, 3])]);
	const together = graph.op('Reshape', [
		graph.op('Transpose', [mixed], { perm: [0, 2, 1, 3] }),
		graph.constant('int64', [3], [0, 0, width])
	]);
	return graph.op('Add', [graph.linear(together, width, width), memory(graph, shape, v as string, masks)]);
}

function memory(graph: GraphBuilder, { width, kernel }: EncoderShape, values: string, masks: Masks): string {
	const shown = graph.op('Mul', [values, masks.frames]);
	const reach = (kernel - 1) / 2;
	const filtered = graph.op(
		'Conv',
		[graph.op('Transpose', [shown], { perm: [0, 2, 1] }), graph.weight([width, 1, kernel], 0.3)],
		{ group: width, kernel_shape: [kernel], pads: [reach, reach] }
	);
	const sum = graph.op('Add', [graph.op('Transpose', [filtered], { perm: [0, 2, 1] }), shown]);
	return graph.op('Mul', [sum, masks.frames]);
}
