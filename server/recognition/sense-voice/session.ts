import { InferenceSession, Tensor } from 'onnxruntime-node';
import { shapeFor, shapes } from '../batches.ts';
import { headFrames } from './ctc.ts';
import type { Device } from '../device.ts';
import { ModelError } from './errors.ts';
import { extendModel } from './extended-model.ts';
import { choiceOutputs, tailInputs, tailOutputs } from './graph-tail.ts';
import { featureSize } from './lfr.ts';
import type { ModelDescription } from './model-directory.ts';
import { signedProductsAreExact } from './signed-products.ts';

export type SessionOptions = {
	/** Threads of one run; 1 unless told otherwise. */
	threads?: number;
	/** Where the extended model is written; beside the model itself unless told otherwise. */
	cacheDirectory?: string;
	/** The processor unless told otherwise. What the device has no kernel for runs on the processor. */
	device?: Device;
	/** Pads every run to one of a few shapes, because devices tune themselves anew for each; as they do off the processor. */
	fixedShapes?: boolean;
	/** Records what ran where, into a file whose path begins like this, until `endProfiling`. */
	profilePrefix?: string;
};

/** One segment as the encoder takes it: features [frames, 560] and its rows of the query embedding. */
export type EncoderInput = {
	features: Float32Array;
	languageRow: number;
	textNormRow: number;
	/** Pieces whose score is wanted for every frame, and with them the likeliest ones. */
	asked?: readonly number[];
};

/** The best piece of every frame, head included, and the probability that it got. */
export type FrameChoices = {
	ids: Int32Array;
	probabilities: Float32Array;
	/** Where pieces were asked for. */
	alternatives?: Alternatives;
};

/**
 * What else each frame may be, head included: the likeliest `topCount`, and the pieces `asked`. Scores are natural logarithms
 * of probabilities.
 */
export type Alternatives = {
	asked: readonly number[];
	askedScores: Float32Array;
	topCount: number;
	topIds: Int32Array;
	topScores: Float32Array;
};

/** How many of the likeliest pieces leave the runtime where pieces are asked for. */
const topCountAsked = 8;

/** A loaded model. `run` blocks the thread's event loop for its whole length. */
export type Session = {
	/** All segments in one padded run; answers in the same order. None may be empty. */
	run(inputs: readonly EncoderInput[]): Promise<FrameChoices[]>;
	/** Runs every fixed shape once, so that no segment waits for a device to tune itself. */
	warmUp(): Promise<void>;
	endProfiling(): void;
	release(): Promise<void>;
};

export async function openSession(model: ModelDescription, options: SessionOptions = {}): Promise<Session> {
	const session = await createSession(model, options);
	const { fixedShapes = (options.device ?? 'cpu') !== 'cpu' } = options;
	const fill = fixedShapes ? filled : (inputs: readonly EncoderInput[]) => inputs;
	const run: Session['run'] = async (inputs) => {
		const rows = fill(inputs);
		const frames = Math.max(...rows.map(framesOf));
		const asked = [...new Set(inputs.flatMap((input) => input.asked ?? []))];
		const wanted = asked.length === 0 ? tailOutputs : { ...tailOutputs, ...choiceOutputs };
		const feeds = { ...feedsOf(model, rows, frames), ...askingFeeds(asked) };
		const outputs = await session.run(feeds, Object.values(wanted));
		return inputs.map((input, index) => {
			const from = index * (frames + headFrames);
			const part = partOf(outputs, from, from + framesOf(input) + headFrames);
			const { ids, probabilities } = tailOutputs;
			const choices = { ids: part(ids) as Int32Array, probabilities: part(probabilities) as Float32Array };
			return input.asked ? { ...choices, alternatives: alternativesOf(part, asked) } : choices;
		});
	};
	return {
		run,
		warmUp: async () => {
			for (const { frames, rows } of fixedShapes ? shapes : [])
				await run(Array.from({ length: rows - 1 }, () => fillerOf(frames)));
		},
		endProfiling: () => session.endProfiling(),
		release: () => session.release()
	};
}

type Part = (name: string, width?: number) => Int32Array | Float32Array;

