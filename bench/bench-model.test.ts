import { statSync } from 'node:fs';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, test } from 'vitest';
import { temporaryDirectory } from '../tests/helpers/temporary.ts';
import { writeBenchModel } from './bench-model.ts';
import { encoderGraph, miniatureShape, smallModelShape } from './encoder.ts';
import { median } from './measure.ts';
import { byteLengthOf } from './onnx-writer.ts';

describe('a made model', () => {
	test('in full size has the parameters of SenseVoice-Small', () => {
		const { tensors } = encoderGraph(smallModelShape, 'fp32', 'sherpa');
		const weights = tensors.filter((tensor) => tensor.name.startsWith('w'));
		const parameters = weights.reduce((sum, tensor) => sum + byteLengthOf(tensor) / 4, 0);
		expect(parameters).toBe(233_999_167);
	});

	test('in int8 weighs as much as the real one, within 2 %', () => {
		const { tensors } = encoderGraph(smallModelShape, 'int8', 'sherpa');
		const bytes = tensors.reduce((sum, tensor) => sum + byteLengthOf(tensor), 0);
		expect(Math.abs(bytes / 239_233_841 - 1)).toBeLessThan(0.02);
	});

	test.each(['int8', 'fp32', 'fp16'] as const)(
		'in %s runs: logits for the frames and the four in front',
		async (precision) => {
			const path = join(await temporaryDirectory(), 'model.onnx');
			writeBenchModel(path, { shape: miniatureShape, precision, style: 'sherpa' });
			expect(statSync(path).size).toBeGreaterThan(100_000);
			const session = await InferenceSession.create(path, { intraOpNumThreads: 1 });
			const feeds = (frames: number, longest: number) => ({
				x: new Tensor('float32', new Float32Array(2 * frames * 560), [2, frames, 560]),
				x_length: new Tensor('int32', Int32Array.of(longest, 3), [2]),
				language: new Tensor('int32', Int32Array.of(0, 4), [2]),
				text_norm: new Tensor('int32', Int32Array.of(14, 14), [2])
			});
			const { logits } = await session.run(feeds(10, 10));
			expect(logits?.dims).toEqual([2, 14, 300]);
			expect((logits?.data as Float32Array).every(Number.isFinite)).toBe(true);
			await expect(session.run(feeds(10, 9)), 'the mask is as wide as the longest item').rejects.toThrow();
			await session.release();
		}
	);
});

test('the median of an even count lies between the two in the middle', () => {
	expect(median([4, 1, 3, 2])).toBe(2.5);
	expect(median([5, 1, 3])).toBe(3);
});
