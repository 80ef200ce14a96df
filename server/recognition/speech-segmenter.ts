import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import * as ort from 'onnxruntime-node';
import type { Mark } from '#lib/protocol/index.ts';
import { createSegmenter, type SegmenterOptions } from '#lib/protocol/segmenter.ts';

/** What of vad-web's model is used here; its own types are bound to the browser's runtime. */
export type Detector = {
	process(frame: Float32Array): Promise<{ isSpeech: number }>;
	release(): Promise<void>;
};
type DetectorModule = {
	Silero: { new: (runtime: unknown, fetchModel: () => Promise<ArrayBuffer>) => Promise<Detector> };
};
type LoggingModule = { log: { debug: (message: unknown) => void } };

const frameSamples = 512;
const require = createRequire(import.meta.url);

/** Finds speech in a take, with the detector and the rules that the browser uses too. */
export type SpeechSegmenter = {
	/** Takes the next samples of the take and answers with the marks that they cause. */
	push(samples: Int16Array): Promise<Mark[]>;
	/** Ends the take and frees the detector. */
	finish(): Promise<Mark[]>;
};

/** Begins a take. */
export async function createSpeechSegmenter(
	options: Partial<SegmenterOptions> = {}
): Promise<SpeechSegmenter> {
	const detector = await loadDetector();
	const segmenter = createSegmenter(options);
	const frame = new Float32Array(frameSamples);
	let filled = 0;
	let totalSamples = 0;

	async function detect(): Promise<Mark[]> {
		filled = 0;
		const { isSpeech } = await detector.process(frame);
		return segmenter.push(isSpeech, frameSamples);
	}

	async function take(samples: Int16Array): Promise<Mark[]> {
		const marks: Mark[] = [];
		for (const sample of samples) {
			frame[filled++] = sample / 32_768;
			if (filled === frameSamples) marks.push(...(await detect()));
		}
		totalSamples += samples.length;
		return marks;
	}

	async function finish(): Promise<Mark[]> {
		await detector.release();
		return segmenter.finish(totalSamples);
	}

	/** The detector carries its state from frame to frame: one call runs after the other. */
	let last: Promise<unknown> = Promise.resolve();
	const inTurn = (work: () => Promise<Mark[]>): Promise<Mark[]> => {
		const result = last.then(work);
		last = result;
		return result;
	};

	return {
		push: (samples) => inTurn(() => take(samples)),
		finish: () => inTurn(finish)
	};
}

/** A detector with a state of its own: the frames of one take, in order. */
export async function loadDetector(): Promise<Detector> {
	const { log } = require('@ricky0123/vad-web/dist/logging.js') as LoggingModule;
	log.debug = () => undefined;
	const { Silero } = require('@ricky0123/vad-web/dist/models/index.js') as DetectorModule;
	const model = await readFile(require.resolve('@ricky0123/vad-web/dist/silero_vad_v5.onnx'));
	return Silero.new(quietRuntime, () =>
		Promise.resolve(model.buffer.slice(model.byteOffset, model.byteOffset + model.byteLength) as ArrayBuffer)
	);
}

/** The runtime with the settings that a small recurrent model wants; vad-web creates sessions without any. */
const quietRuntime = {
	Tensor: ort.Tensor,
	InferenceSession: {
		create: (model: ArrayBuffer) =>
			ort.InferenceSession.create(new Uint8Array(model), {
				intraOpNumThreads: 1,
				interOpNumThreads: 1,
				logSeverityLevel: 3,
				extra: { session: { intra_op: { allow_spinning: '0' } } }
			})
	}
};
