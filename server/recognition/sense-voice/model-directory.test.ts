import { cpSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeBenchModel } from '../../../bench/bench-model.ts';
import { miniatureShape } from '../../../bench/encoder.ts';
import { nodeOf, writeModel } from '../../../bench/onnx-writer.ts';
import { nanoDirectory } from '../../../tests/helpers/sound.ts';
import { temporaryDirectory } from '../../../tests/helpers/temporary.ts';
import type { ModelErrorCode } from './errors.ts';
import { describeModel } from './model-directory.ts';
import { SenseVoice } from './sense-voice.ts';

async function copyOfNano(): Promise<{ directory: string; model: string; tokens: string }> {
	const directory = join(await temporaryDirectory(), 'model');
	cpSync(nanoDirectory, directory, { recursive: true });
	return { directory, model: join(directory, 'model.int8.onnx'), tokens: join(directory, 'tokens.txt') };
}

/** Pieces that the model that ships has, by its own list. */
const pieces = readFileSync(join(nanoDirectory, 'tokens.txt'), 'utf8').trimEnd().split('\n').length;

const refusal = (code: ModelErrorCode, message: RegExp) =>
	expect.objectContaining({ name: 'ModelError', code, message: expect.stringMatching(message) as string });

describe('a model directory', () => {
	test('a sherpa-onnx export: constants from its metadata', () => {
		const { name, rows, vocabulary, tensors } = describeModel(nanoDirectory);
		expect(name).toBe('sensevoice-nano');
		expect(rows).toEqual({ auto: 0, zh: 3, en: 4, yue: 7, ja: 11, ko: 12, withItn: 14 });
		expect(vocabulary.length).toBe(pieces);
		expect(tensors.logits).toBe('logits');
	});

	test('a FunASR export: constants from am.mvn and the training', async () => {
		const directory = await temporaryDirectory();
		const path = join(directory, 'model_quant.onnx');
		writeBenchModel(path, { shape: miniatureShape, precision: 'int8', style: 'funasr' });
		const { rows, cmvn, tensors } = describeModel(directory);
		expect(rows).toEqual({ auto: 0, zh: 3, en: 4, yue: 7, ja: 11, ko: 12, withItn: 14 });
		expect(cmvn.negMean[0]).toBeCloseTo(-13.58, 5);
		expect(tensors).toMatchObject({ features: 'speech', textNorm: 'textnorm', logits: 'ctc_logits' });
	});

	test('may be given as its .onnx file', () => {
		expect(describeModel(join(nanoDirectory, 'model.int8.onnx')).name).toBe('sensevoice-nano');
	});
});

describe('a model that cannot be used says what to do', () => {
	test('no such directory', () => {
		expect(() => describeModel('/nowhere/at/all')).toThrow(refusal('model-missing', /Give an existing/));
	});

	test('a directory without a model', async () => {
		const directory = await temporaryDirectory();
		expect(() => describeModel(directory)).toThrow(refusal('not-a-model-directory', /holds no model/));
	});

	test('no tokens', async () => {
		const { directory, tokens } = await copyOfNano();
		rmSync(tokens);
		expect(() => describeModel(directory)).toThrow(refusal('tokens-missing', /tokens.txt/));
	});

	test('the tokens of another model', async () => {
		const { directory, tokens } = await copyOfNano();
		writeFileSync(tokens, readFileSync(tokens, 'utf8') + `more ${pieces}\n`);
		expect(() => describeModel(directory)).toThrow(
			refusal('tokens-do-not-fit', new RegExp(`${pieces} pieces.*lists ${pieces + 1}`))
		);
	});

	test.each([0, 5, 1_000, 1_000_000, 2_200_000])('a model cut short to %i bytes', async (length) => {
		const { directory, model } = await copyOfNano();
		truncateSync(model, length);
		expect(() => describeModel(directory)).toThrow(refusal('model-broken', /fetch the model again/));
	});

	test('a model with damage inside', async () => {
		const { directory, model } = await copyOfNano();
		const bytes = readFileSync(model);
		const at = bytes.indexOf('MatMulInteger');
		bytes.write('NoSuchOperato', at);
		writeFileSync(model, bytes);
		await expect(SenseVoice.load(directory)).rejects.toEqual(refusal('model-broken', /cannot be loaded/));
	});

	test('a text file under the name of a model', async () => {
		const { directory, model } = await copyOfNano();
		writeFileSync(model, '<!doctype html><title>Not found</title>');
		expect(() => describeModel(directory)).toThrow(refusal('model-broken', /Delete it/));
	});

	test('some other network', async () => {
		const directory = await temporaryDirectory();
		mkdirSync(directory, { recursive: true });
		const outline = (name: string) => ({ name, type: 'float' as const, dims: ['N'] });
		const nodes = [nodeOf('Identity', ['sound'], ['words'])];
		const graph = { nodes, tensors: [], inputs: [outline('sound')], outputs: [outline('words')] };
		writeModel(join(directory, 'model.onnx'), graph, {});
		expect(() => describeModel(directory)).toThrow(refusal('wrong-inputs', /it takes sound/));
	});

	test('no normalisation', async () => {
		const directory = await temporaryDirectory();
		const path = join(directory, 'model.onnx');
		writeBenchModel(path, { shape: miniatureShape, precision: 'fp32', style: 'funasr' });
		rmSync(join(directory, 'am.mvn'));
		expect(() => describeModel(directory)).toThrow(refusal('cmvn-missing', /am\.mvn/));
	});
});