/** The frames from `from` to `end` of an output with `width` values for each. */
const partOf =
	(outputs: InferenceSession.OnnxValueMapType, from: number, end: number): Part =>
	(name, width = 1) =>
		(outputs[name]?.data as Int32Array | Float32Array).slice(from * width, end * width);

const alternativesOf = (part: Part, asked: readonly number[]): Alternatives => ({
	asked,
	askedScores: part(choiceOutputs.askedScores, asked.length) as Float32Array,
	topCount: topCountAsked,
	topIds: part(choiceOutputs.topIds, topCountAsked) as Int32Array,
	topScores: part(choiceOutputs.topScores, topCountAsked) as Float32Array
});

function askingFeeds(asked: readonly number[]) {
	const integers = (values: readonly number[]) =>
		new Tensor('int64', BigInt64Array.from(values, BigInt), [values.length]);
	return {
		[tailInputs.topCount]: integers([asked.length === 0 ? 0 : topCountAsked]),
		[tailInputs.asked]: integers(asked)
	};
}

async function createSession(model: ModelDescription, options: SessionOptions): Promise<InferenceSession> {
	const { device = 'cpu', profilePrefix } = options;
	const extended = extendModel(model.modelPath, {
		logits: model.tensors.logits,
		opset: model.opset,
		signed: device === 'cpu' && (await signedProductsAreExact()),
		cacheDirectory: options.cacheDirectory
	});
	const settings: InferenceSession.SessionOptions = {
		intraOpNumThreads: options.threads ?? 1,
		interOpNumThreads: 1,
		executionMode: 'sequential',
		graphOptimizationLevel: 'all',
		logSeverityLevel: 3,
		extra: { session: { intra_op: { allow_spinning: '0' } } },
		...(device === 'cpu' ? {} : { executionProviders: [device, 'cpu'] }),
		...(profilePrefix === undefined ? {} : { enableProfiling: true, profileFilePrefix: profilePrefix })
	};
	try {
		return await (typeof extended === 'string'
			? InferenceSession.create(extended, settings)
			: InferenceSession.create(extended, settings));
	} catch (cause) {
		if (device !== 'cpu') throw new ModelError('device-failed', (cause as Error).message, { cause });
		const message = `${model.modelPath} cannot be loaded; it is damaged or of an unknown kind. Fetch the model again.`;
		throw new ModelError('model-broken', message, { cause });
	}
}

/**
 * Padded to a fixed shape by rows of silence that are as long as it is: a model's mask is as wide as its longest item,
 * so one item has to fill the whole width.
 */
function filled(inputs: readonly EncoderInput[]): readonly EncoderInput[] {
	const { frames, rows } = shapeFor(Math.max(...inputs.map(framesOf)), inputs.length);
	return [...inputs, ...Array.from({ length: rows - inputs.length }, () => fillerOf(frames))];
}

const fillerOf = (frames: number): EncoderInput => ({
	features: new Float32Array(frames * featureSize),
	languageRow: 0,
	textNormRow: 0
});

const framesOf = (input: EncoderInput): number => input.features.length / featureSize;

/** Pads with zeros behind the normalisation: the mask hides them, and the longest item fills the whole width. */
function feedsOf({ tensors }: ModelDescription, inputs: readonly EncoderInput[], frames: number) {
	const batch = inputs.length;
	const integers = (values: number[]) => new Tensor('int32', Int32Array.from(values), [batch]);
	return {
		[tensors.features]: new Tensor('float32', padded(inputs, frames), [batch, frames, featureSize]),
		[tensors.lengths]: integers(inputs.map(framesOf)),
		[tensors.language]: integers(inputs.map((input) => input.languageRow)),
		[tensors.textNorm]: integers(inputs.map((input) => input.textNormRow))
	};
}

function padded(inputs: readonly EncoderInput[], frames: number): Float32Array {
	const [only] = inputs;
	if (inputs.length === 1 && only) return only.features;
	const out = new Float32Array(inputs.length * frames * featureSize);
	inputs.forEach((input, index) => out.set(input.features, index * frames * featureSize));
	return out;
}
