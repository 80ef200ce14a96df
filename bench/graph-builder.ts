import type { Written } from '../server/recognition/sense-voice/protobuf.ts';
import {
	byteLengthOf,
	elementTypes,
	nodeOf,
	type Attribute,
	type ElementType,
	type TensorSource
} from './onnx-writer.ts';
import type { Random } from './random.ts';

const pieceBytes = 1 << 20;

export type Precision = 'int8' | 'fp32' | 'fp16';

/** Collects the nodes and weights of a graph whose weights are random. */
export class GraphBuilder {
	readonly nodes: Written[] = [];
	readonly tensors: TensorSource[] = [];
	readonly #random: Random;
	readonly #precision: Precision;
	readonly #constants = new Map<string, string>();

	constructor(random: Random, precision: Precision) {
		this.#random = random;
		this.#precision = precision;
	}

	/** What the graph computes in; its inputs and outputs stay in 32 bit. */
	get real(): 'float' | 'float16' {
		return this.#precision === 'fp16' ? 'float16' : 'float';
	}

	/** To the type that the graph computes in. */
	toReal(name: string): string {
		return this.real === 'float' ? name : this.op('Cast', [name], { to: elementTypes.float16 });
	}

	/** Adds a node with one output and answers with the output's name. */
	op(
		operator: string,
		inputs: readonly string[],
		attributes: Record<string, Attribute> = {},
		name?: string
	): string {
		return this.ops(operator, inputs, 1, attributes, name)[0] as string;
	}

	ops(
		operator: string,
		inputs: readonly string[],
		count: number,
		attributes: Record<string, Attribute> = {},
		name?: string
	): string[] {
		const base = name ?? `t${this.nodes.length}`;
		const outputs = Array.from({ length: count }, (_, index) => (index === 0 ? base : `${base}_${index}`));
		this.nodes.push(nodeOf(operator, inputs, outputs, attributes));
		return outputs;
	}

	/** A weight with given values; equal ones are shared. */
	constant(type: ElementType, dims: number[], values: readonly number[]): string {
		const key = `${type} ${dims.join()} ${values.join()}`;
		const known = this.#constants.get(key);
		if (known !== undefined) return known;
		const name = `c${this.tensors.length}`;
		this.#constants.set(key, name);
		this.tensors.push({ name, type, dims, pieces: () => [bytesOf(type, values)] });
		return name;
	}

	/** Floats, evenly spread over -spread..spread around `middle`. */
	weight(dims: number[], spread: number, middle = 0): string {
		const name = `w${this.tensors.length}`;
		const random = this.#random;
		const tensor: TensorSource = { name, type: this.real, dims, pieces: () => pieces };
		const pieces = piecesOf(byteLengthOf(tensor), (bytes) => {
			const { buffer } = bytes;
			const floats = this.real === 'float' ? new Float32Array(buffer) : new Float16Array(buffer);
			for (let index = 0; index < floats.length; index++) {
				floats[index] = middle + (2 * random.fraction() - 1) * spread;
			}
		});
		this.tensors.push(tensor);
		return name;
	}

	/** `input` · W + b with W [from, to]; in int8 as `quantize_dynamic` writes it: QUInt8, one scale for the tensor. */
	linear(input: string, from: number, to: number, name?: string): string {
		const spread = Math.sqrt(3 / from);
		const product =
			this.#precision === 'int8'
				? this.#quantisedProduct(input, from, to, spread / 127)
				: this.op('MatMul', [input, this.weight([from, to], spread)]);
		return this.op('Add', [product, this.weight([to], 0.02)], {}, name);
	}

	/** Over the last axis of size `width`, decomposed as exports below opset 17 have it. */
	layerNorm(input: string, width: number): string {
		const mean = this.op('ReduceMean', [input], { axes: [-1], keepdims: 1 });
		const centred = this.op('Sub', [input, mean]);
		const squared = this.op('Pow', [centred, this.constant(this.real, [], [2])]);
		const variance = this.op('ReduceMean', [squared], { axes: [-1], keepdims: 1 });
		const safe = this.op('Add', [variance, this.constant(this.real, [], [1e-5])]);
		const normal = this.op('Div', [centred, this.op('Sqrt', [safe])]);
		const scaled = this.op('Mul', [normal, this.weight([width], 0.1, 1)]);
		return this.op('Add', [scaled, this.weight([width], 0.1)]);
	}

	#quantisedProduct(input: string, from: number, to: number, scale: number): string {
		const [quantised, inputScale, zero] = this.ops('DynamicQuantizeLinear', [input], 3) as [
			string,
			string,
			string
		];
		const weightZero = this.constant('uint8', [], [128]);
		const weights = this.#bytes([from, to]);
		const whole = this.op('MatMulInteger', [quantised, weights, zero, weightZero]);
		const scales = this.op('Mul', [inputScale, this.constant('float', [], [scale])]);
		return this.op('Mul', [this.op('Cast', [whole], { to: 1 }), scales]);
	}

	#bytes(dims: number[]): string {
		const name = `w${this.tensors.length}`;
		const random = this.#random;
		const tensor: TensorSource = { name, type: 'uint8', dims, pieces: () => pieces };
		const pieces = piecesOf(byteLengthOf(tensor), (bytes) => random.fill(bytes));
		this.tensors.push(tensor);
		return name;
	}
}

/** `byteLength` bytes in pieces that `fill` fills; good for one pass. */
function* piecesOf(byteLength: number, fill: (bytes: Uint8Array) => void): Generator<Uint8Array> {
	for (let left = byteLength; left > 0; left -= pieceBytes) {
		const bytes = new Uint8Array(Math.min(left, pieceBytes));
		fill(bytes);
		yield bytes;
	}
}

function bytesOf(type: ElementType, values: readonly number[]): Uint8Array {
	switch (type) {
		case 'float':
			return new Uint8Array(Float32Array.from(values).buffer);
		case 'float16':
			return new Uint8Array(Float16Array.from(values).buffer);
		case 'int32':
			return new Uint8Array(Int32Array.from(values).buffer);
		case 'int64':
			return new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
		case 'uint8':
			return Uint8Array.from(values);
	}
}
