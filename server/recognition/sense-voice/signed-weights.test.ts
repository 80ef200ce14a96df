import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, test } from 'vitest';
import { writeBenchModel } from '../../../bench/bench-model.ts';
import { miniatureShape } from '../../../bench/encoder.ts';
import { temporaryDirectory } from '../../../tests/helpers/temporary.ts';
import { extendModel } from './extended-model.ts';
import {
	bytesField,
	bytesSource,
	integerField,
	joined,
	messageField,
	textField,
	varint
} from './protobuf.ts';
import { tailInputs } from './graph-tail.ts';
import { signedProductsAreExact } from './signed-products.ts';
import { signedWeights } from './signed-weights.ts';

/** Where they are not, unsigned weights stay. */
const exact = await signedProductsAreExact();
const inner = 8;
const columns = 3;
const weights = Uint8Array.from({ length: inner * columns }, (_, index) => (index * 53) % 256);

/** x [2, inner] · weights − zero point, as a model with the zero point in `int32_data`; `extra` joins the graph. */
const productModel = (zeroPoint: number, extra: Uint8Array[] = []) =>
	joined([
		integerField(1, 7),
		messageField(7, [
			messageField(1, [
				...['x', 'w', 'x_zero', 'w_zero'].map((name) => textField(1, name)),
				textField(2, 'y'),
				textField(4, 'MatMulInteger')
			]),
			textField(2, 'products'),
			messageField(5, [
				integerField(1, inner),
				integerField(1, columns),
				integerField(2, 2),
				textField(8, 'w'),
				bytesField(9, weights)
			]),
			messageField(5, [integerField(2, 2), textField(8, 'x_zero'), bytesField(9, Uint8Array.of(7))]),
			messageField(5, [integerField(2, 2), bytesField(5, varint(zeroPoint)), textField(8, 'w_zero')]),
			value(11, 'x', 2, [2, inner]),
			value(12, 'y', 6, [2, columns]),
			...extra
		]),
		messageField(8, [textField(1, ''), integerField(2, 13)])
	]);

const value = (number: number, name: string, type: number, dims: number[]) => {
	const shape = dims.map((dim) => messageField(1, [integerField(1, dim)]));
	const tensor = messageField(1, [integerField(1, type), messageField(2, shape)]);
	return messageField(number, [textField(1, name), messageField(2, [tensor])]);
};

function changed(model: Uint8Array): Uint8Array {
	const changes = signedWeights(bytesSource(model));
	if (!changes) throw new Error('nothing to change');
	const bytes = model.slice();
	for (const { from, to } of changes.turned) for (let at = from; at < to; at++) bytes[at]! ^= 0x80;
	for (const { at, bytes: others } of changes.replaced) bytes.set(others, at);
	return bytes;
}

async function productsOf(model: Uint8Array): Promise<number[]> {
	const session = await InferenceSession.create(model, { logSeverityLevel: 3 });
	const x = Uint8Array.from({ length: 2 * inner }, (_, index) => (index * 91) % 256);
	const { y } = await session.run({ x: new Tensor('uint8', x, [2, inner]) });
	await session.release();
	return [...(y?.data as Int32Array)];
}

describe('signed weights', () => {
	test.runIf(exact)('give the same whole numbers, wherever the zero point lies', async () => {
		for (const zeroPoint of [0, 1, 127, 128, 131, 255]) {
			const model = productModel(zeroPoint);
			expect(await productsOf(changed(model))).toEqual(await productsOf(model));
		}
	});

	test.runIf(exact)('give the same logits, to the last bit', async () => {
		const path = join(await temporaryDirectory(), 'model.onnx');
		writeBenchModel(path, { shape: miniatureShape, precision: 'int8', style: 'sherpa' });
		const frames = 20;
		const features = Float32Array.from({ length: frames * 560 }, (_, index) => Math.sin(index));
		const integer = (number: number) => new Tensor('int32', Int32Array.of(number), [1]);
		const feeds = {
			x: new Tensor('float32', features, [1, frames, 560]),
			x_length: integer(frames),
			language: integer(0),
			text_norm: integer(14),
			[tailInputs.topCount]: new Tensor('int64', BigInt64Array.of(0n), [1]),
			[tailInputs.asked]: new Tensor('int64', new BigInt64Array(0), [0])
		};
		const logitsOf = async (model: Uint8Array) => {
			const session = await InferenceSession.create(model, { logSeverityLevel: 3 });
			const { logits } = await session.run(feeds);
			return logits?.data as Float32Array;
		};
		const asItIs = readFileSync(path);
		const extended = extendModel(path, { logits: 'logits', opset: 13, signed: true }) as Uint8Array;
		expect(Buffer.compare(asItIs, extended.subarray(0, asItIs.length))).not.toBe(0);
		expect(await logitsOf(extended)).toEqual(await logitsOf(asItIs));
	});

	test('are left as they are when one of them is used in another way too', () => {
		const gather = messageField(1, [
			textField(1, 'w'),
			textField(1, 'x'),
			textField(2, 'z'),
			textField(4, 'Gather')
		]);
		expect(signedWeights(bytesSource(productModel(128, [gather])))).toBeUndefined();
		expect(
			signedWeights(bytesSource(productModel(128, [value(11, 'w', 2, [inner, columns])])))
		).toBeUndefined();
	});

	test('are left as they are when a node holds a graph that may use them', () => {
		const branch = messageField(5, [textField(1, 'then_branch'), messageField(6, [textField(2, 'inside')])]);
		const choice = messageField(1, [textField(1, 'c'), textField(2, 'z'), textField(4, 'If'), branch]);
		expect(signedWeights(bytesSource(productModel(128, [choice])))).toBeUndefined();
	});
});
