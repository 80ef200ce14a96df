import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { createApp, type App } from './app.ts';
import type { Config } from './config.ts';
import { Keys } from './keys/keys.ts';
import { secretBoxIn } from './keys/secret-box.ts';
import { digesterIn } from './keys/secrets.ts';
import { LanguageModels } from './llm/settings/language-models.ts';
import { ThreadedExtractor } from './notes/extraction-thread/threaded-extractor.ts';
import { RollingEngine } from './notes/rolling/engine.ts';
import { setUpRecognition } from './recognition-setup.ts';
import { audioFilesIn } from './store/audio-files.ts';
import { openDatabase } from './store/database.ts';
import { deckFilesIn } from './store/deck-files.ts';
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
	/** What recognises, for the person at the terminal. */
	recogniser: string;
	/** What writes notes, if a language model does. */
	languageModel: LanguageModels['inUse'];
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
		},
		onChange: () => app.tellEngine()
	});
	await languageModels.load();

	const recognition = await setUpRecognition(config, {
		say,
		exchange: (recogniser) => app.exchangeRecogniser(recogniser),
		tellEngine: () => app.tellEngine()
	});
	const extractor = new ThreadedExtractor();
	const app = createApp({
		db,
		files: audioFilesIn(join(config.DATA_DIR, 'audio')),
		deckFiles: deckFilesIn(join(config.DATA_DIR, 'slides')),
		keys,
		recogniser: recognition.recogniser,
		refusedDevice: recognition.refusedDevice,
		noteEngine: new RollingEngine({
			extractor,
			modelOf: (lectureId) => languageModels.for(lectureId),
			hasModel: () => languageModels.inUse !== null,
			nowMs: Date.now
		}),
		languageModels,
		log,
		origins: config.ORIGINS,
		hypotheses: config.HYPOTHESES ?? config.RECOGNISER_URL === undefined,
		buildDirectory,
		version
	});
	recognition.improve();
	return {
		app,
		recogniser: recognition.description,
		languageModel: languageModels.inUse,
		adminKey: await keys.ensureAdmin(),
		signInCode: () => keys.adminLink(),
		modelFailure: recognition.failure,
		async close() {
			await recognition.stop();
			await app.close();
			await extractor.close();
			await languageModels.close();
			await db.destroy();
		}
	};
}
