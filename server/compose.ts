import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { createApp, type App } from './app.ts';
import type { Config } from './config.ts';
import { DeviceKeeper } from './devices/keeper.ts';
import { surveyHere } from './devices/survey.ts';
import { Keys } from './keys/keys.ts';
import { secretBoxIn } from './keys/secret-box.ts';
import { digesterIn } from './keys/secrets.ts';
import { LanguageModels } from './llm/settings/language-models.ts';
import { modelFilesFor } from './models/files.ts';
import { ensureModel } from './models/first-start.ts';
import type { ResolvedModel } from './models/resolve.ts';
import { modelProblemInWords } from './models/words.ts';
import { createExtractiveEngine } from './notes/extractive/engine.ts';
import { RollingEngine } from './notes/rolling/engine.ts';
import { createRecogniser, type RecogniserPool } from './recognition/pool.ts';
import { audioFilesIn } from './store/audio-files.ts';
import { openDatabase } from './store/database.ts';
import { keyRepository } from './store/keys.ts';
import { llmRepository } from './store/llm.ts';

export type Around = {
	/** A line for the person at the terminal. */
	say: (line: string) => void;
	log: Logger;
	version: string;
	/** Undefined when Vite serves the pages. */
	buildDirectory: string | undefined;
};

export type Composed = {
	app: App;
	model: ResolvedModel;
	/** Only at the first start: the administrator key, to be shown once. */
	adminKey: string | undefined;
	/** A code for the sign-in page, good once and for an hour. */
	signInCode: () => Promise<string | undefined>;
	/** Resolves with the reason, for a person, when the model that was chosen cannot be loaded at all. */
	modelFailure: Promise<string>;
	close: () => Promise<void>;
};

/** Real parts put together from a configuration: data directory → store → keys → model → app. Nothing listens yet. */
export async function compose(
	config: Config,
	{ say, log, version, buildDirectory }: Around
): Promise<Composed> {
	mkdirSync(join(config.DATA_DIR, 'audio'), { recursive: true, mode: 0o700 });
	accessSync(config.DATA_DIR, constants.R_OK | constants.W_OK | constants.X_OK);
	const db = await openDatabase(join(config.DATA_DIR, '404notsound.db'));
	const keys = new Keys({ repository: keyRepository(db), digest: digesterIn(config.DATA_DIR) });
	const languageModels = new LanguageModels({
		repository: llmRepository(db),
		box: secretBoxIn(config.DATA_DIR),
		environment: {
			baseUrl: config.LLM_BASE_URL,
			model: config.LLM_MODEL,
			apiKey: config.LLM_API_KEY
		}
	});
	await languageModels.load();

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
		exchange: (recogniser) => app.exchangeRecogniser(recogniser),
		onRefused: (line) => {
			say(line);
			app.tellEngine();
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
			await app.exchangeRecogniser(recogniser);
			void device.improve(model, recogniser);
		}
	});
	if (ensured.kind === 'problem') throw new Error(modelProblemInWords(ensured.problem));

	const recogniser = await device.begin(ensured.model);
	const app = createApp({
		db,
		files: audioFilesIn(join(config.DATA_DIR, 'audio')),
		keys,
		recogniser,
		refusedDevice: () => device.refused,
		noteEngine: new RollingEngine({
			extractor: createExtractiveEngine(),
			modelOf: (lectureId) => languageModels.for(lectureId),
			hasModel: () => languageModels.inUse !== null,
			nowMs: Date.now
		}),
		languageModels,
		log,
		origins: config.ORIGINS,
		hypotheses: config.HYPOTHESES,
		buildDirectory,
		version
	});
	void device.improve(ensured.model, recogniser);
	return {
		app,
		model: ensured.model,
		adminKey: await keys.ensureAdmin(),
		signInCode: () => keys.adminLink(),
		modelFailure: failureOf(recogniser),
		async close() {
			stopped.abort();
			await ensured.install?.stop();
			await app.close();
			await languageModels.close();
			await db.destroy();
		}
	};
}

/**
 * Only a model that never was ready on the processor counts: later troubles are mended by new children, those of
 * another device by the processor, and lectures go on meanwhile.
 */
const failureOf = (recogniser: RecogniserPool): Promise<string> =>
	new Promise((resolve) => {
		const stop = recogniser.onState((state) => {
			stop();
			if (state === 'failed' && recogniser.device === 'cpu')
				resolve(recogniser.failure ?? 'The model cannot be loaded.');
		});
	});
