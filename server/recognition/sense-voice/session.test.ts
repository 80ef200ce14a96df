import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { writeBenchModel } from '../../../bench/bench-model.ts';
import { miniatureShape, type ExportStyle } from '../../../bench/encoder.ts';
import type { Precision } from '../../../bench/graph-builder.ts';
import { nanoDirectory, samplesOfFixture } from '../../../tests/helpers/sound.ts';
import { temporaryDirectory } from '../../../tests/helpers/temporary.ts';
import { differingShare } from '../../devices/verdict.ts';
import { bucketOf, planBatches, roomIn } from '../batches.ts';
import { SenseVoice } from './sense-voice.ts';
import type { EncoderInput, Session } from './session.ts';

/** Thirty seconds in sixteen rows take their time on a busy machine. */
vi.setConfig({ testTimeout: 120_000 });

let sound: Int16Array;
beforeAll(() => {
	sound = samplesOfFixture('photosynthesis.slt.wav');
});

/** Begin and length in samples: from 25 ms to 30 s, mostly short, as segments are. */
const stretch = fc
	.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }))
	.map(([begin, length]) => {
		const samples = Math.round(400 + (480_000 - 400) * length ** 2);
		return { from: Math.round(begin * 500_000), samples };
	});
const stretches = fc.array(stretch, { minLength: 1, maxLength: 9 });

async function miniature(
	style: ExportStyle,
	fixedShapes: boolean,
	precision: Precision = 'fp32'
): Promise<SenseVoice> {
	const directory = await temporaryDirectory();
	const file = style === 'sherpa' ? 'model.onnx' : 'model_quant.onnx';
	writeBenchModel(join(directory, file), { shape: miniatureShape, precision, style });
	return SenseVoice.load(directory, { fixedShapes });
}

const inputsOf = (model: SenseVoice, chosen: readonly { from: number; samples: number }[]) =>
	chosen.map(({ from, samples }) =>
		model.prepare({ samples: sound.subarray(from, from + samples), language: 'auto' })
	);

async function alone(session: Session, inputs: readonly EncoderInput[]): Promise<Int32Array[]> {
	const ids: Int32Array[] = [];
	for (const input of inputs) ids.push((await session.run([input]))[0]!.ids);
	return ids;
}

/** As a child does it: by bucket, in batches. */
async function planned(session: Session, inputs: readonly EncoderInput[]): Promise<Int32Array[]> {
	const waiting = inputs.map((input) => ({
		input,
		frames: input.features.length / 560,
		priority: 'final' as const
	}));
	const ids = new Map<EncoderInput, Int32Array>();
	for (const { items } of planBatches(waiting)) {
		const choices = await session.run(items.map(({ input }) => input));
		items.forEach(({ input }, index) => ids.set(input, choices[index]!.ids));
	}
	return inputs.map((input) => ids.get(input)!);
}

describe.each(['sherpa', 'funasr'] as const)('an export of %s in 32 bit gives the same pieces', (style) => {
	test('alone, padded to a bucket, in batches of one bucket, and in any padded batch', async () => {
		const free = await miniature(style, false);
		const fixed = await miniature(style, true);
		await fc.assert(
			fc.asyncProperty(stretches, async (chosen) => {
				const inputs = inputsOf(free, chosen);
				const single = await alone(free.session, inputs);
				expect(await alone(fixed.session, inputs)).toEqual(single);
				expect(await planned(fixed.session, inputs)).toEqual(single);
				const together = (await free.session.run(inputs)).map(({ ids }) => ids);
				expect(together).toEqual(single);
			}),
			{ numRuns: 6, seed: 1 }
		);
		await Promise.all([free.release(), fixed.release()]);
	});
});

test('every shape runs once to warm up, and a full batch of the shortest and the longest bucket fits', async () => {
	const model = await miniature('sherpa', true);
	await model.session.warmUp();
	for (const seconds of [3, 30]) {
		const [input] = inputsOf(model, [{ from: 0, samples: seconds * 16_000 }]) as [EncoderInput];
		const count = roomIn(bucketOf(input.features.length / 560));
		expect(await model.session.run(Array.from({ length: count }, () => input))).toHaveLength(count);
	}
	await model.release();
});

test('in 16 bit nearly every frame gets the piece that it gets in 32', async () => {
	const [full, half] = await Promise.all([miniature('sherpa', false), miniature('sherpa', false, 'fp16')]);
	const inputs = inputsOf(full, [
		{ from: 0, samples: 112_000 },
		{ from: 112_000, samples: 48_000 }
	]);
	const differing = differingShare(await alone(half.session, inputs), await alone(full.session, inputs));
	expect(differing).toBeLessThan(0.02);
	await Promise.all([full.release(), half.release()]);
});

test('in 8 bit a batch changes pieces, since one scale spans it: 1.1 % of the frames padded, 1.3 % in batches', async () => {
	const free = await SenseVoice.load(nanoDirectory, { fixedShapes: false });
	const fixed = await SenseVoice.load(nanoDirectory, { fixedShapes: true });
	const chosen = [3, 3.5, 5, 7, 12, 18].map((seconds, at) => ({
		from: at * 60_000,
		samples: seconds * 16_000
	}));
	const inputs = inputsOf(free, chosen);
	const single = await alone(free.session, inputs);
	const padded = differingShare(await alone(fixed.session, inputs), single);
	const batched = differingShare(await planned(fixed.session, inputs), single);
	expect(padded).toBeLessThan(0.04);
	expect(batched).toBeLessThan(0.04);
	await Promise.all([free.release(), fixed.release()]);
});
