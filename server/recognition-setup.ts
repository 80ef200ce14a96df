import { join } from 'node:path';
import type { Config } from './config.ts';
import { DeviceKeeper } from './devices/keeper.ts';
import { surveyHere } from './devices/survey.ts';
import { modelFilesFor } from './models/files.ts';
import { ensureModel } from './models/first-start.ts';
import { modelProblemInWords } from './models/words.ts';
import type { Device } from './recognition/device.ts';
import { createRecogniser, type RecogniserPool } from './recognition/pool.ts';
import type { Recogniser } from './recognition/port.ts';
import { RemoteRecogniser } from './recognition/remote/remote-recogniser.ts';

/** What recognises, for as long as the process lives. */
export type RecognitionSetup = {
	recogniser: Recogniser;
	/** For the person at the terminal. */
	description: string;
	/** The device that was asked for and cannot be used. */
	refusedDevice: () => Device | undefined;
	/** Looks for something better once the app is there. */
	improve: () => void;
	/** Resolves with the reason, for a person, when the model that was chosen cannot be loaded at all. */
	failure: Promise<string>;
	stop: () => Promise<void>;
};

export type Host = {
	/** A line for the person at the terminal. */
	say: (line: string) => void;
	/** Lets new segments be heard by another recogniser; closes the old one. */
	exchange: (recogniser: Recogniser) => Promise<void>;
	tellEngine: () => void;
};

/** The recogniser that the configuration asks for. Rejects, in words, when its model is not to be had. */
export function setUpRecognition(config: Config, host: Host): Promise<RecognitionSetup> {
	return config.RECOGNISER_URL === undefined
		? local(config, host)
		: Promise.resolve(remote(config, config.RECOGNISER_URL));
}

function remote(
	{ RECOGNISER_MODEL: model, RECOGNISER_KEY: apiKey = '' }: Config,
	baseUrl: string
): RecognitionSetup {
	return {
		recogniser: new RemoteRecogniser({ baseUrl, model, apiKey }),
		description: `${model} at ${new URL(baseUrl).host}: every segment of speech is sent there`,
		refusedDevice: () => undefined,
		improve: () => undefined,
		failure: new Promise(() => undefined),
		stop: () => Promise.resolve()
	};
}

async function local(config: Config, { say, exchange, tellEngine }: Host): Promise<RecognitionSetup> {
	const cacheDirectory = join(config.DATA_DIR, 'cache');
	const stopped = new AbortController();
	const device = new DeviceKeeper({
		wish: config.DEVICE,
		surveyOf: async (model) =>
			surveyHere(await modelFilesFor(model, config.MODELS_DIR), cacheDirectory, stopped.signal),
		recogniserOf: (model, { device, file }) =>
			createRecogniser({
				model: { name: model.name, grade: model.grade },
				modelDirectory: file.path,
				cacheDirectory,
				device,
				children: device === 'cpu' ? config.RECOGNISERS : 1
			}),
		exchange,
		onRefused: (line) => {
			say(line);
			tellEngine();
		},
		signal: stopped.signal
	});
	const ensured = await ensureModel({
		modelsDirectory: config.MODELS_DIR,
		requested: config.MODEL,
		offline: config.OFFLINE,
		log: { info: say, warn: say },
		onInstalled: async (model) => {
			const recogniser = await device.begin(model);
			await exchange(recogniser);
			void device.improve(model, recogniser);
		}
	});
	if (ensured.kind === 'problem') throw new Error(modelProblemInWords(ensured.problem));
	const { model, install } = ensured;
	const recogniser = await device.begin(model);
	const grade =
		model.grade === 'small' ? ', the small model that ships: it only understands clearly read English' : '';
	return {
		recogniser,
		description: `${model.name}${grade}`,
		refusedDevice: () => device.refused,
		improve: () => void device.improve(model, recogniser),
		failure: failureOf(recogniser),
		async stop() {
			stopped.abort();
			await install?.stop();
		}
	};
}

/** Only a model that never was ready counts: later troubles are mended by new children, and lectures go on meanwhile. */
const failureOf = (recogniser: RecogniserPool): Promise<string> =>
	new Promise((resolve) => {
		const stop = recogniser.onState((state) => {
			stop();
			if (state === 'failed') resolve(recogniser.failure ?? 'The model cannot be loaded.');
		});
	});
