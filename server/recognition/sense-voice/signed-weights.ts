import { fieldsOf, readText, type ByteSource, type Field } from './protobuf.ts';

/** Changes to a file of a model that keep its length. */
export type ByteChanges = {
	/** Bytes whose highest bit is turned: 0..255 becomes −128..127 in the same order. */
	turned: { from: number; to: number }[];
	replaced: { at: number; bytes: Uint8Array }[];
};

type Tensor = {
	type: Field;
	raw: Field | undefined;
	integers: Field | undefined;
	start: number;
	end: number;
};
type Product = { weights: string; zeroPoint: string };

/** Field numbers and values of onnx.proto. */
const model = { graph: 7 } as const;
const graph = { node: 1, initializer: 5, input: 11 } as const;
const node = { input: 1, operator: 4, attribute: 5 } as const;
const attribute = { graph: 6, graphs: 11 } as const;
const tensor = { type: 2, integers: 5, name: 8, raw: 9 } as const;
const uint8 = 2;
const int8 = 3;

/**
 * What makes signed bytes of the unsigned weights of every MatMulInteger: weights and their zero points both go down by
 * 128, so each product is the same whole number. Processors multiply unsigned by signed bytes in one instruction; by
 * unsigned ones the runtime needs several times as long. Undefined when the model has no such weights, or one of
 * them is used in another way too.
 */
export function signedWeights(source: ByteSource): ByteChanges | undefined {
	const read = readGraph(source);
	if (!read || read.products.length === 0) return undefined;
	const changes: ByteChanges = { turned: [], replaced: [] };
	const names = new Set(read.products.flatMap(({ weights, zeroPoint }) => [weights, zeroPoint]));
	for (const name of names) {
		const held = read.tensors.get(name);
		if (!held || read.otherwiseUsed.has(name) || held.type.value !== uint8) return undefined;
		if (!change(source, held, changes)) return undefined;
	}
	return changes;
}

function readGraph(source: ByteSource) {
	const products: Product[] = [];
	const tensors = new Map<string, Tensor>();
	const otherwiseUsed = new Set<string>();
	for (const whole of fieldsOf(source)) {
		if (whole.number !== model.graph) continue;
		for (const field of fieldsOf(source, whole.start, whole.end)) {
			if (field.number === graph.initializer) readTensor(source, field, tensors);
			if (field.number === graph.input) otherwiseUsed.add(nameOf(source, field));
			if (field.number === graph.node && !readNode(source, field, products, otherwiseUsed)) return undefined;
		}
	}
	return { products, tensors, otherwiseUsed };
}

/** False for a node with a graph inside: what that uses is not seen here. */
function readNode(
	source: ByteSource,
	message: Field,
	products: Product[],
	otherwiseUsed: Set<string>
): boolean {
	const inputs: string[] = [];
	let operator = '';
	for (const field of fieldsOf(source, message.start, message.end)) {
		if (field.number === node.input) inputs.push(readText(source, field));
		if (field.number === node.operator) operator = readText(source, field);
		if (field.number === node.attribute && holdsGraph(source, field)) return false;
	}
	const [left = '', weights = '', leftZero = '', zeroPoint = ''] = inputs;
	if (operator === 'MatMulInteger') products.push({ weights, zeroPoint });
	for (const name of operator === 'MatMulInteger' ? [left, leftZero] : inputs) otherwiseUsed.add(name);
	return true;
}

const holdsGraph = (source: ByteSource, { start, end }: Field): boolean =>
	[...fieldsOf(source, start, end)].some(
		({ number }) => number === attribute.graph || number === attribute.graphs
	);

function readTensor(source: ByteSource, message: Field, tensors: Map<string, Tensor>): void {
	const fields = [...fieldsOf(source, message.start, message.end)];
	const one = (number: number) => fields.filter((field) => field.number === number).at(-1);
	const [type, name] = [one(tensor.type), one(tensor.name)];
	if (!type || !name) return;
	const { start, end } = message;
	tensors.set(readText(source, name), {
		type,
		raw: one(tensor.raw),
		integers: one(tensor.integers),
		start,
		end
	});
}

function nameOf(source: ByteSource, message: Field): string {
	const name = [...fieldsOf(source, message.start, message.end)].find(({ number }) => number === 1);
	return name ? readText(source, name) : '';
}

function change(source: ByteSource, { type, raw, integers }: Tensor, changes: ByteChanges): boolean {
	const single = integers && singleValue(source, integers);
	if (raw) changes.turned.push({ from: raw.start, to: raw.end });
	else if (single) changes.replaced.push(single);
	else return false;
	changes.replaced.push({ at: type.start, bytes: Uint8Array.of(int8) });
	return true;
}

/**
 * A packed `int32_data` of one value, written anew as `raw_data` of one byte in as many bytes: a value from 128 on takes two, and
 * then the length is written with a second byte that adds nothing.
 */
function singleValue(source: ByteSource, { wire, start, end }: Field) {
	const bytes = source.read(start, end - start);
	const [low = 0, high = 0] = bytes;
	const isSingle = wire === 2 && (bytes.length === 1 ? low < 128 : bytes.length === 2 && high < 128);
	if (!isSingle) return undefined;
	const value = (bytes.length === 1 ? low : (low & 0x7f) + high * 128) ^ 0x80;
	const field = tensor.raw * 8 + 2;
	return {
		at: start - 2,
		bytes: Uint8Array.from(bytes.length === 1 ? [field, 1, value] : [field, 0x81, 0, value])
	};
}
