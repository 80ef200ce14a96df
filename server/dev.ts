import { join } from 'node:path';
import { pino } from 'pino';
import type { Plugin, ViteDevServer } from 'vite';

/**
 * In development Vite serves the pages, and everything under `/api`, `/ws` and `/health` goes to the same `createApp` as
 * in production, on the same port. The parts are imported late so that a build needs none of them.
 */
export function apiInDev(): Plugin {
	return {
		name: '404notsound-api',
		apply: 'serve',
		async configureServer(vite) {
			if (process.env['VITEST'] || !vite.httpServer) return;
			const app = await createDevApp(vite);
			vite.middlewares.use((request, response, next) => {
				const isOurs = /^\/(api\/|health|livez|readyz)/.test(request.url ?? '');
				if (isOurs) app.handle(request, response);
				else next();
			});
			vite.httpServer.on('upgrade', (request, socket, head) => {
				if (request.url?.startsWith('/ws')) app.upgrade(request, socket, head);
			});
			vite.httpServer.on('close', () => void app.close());
			await app.resume();
		}
	};
}

async function createDevApp(vite: ViteDevServer) {
	const { createApp } = await import('./app.ts');
	const { readConfig } = await import('./config.ts');
	const { Keys } = await import('./keys/keys.ts');
	const { digesterIn } = await import('./keys/secrets.ts');
	const { ensureModel } = await import('./models/first-start.ts');
	const { modelProblemInWords } = await import('./models/words.ts');
	const { createExtractiveEngine } = await import('./notes/extractive/engine.ts');
	const { createRecogniser } = await import('./recognition/pool.ts');
	const { audioFilesIn } = await import('./store/audio-files.ts');
	const { openDatabase } = await import('./store/database.ts');
	const { keyRepository } = await import('./store/keys.ts');
	const { mkdirSync } = await import('node:fs');

	const config = readConfig(process.env, ['--offline']);
	mkdirSync(join(config.DATA_DIR, 'audio'), { recursive: true });
	const db = await openDatabase(join(config.DATA_DIR, '404notsound.db'));
	const keys = new Keys({ repository: keyRepository(db), digest: digesterIn(config.DATA_DIR) });
	await keys.ensureAdmin();
	const log = { info: vite.config.logger.info, warn: vite.config.logger.warn };
	const ensured = await ensureModel({ modelsDirectory: config.MODELS_DIR, requested: config.MODEL, offline: true, log });
	if (ensured.kind === 'problem') throw new Error(modelProblemInWords(ensured.problem));
	const { model } = ensured;
	vite.httpServer?.once('listening', () => {
		void keys.adminLink().then((code) => vite.config.logger.info(`  sign in: /sign-in#${code}`));
	});
	return createApp({
		db,
		files: audioFilesIn(join(config.DATA_DIR, 'audio')),
		keys,
		recogniser: createRecogniser({
			model: { name: model.name, grade: model.grade },
			modelDirectory: model.directory,
			cacheDirectory: join(config.DATA_DIR, 'cache'),
			children: config.RECOGNISERS
		}),
		noteEngine: createExtractiveEngine(),
		log: pino({ level: 'info' }),
		origins: config.ORIGINS,
		buildDirectory: undefined,
		version: 'development'
	});
}
