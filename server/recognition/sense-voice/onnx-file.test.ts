import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nanoDirectory } from '../../../tests/helpers/sound.ts';
import { graphTail } from './graph-tail.ts';
import { withFileBytes } from './model-file.ts';
import { readModelOutline } from './onnx-file.ts';
import { bytesSource, fieldsOf, integerField, joined, ProtobufError, textField, varint } from './protobuf.ts';

const modelPath = join(nanoDirectory, 'model.int8.onnx');
const pieces = readFileSync(join(nanoDirectory, 'tokens.txt'), 'utf8').trimEnd().split('\n').length;
const model = new Uint8Array(readFileSync(modelPath));

describe('the outline of a model', () => {
	test('names inputs, outputs and metadata without loading the weights', () => {
		const outline = withFileBytes(modelPath, readModelOutline);
		expect(outline.inputs).toEqual([
			{ name: 'x', shape: ['N', 'T', 560] },
			{ name: 'x_length', shape: ['N'] },
			{ name: 'language', shape: ['N'] },
			{ name: 'text_norm', shape: ['N'] }
		]);
		expect(outline.outputs).toEqual([{ name: 'logits', shape: ['N', 'T', pieces] }]);
		expect(outline.metadata.get('lfr_window_size')).toBe('7');
	});

	test('is the same from a file and from memory', () => {
		expect(readModelOutline(bytesSource(model))).toEqual(withFileBytes(modelPath, readModelOutline));
	});

	test('gains the inputs and outputs of an appended tail', () => {
		const outline = readModelOutline(
			bytesSource(joined([model, graphTail({ logits: 'logits', opset: 13 })]))
		);
		expect(outline.inputs.map((input) => input.name).slice(-2)).toEqual(['top_count', 'asked']);
		const outputs = outline.outputs.map((output) => output.name);
		expect(outputs.slice(0, 3)).toEqual(['logits', 'ids', 'probabilities']);
		expect(outputs.slice(3)).toEqual(['top_ids', 'top_scores', 'asked_scores']);
	});

	test('a model that was cut short anywhere inside its graph is refused', () => {
		fc.assert(
			fc.property(fc.integer({ min: 100, max: model.length - 60_000 }), (length) => {
				expect(() => readModelOutline(bytesSource(model.subarray(0, length)))).toThrow(ProtobufError);
			})
		);
	});

	test('any bytes give an outline or a ProtobufError, and an end', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
				try {
					readModelOutline(bytesSource(bytes));
				} catch (error) {
					expect(error).toBeInstanceOf(ProtobufError);
				}
			})
		);
	});
});

describe('protobuf', () => {
	test('what was written is read', () => {
		fc.assert(
			fc.property(fc.maxSafeNat(), fc.string(), fc.integer({ min: 1, max: 1_000 }), (value, text, number) => {
				const bytes = joined([integerField(number, value), textField(number, text)]);
				const [first, second] = [...fieldsOf(bytesSource(bytes))];
				expect(first).toMatchObject({ number, wire: 0, value });
				expect(new TextDecoder().decode(bytes.subarray(second?.start, second?.end))).toBe(text);
			})
		);
	});

	test('-1 takes ten bytes, as the format wants it', () => {
		expect([...integerField(3, -1)]).toEqual([24, ...Array<number>(9).fill(255), 1]);
	});

	test('300 is the example of the format', () => {
		expect([...varint(300)]).toEqual([0xac, 0x02]);
	});
});
