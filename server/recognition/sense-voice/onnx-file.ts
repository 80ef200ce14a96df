import { fieldsOf, readText, type ByteSource, type Field } from './protobuf.ts';

/** A graph input or output; a size is a number, or a name where it may change. */
export type TensorOutline = { name: string; shape: (number | string)[] };

/** What can be learnt of a model without loading its weights. */
export type ModelOutline = {
	metadata: ReadonlyMap<string, string>;
	/** Version of the standard operators; 0 when the model names none. */
	opset: number;
	inputs: TensorOutline[];
	outputs: TensorOutline[];
};

/** Field numbers of onnx.proto. */
const model = { graph: 7, opset: 8, metadata: 14 } as const;
const graph = { input: 11, output: 12 } as const;

/** Reads the outline of a ModelProto; throws `ProtobufError` when it is cut short or no such thing. */
export function readModelOutline(source: ByteSource): ModelOutline {
	const metadata = new Map<string, string>();
	const outline: ModelOutline = { metadata, opset: 0, inputs: [], outputs: [] };
	for (const field of fieldsOf(source)) {
		if (field.number === model.graph) readGraph(source, field, outline);
		if (field.number === model.opset) outline.opset ||= readOpset(source, field);
		if (field.number === model.metadata) readEntry(source, field, metadata);
	}
	return outline;
}

function readGraph(source: ByteSource, message: Field, outline: ModelOutline): void {
	for (const field of fieldsOf(source, message.start, message.end)) {
		if (field.number === graph.input) outline.inputs.push(readTensor(source, field));
		if (field.number === graph.output) outline.outputs.push(readTensor(source, field));
	}
}

/** OperatorSetIdProto: its version if its domain is the standard one. */
function readOpset(source: ByteSource, message: Field): number {
	const isStandard = ['', 'ai.onnx'].includes(textAt(source, message, 1));
	return isStandard ? (childrenOf(source, message, 2)[0]?.value ?? 0) : 0;
}

function readEntry(source: ByteSource, message: Field, metadata: Map<string, string>): void {
	const [key, value] = [1, 2].map((number) => textAt(source, message, number));
	metadata.set(key ?? '', value ?? '');
}

/** ValueInfoProto: name, and type → tensor type → shape → dimensions. */
function readTensor(source: ByteSource, message: Field): TensorOutline {
	const shape = [message]
		.flatMap((value) => childrenOf(source, value, 2))
		.flatMap((type) => childrenOf(source, type, 1))
		.flatMap((tensor) => childrenOf(source, tensor, 2))
		.flatMap((dimensions) => childrenOf(source, dimensions, 1))
		.map((dimension) => readDimension(source, dimension));
	return { name: textAt(source, message, 1), shape };
}

function readDimension(source: ByteSource, message: Field): number | string {
	const size = childrenOf(source, message, 1)[0];
	return size ? size.value : textAt(source, message, 2);
}

const childrenOf = (source: ByteSource, message: Field, number: number): Field[] =>
	[...fieldsOf(source, message.start, message.end)].filter((field) => field.number === number);

function textAt(source: ByteSource, message: Field, number: number): string {
	const field = childrenOf(source, message, number)[0];
	return field ? readText(source, field) : '';
}
