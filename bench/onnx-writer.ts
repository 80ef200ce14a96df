import { closeSync, openSync, writeSync } from 'node:fs';
import {
	bytesField,
	integerField,
	joined,
	lengthHeader,
	messageField,
	textField,
	type Written
} from '../server/recognition/sense-voice/protobuf.ts';

/** Values of onnx.proto. */
export const elementTypes = { float: 1, uint8: 2, int32: 6, int64: 7, float16: 10 } as const;
export type ElementType = keyof typeof elementTypes;

const elementBytes: Record<ElementType, number> = { float: 4, uint8: 1, int32: 4, int64: 8, float16: 2 };

/** A weight; `pieces` makes its bytes one after the other, so that it never lies in memory as a whole. */
export type TensorSource = {
	name: string;
	type: ElementType;
	dims: number[];
	pieces: () => Iterable<Uint8Array>;
};

export type ValueOutline = { name: string; type: ElementType; dims: (number | string)[] };

export type GraphSource = {
	nodes: readonly Written[];
	tensors: readonly TensorSource[];
	inputs: readonly ValueOutline[];
	outputs: readonly ValueOutline[];
};

export type Attribute = number | string | number[];

export const byteLengthOf = ({ type, dims }: Pick<TensorSource, 'type' | 'dims'>): number =>
	dims.reduce((product, dim) => product * dim, elementBytes[type]);

/** NodeProto. */
export const nodeOf = (
	operator: string,
	inputs: readonly string[],
	outputs: readonly string[],
	attributes: Record<string, Attribute> = {}
): Written =>
	joined([
		...inputs.map((input) => textField(1, input)),
		...outputs.map((output) => textField(2, output)),
		textField(3, `${operator}_${outputs[0]}`),
		textField(4, operator),
		...Object.entries(attributes).map(([name, value]) => attributeOf(name, value))
	]);

/** Writes a ModelProto of opset 13 to `path`. */
export function writeModel(path: string, graph: GraphSource, metadata: Record<string, string>): void {
	const file = openSync(path, 'w');
	try {
		for (const piece of piecesOfModel(graph, metadata)) writeWhole(file, piece);
	} finally {
		closeSync(file);
	}
}

function* piecesOfModel(graph: GraphSource, metadata: Record<string, string>): Generator<Uint8Array> {
	const small = joined([
		...graph.nodes.map((node) => bytesField(1, node)),
		textField(2, 'sense-voice'),
		...graph.inputs.map((value) => valueField(11, value)),
		...graph.outputs.map((value) => valueField(12, value))
	]);
	const heads = graph.tensors.map(tensorHead);
	const weights = graph.tensors.reduce(
		(sum, tensor, index) => sum + byteLengthOf(tensor) + heads[index]!.length,
		0
	);
	yield joined([integerField(1, 7), textField(2, 'bench'), lengthHeader(7, small.length + weights), small]);
	for (const [index, tensor] of graph.tensors.entries()) {
		yield heads[index]!;
		yield* tensor.pieces();
	}
	yield messageField(8, [textField(1, ''), integerField(2, 13)]);
	for (const [key, value] of Object.entries(metadata))
		yield messageField(14, [textField(1, key), textField(2, value)]);
}

/** The initializer field of a TensorProto up to where its raw data begin. */
function tensorHead(tensor: TensorSource): Written {
	const length = byteLengthOf(tensor);
	const fields = joined([
		...tensor.dims.map((dim) => integerField(1, dim)),
		integerField(2, elementTypes[tensor.type]),
		textField(8, tensor.name),
		lengthHeader(9, length)
	]);
	return joined([lengthHeader(5, fields.length + length), fields]);
}

const valueField = (number: number, { name, type, dims }: ValueOutline): Written =>
	messageField(number, [
		textField(1, name),
		messageField(2, [
			messageField(1, [
				integerField(1, elementTypes[type]),
				messageField(
					2,
					dims.map((dim) =>
						messageField(1, [typeof dim === 'number' ? integerField(1, dim) : textField(2, dim)])
					)
				)
			])
		])
	]);

/** AttributeProto of type INT, STRING or INTS. */
function attributeOf(name: string, value: Attribute): Written {
	const label = textField(1, name);
	if (typeof value === 'number') return messageField(5, [label, integerField(3, value), integerField(20, 2)]);
	if (typeof value === 'string') return messageField(5, [label, textField(4, value), integerField(20, 3)]);
	return messageField(5, [label, ...value.map((item) => integerField(8, item)), integerField(20, 7)]);
}

function writeWhole(file: number, bytes: Uint8Array): void {
	for (let from = 0; from < bytes.length;) from += writeSync(file, bytes, from);
}
