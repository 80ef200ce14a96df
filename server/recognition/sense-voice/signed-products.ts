import { InferenceSession, Tensor } from 'onnxruntime-node';
import { bytesField, integerField, joined, messageField, textField, type Written } from './protobuf.ts';

const rows = 4;
const inner = 64;
const columns = 32;
const elementType = { uint8: 2, int8: 3, int32: 6 } as const;

let answer: Promise<boolean> | undefined;

/**
 * Whether this machine multiplies unsigned by signed bytes without losing anything. Processors before AVX-VNNI add
 * two products in 16 bits and cut what does not fit; asked once with the largest bytes there are.
 */
export const signedProductsAreExact = (): Promise<boolean> => (answer ??= ask());

async function ask(): Promise<boolean> {
	const weights = Int8Array.from({ length: inner * columns }, (_, index) =>
		index % columns < 16 ? 127 : -128
	);
	const session = await InferenceSession.create(productModel(weights), { logSeverityLevel: 3 });
	const left = new Tensor('uint8', new Uint8Array(rows * inner).fill(255), [rows, inner]);
	const { y } = await session.run({ x: left });
	await session.release();
	return (y?.data as Int32Array).every(
		(value, index) => value === 255 * inner * (index % columns < 16 ? 127 : -128)
	);
}

/** ModelProto: x uint8 [rows, inner] · int8 weights [inner, columns] → y int32. */
function productModel(weights: Int8Array): Uint8Array {
	const zero = (name: string, type: number) => tensor(name, type, [], Uint8Array.of(0));
	return joined([
		integerField(1, 7),
		messageField(7, [
			messageField(1, [
				...['x', 'w', 'x_zero', 'w_zero'].map((name) => textField(1, name)),
				textField(2, 'y'),
				textField(4, 'MatMulInteger')
			]),
			textField(2, 'products'),
			tensor('w', elementType.int8, [inner, columns], new Uint8Array(weights.buffer)),
			zero('x_zero', elementType.uint8),
			zero('w_zero', elementType.int8),
			value(11, 'x', elementType.uint8, [rows, inner]),
			value(12, 'y', elementType.int32, [rows, columns])
		]),
		messageField(8, [textField(1, ''), integerField(2, 13)])
	]);
}

const tensor = (name: string, type: number, dims: number[], raw: Uint8Array): Written =>
	messageField(5, [
		...dims.map((dim) => integerField(1, dim)),
		integerField(2, type),
		textField(8, name),
		bytesField(9, raw)
	]);

const value = (number: number, name: string, type: number, dims: number[]): Written => {
	const shape = messageField(
		2,
		dims.map((dim) => messageField(1, [integerField(1, dim)]))
	);
	return messageField(number, [
		textField(1, name),
		messageField(2, [messageField(1, [integerField(1, type), shape])])
	]);
};
