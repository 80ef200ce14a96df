import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeBenchModel } from '../../../bench/bench-model.ts';
import { miniatureShape } from '../../../bench/encoder.ts';
import {
	createNoise,
	fixturePath,
	nanoDirectory,
	sampleLecturePath,
	samplesOf,
	samplesOfFixture,
	samplesOfWav,
	segmentsOfSamples,
	wavFixtures
} from '../../../tests/helpers/sound.ts';
import { temporaryDirectory } from '../../../tests/helpers/temporary.ts';
import { wordErrorRate } from '../../../tests/helpers/wer.ts';
import { featureSize } from './lfr.ts';
import { SenseVoice, type Speech } from './sense-voice.ts';
import type { EncoderInput } from './session.ts';

let nano: SenseVoice;
beforeAll(async () => {
	nano = await SenseVoice.load(nanoDirectory);
});
afterAll(() => nano.release());

const speechOfFixture = (name: string): Promise<Speech[]> => speechOf(samplesOfFixture(name));

async function speechOf(samples: Int16Array): Promise<Speech[]> {
	const segments = await segmentsOfSamples(samples);
	return segments.map(({ startSample, endSample }) => ({
		samples: samples.slice(startSample, endSample),
		language: 'auto'
	}));
}

/** The largest logit of each frame, the first among equals, of one run of the untouched model. */
async function plainIds(session: InferenceSession, input: EncoderInput): Promise<number[]> {
	const frames = input.features.length / featureSize;
	const integer = (value: number) => new Tensor('int32', Int32Array.of(value), [1]);
	const { logits } = await session.run({
		x: new Tensor('float32', input.features, [1, frames, featureSize]),
		x_length: integer(frames),
		language: integer(input.languageRow),
		text_norm: integer(input.textNormRow)
	});
	const [, rows, size] = logits?.dims as [number, number, number];
	const data = logits?.data as Float32Array;
	return Array.from({ length: rows }, (_, row) => {
		const frame = data.subarray(row * size, (row + 1) * size);
		return frame.indexOf(Math.max(...frame));
	});
}

describe('on the model that ships', () => {
	test.each(wavFixtures)(
		'every frame of %s gets the piece that a plain run with logits gives it',
		async (name) => {
			const session = await InferenceSession.create(nano.model.modelPath, { intraOpNumThreads: 1 });
			const inputs = (await speechOfFixture(name)).map((speech) => nano.prepare(speech));
			expect(inputs.length).toBeGreaterThan(0);
			for (const input of inputs) {
				const [choice] = await nano.session.run([input]);
				expect([...(choice?.ids ?? [])]).toEqual(await plainIds(session, input));
			}
		}
	);

	const rates = JSON.parse(readFileSync(join(nanoDirectory, 'wer.json'), 'utf8')) as Record<string, number>;
	test.each([
		['photosynthesis.heart.wav', sampleLecturePath, 'photosynthesis.txt'],
		['photosynthesis.slt.wav', fixturePath('photosynthesis.slt.wav'), 'photosynthesis.txt'],
		['sorting.espeak.wav', fixturePath('sorting.espeak.wav'), 'sorting.txt']
	])('the word error rate of %s is at most 3 points above its card', async (name, path, said) => {
		const texts: string[] = [];
		for (const { samples } of await speechOf(samplesOfWav(path)))
			texts.push((await nano.recognise(samples, 'en')).text);
		const rate = wordErrorRate(readFileSync(fixturePath(said), 'utf8'), texts.join(' '));
		expect(rate).toBeLessThanOrEqual((rates[name] as number) + 3);
	});

	test('tokens joined are the text; their times follow each other inside the sound', async () => {
		for (const { samples, language } of await speechOfFixture('jfk.wav')) {
			const { text, tokens, confidence } = await nano.recognise(samples, language);
			expect(tokens.map((token) => token.text).join('')).toBe(text);
			expect(confidence).toBeGreaterThan(0);
			expect(confidence).toBeLessThanOrEqual(1);
			let before = 0;
			for (const { startMs, endMs } of tokens) {
				expect(startMs).toBeGreaterThanOrEqual(before);
				expect(endMs).toBeGreaterThanOrEqual(startMs);
				before = endMs;
			}
			expect(before).toBeLessThanOrEqual(samples.length / 16);
		}
	});

	const noise = createNoise();
	test.each([
		['no samples', new Int16Array(0)],
		['25 ms less one sample', new Int16Array(399)],
		['25 ms', new Int16Array(400)],
		['a second of zeros', new Int16Array(16_000)],
		['20 s of zeros', new Int16Array(320_000)],
		['faint noise', samplesOf(5, () => 0.001 * noise())],
		['loud noise', samplesOf(5, () => 0.2 * noise())]
	])('%s gives no text', async (_, samples) => {
		const { text, tokens, confidence } = await nano.recognise(samples, 'auto');
		expect({ text, tokens, confidence }).toEqual({ text: '', tokens: [], confidence: 0 });
	});

	test('the chosen language reaches the model as its row', () => {
		const rows = (['auto', 'zh', 'en', 'yue', 'ja', 'ko'] as const).map(
			(language) => nano.prepare({ samples: new Int16Array(400), language }).languageRow
		);
		expect(rows).toEqual([0, 3, 4, 7, 11, 12]);
		expect(nano.prepare({ samples: new Int16Array(400), language: 'en' }).textNormRow).toBe(14);
	});

	test('a batch answers in order and leaves silence empty', async () => {
		const [first, second] = (await speechOfFixture('photosynthesis.slt.wav')) as [Speech, Speech];
		const batch = await nano.recogniseBatch([
			first,
			{ samples: new Int16Array(100), language: 'auto' },
			second
		]);
		const alone = [await nano.recognise(first.samples, 'auto'), await nano.recognise(second.samples, 'auto')];
		// In int8 one activation scale spans the whole batch, so the texts are alike rather than equal.
		expect(wordErrorRate(alone[0]?.text ?? '', batch[0]?.text ?? '')).toBeLessThan(35);
		expect(batch[1]?.text).toBe('');
		expect(wordErrorRate(alone[1]?.text ?? '', batch[2]?.text ?? '')).toBeLessThan(35);
	});
});

