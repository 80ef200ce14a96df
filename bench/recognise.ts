import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { sampleRate, samplesToMs } from '#lib/protocol/index.ts';
import { deviceProblemInWords } from '../server/devices/words.ts';
import { allocatorSettings } from '../server/recognition/child-process.ts';
import { devices, type Device } from '../server/recognition/device.ts';
import { ModelError } from '../server/recognition/sense-voice/errors.ts';
import { featureSize } from '../server/recognition/sense-voice/lfr.ts';
import { SenseVoice } from '../server/recognition/sense-voice/sense-voice.ts';
import { chooseModel } from '../server/transcribe/model-choice.ts';
import { measureBatches } from './batched.ts';
import { firstSamples } from './first-samples.ts';
import { median, timed } from './measure.ts';

const usage = `Usage: npm run bench:recognise -- --model PATH --audio FILE [options]

Recognises the beginning of a WAV file as one segment, and lets the untouched model run on the same features.

  --seconds N   length of the segment, at most 30; 20 unless given
  --threads N   1 unless given
  --runs N      5 unless given; medians are reported
  --device D    ${devices.join(', ')}; cpu unless given. It is probed first, and not measured where it is not correct.
  --batch N     segments that are recognised together, of the same length; 1 unless given
  --json        one JSON object instead of lines

rtf          time per second of sound, samples to text
pipelineMs   samples to text
inferenceMs  session.run of the model as it is on disk, on prepared features, logits fetched
overheadPct  median of pipeline over inference, run by run
rssMB        resident memory with the product's session alone

With a batch, or another device than the processor, instead of the plain run:

batchMs           samples to text for all segments; rtf counts the sound of all
alternatingRatio  long, short, long, short over long, long, short, short: what it costs to change the length
warmUpMs          every shape once, at the start
`;

type Report = { rtf: number; pipelineMs: number; inferenceMs: number; overheadPct: number; rssMB: number };

async function measure(model: string, samples: Int16Array, threads: number, runs: number): Promise<Report> {
	const senseVoice = await SenseVoice.load(model, { threads });
	const pipeline = () => senseVoice.recognise(samples, 'auto');
	for (let warmUp = 0; warmUp < 3; warmUp++) await pipeline();
	const rssMB = process.memoryUsage.rss() / 1e6;
	const inference = await plainRun(senseVoice, samples, threads);
	await inference();
	const pairs: { pipelineMs: number; inferenceMs: number }[] = [];
	for (let run = 0; run < runs; run++) {
		const inferenceFirst = run % 2 === 0 ? await timed(inference) : undefined;
		const pipelineMs = await timed(pipeline);
		pairs.push({ pipelineMs, inferenceMs: inferenceFirst ?? (await timed(inference)) });
	}
	const pipelineMs = median(pairs.map((pair) => pair.pipelineMs));
	return {
		rtf: pipelineMs / samplesToMs(samples.length),
		pipelineMs,
		inferenceMs: median(pairs.map((pair) => pair.inferenceMs)),
		overheadPct: median(pairs.map((pair) => (pair.pipelineMs / pair.inferenceMs - 1) * 100)),
		rssMB
	};
}

/** One run of the model without the product's additions, on features made beforehand. */
async function plainRun(senseVoice: SenseVoice, samples: Int16Array, threads: number) {
	const { model } = senseVoice;
	const session = await InferenceSession.create(model.modelPath, {
		intraOpNumThreads: threads,
		interOpNumThreads: 1,
		extra: { session: { intra_op: { allow_spinning: '0' } } }
	});
	const { features, languageRow, textNormRow } = senseVoice.prepare({ samples, language: 'auto' });
	const frames = features.length / featureSize;
	const integer = (value: number) => new Tensor('int32', Int32Array.of(value), [1]);
	const feeds = {
		[model.tensors.features]: new Tensor('float32', features, [1, frames, featureSize]),
		[model.tensors.lengths]: integer(frames),
		[model.tensors.language]: integer(languageRow),
		[model.tensors.textNorm]: integer(textNormRow)
	};
	return () => session.run(feeds, [model.tensors.logits]);
}

const { values } = parseArgs({
	options: {
		model: { type: 'string' },
		audio: { type: 'string' },
		seconds: { type: 'string', default: '20' },
		threads: { type: 'string', default: '1' },
		runs: { type: 'string', default: '5' },
		device: { type: 'string', default: 'cpu' },
		batch: { type: 'string', default: '1' },
		json: { type: 'boolean', default: false }
	}
});

type Values = Required<typeof values> & { device: Device };

async function report({ model, audio, seconds, threads, runs, device, batch, json }: Values): Promise<void> {
	const samples = await firstSamples(audio, Math.min(30, Number(seconds)) * sampleRate);
	const { file, refused } = await chooseModel({ model, device });
	if (refused?.kind === 'fails')
		throw new ModelError('device-failed', deviceProblemInWords(device, refused.problem));
	const counts = { batch: Number(batch), threads: Number(threads), runs: Number(runs) };
	const figures =
		device === 'cpu' && counts.batch === 1
			? await measure(model, samples, counts.threads, counts.runs)
			: await measureBatches(samples, { modelPath: file.path, device, ...counts });
	const rounded = Object.entries(figures).map(([key, value]) => [key, Number(value.toPrecision(4))] as const);
	process.stdout.write(
		json
			? `${JSON.stringify(Object.fromEntries(rounded))}\n`
			: rounded.map(([key, value]) => `${key.padEnd(16)} ${value}\n`).join('')
	);
}

const { model, audio, batch } = values;
const device = devices.find((name) => name === values.device);
const asChild = Object.keys(allocatorSettings).every((name) => name in process.env);

if (model === undefined || audio === undefined || device === undefined || !/^[1-9]\d*$/.test(batch)) {
	process.stderr.write(usage);
	process.exitCode = 2;
} else if (asChild) {
	await report({ ...values, model, audio, device }).catch((error: unknown) => {
		if (!(error instanceof ModelError)) throw error;
		process.stderr.write(`${error.message}\n`);
		process.exitCode = 1;
	});
} else {
	// The allocator reads its settings when a process starts, and the product's children have them.
	const env = { ...allocatorSettings, ...process.env };
	process.exitCode =
		spawnSync(process.execPath, process.argv.slice(1), { env, stdio: 'inherit' }).status ?? 1;
}