describe('on a miniature in floating point', () => {
	test('segments of several lengths give in one padded run the pieces that each gives alone', async () => {
		const directory = await temporaryDirectory();
		writeBenchModel(join(directory, 'model.onnx'), {
			shape: miniatureShape,
			precision: 'fp32',
			style: 'sherpa'
		});
		const model = await SenseVoice.load(directory);
		const samples = samplesOfFixture('photosynthesis.slt.wav');
		const inputs = [400, 8_000, 160_000, 40_000].map((length, index) =>
			model.prepare({ samples: samples.subarray(16_000 * index, 16_000 * index + length), language: 'en' })
		);
		const together = await model.session.run(inputs);
		for (const [index, input] of inputs.entries()) {
			const [alone] = await model.session.run([input]);
			expect([...(together[index]?.ids ?? [])]).toEqual([...(alone?.ids ?? [])]);
			expect(alone?.ids.length).toBe(input.features.length / featureSize + 4);
			alone?.probabilities.forEach((probability, frame) => {
				expect(together[index]?.probabilities[frame]).toBeCloseTo(probability, 4);
			});
		}
		await model.release();
	});

	test('both export styles load, and the same weights give the same pieces', async () => {
		const directory = await temporaryDirectory();
		const styles = ['sherpa', 'funasr'] as const;
		const [sherpa, funasr] = await Promise.all(
			styles.map((style) => {
				const file = style === 'sherpa' ? 'model.onnx' : 'model_quant.onnx';
				const precision = 'fp32';
				writeBenchModel(join(directory, style, file), { shape: miniatureShape, precision, style });
				return SenseVoice.load(join(directory, style));
			})
		);
		const speech: Speech = { samples: samplesOfFixture('jfk.wav'), language: 'zh' };
		const run = async (model: SenseVoice | undefined) =>
			model ? (await model.session.run([model.prepare(speech)]))[0]?.ids : undefined;
		expect(await run(funasr)).toEqual(await run(sherpa));
		expect(funasr?.model.vocabulary).toEqual(sherpa?.model.vocabulary);
	});
});
