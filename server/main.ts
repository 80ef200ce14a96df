import { accessSync, constants, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { AddressInfo } from 'node:net';
import { pino, destination } from 'pino';
import { createApp, type App } from './app.ts';
import { readConfig, type Config } from './config.ts';
import { Keys } from './keys/keys.ts';
import { digesterIn } from './keys/secrets.ts';
import { ensureModel, type FirstInstall } from './models/first-start.ts';
import type { ResolvedModel } from './models/resolve.ts';
import { modelProblemInWords } from './models/words.ts';
import { createExtractiveEngine } from './notes/extractive/engine.ts';
import { createRecogniser } from './recognition/pool.ts';
import { startupWords } from './startup-problem.ts';
import { audioFilesIn } from './store/audio-files.ts';
import { openDatabase } from './store/database.ts';
import { keyRepository } from './store/keys.ts';

/** The composition root: configuration → store → model → app → listen → signals. Acts when it is imported. */
const root = resolve(import.meta.dirname, '..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
const say = (line: string) => void process.stdout.write(`${line}\n`);

try {
	const config = readConfig(process.env, process.argv.slice(2));
	await start(config).catch((error: unknown) => fail(error, config));
} catch (error) {
	fail(error);
}

async function start(config: Config): Promise<void> {
	const log = pino({ level: config.LOG_LEVEL }, destination({ fd: 2, sync: false }));
	prepareDataDirectory(config.DATA_DIR);
	const db = await openDatabase(join(config.DATA_DIR, '404notsound.db'));
	const keys = new Keys({ repository: keyRepository(db), digest: digesterIn(config.DATA_DIR) });
	const adminKey = await keys.ensureAdmin();

	const recogniserOf = (model: ResolvedModel) =>
		createRecogniser({
			model: { name: model.name, grade: model.grade },
			modelDirectory: model.directory,
			cacheDirectory: join(config.DATA_DIR, 'cache'),
			children: config.RECOGNISERS
		});
	const ensured = await ensureModel({
		modelsDirectory: config.MODELS_DIR,
		requested: config.MODEL,
		offline: config.OFFLINE,
		log: { info: say, warn: say },
		onInstalled: (model) => app.exchangeRecogniser(recogniserOf(model))
	});
	if (ensured.kind === 'problem') throw new Error(modelProblemInWords(ensured.problem));

	const app: App = createApp({
		db,
		files: audioFilesIn(join(config.DATA_DIR, 'audio')),
		keys,
		recogniser: recogniserOf(ensured.model),
		noteEngine: createExtractiveEngine(),
		log,
		origins: config.ORIGINS,
		buildDirectory: join(root, 'build'),
		version
	});
	const server = await app.listen(config.PORT, config.HOST);
	stopOnSignals(app, ensured.install, () => db.destroy());
	await app.resume();
	await greet(config, server.address() as AddressInfo, keys, adminKey, ensured.model);
}

async function greet(
	config: Config,
	{ port }: AddressInfo,
	keys: Keys,
	adminKey: string | undefined,
	model: ResolvedModel
): Promise<void> {
	const host = ['0.0.0.0', '::'].includes(config.HOST) ? 'localhost' : config.HOST;
	const address = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
	const grade = model.grade === 'small' ? ', the small model that ships: made English speech only' : '';
	say(`\n404NotSound ${version}`);
	say(`  recogniser  ${model.name}${grade}`);
	say(`  notes       extracted from the transcript, no AI`);
	say(`  data        ${config.DATA_DIR}`);
	if (adminKey) {
		say(`\nAdministrator key, shown only now. Keep it to sign in from other devices:\n  ${adminKey}`);
	}
	say(`\nOpen this to sign in (works once, within an hour):\n  ${address}/sign-in#${await keys.adminLink()}\n`);
	say(`Later: ${address}    Stop: Ctrl+C`);
}

function prepareDataDirectory(path: string): void {
	mkdirSync(join(path, 'audio'), { recursive: true, mode: 0o700 });
	accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
}

function stopOnSignals(app: App, install: FirstInstall | null, closeStore: () => Promise<void>): void {
	let stopping = false;
	const stop = async () => {
		if (stopping) process.exit(1);
		stopping = true;
		setTimeout(() => process.exit(1), 15_000).unref();
		await install?.stop();
		await app.close();
		await closeStore();
		process.exit(0);
	};
	process.on('SIGINT', () => void stop());
	process.on('SIGTERM', () => void stop());
}

function fail(error: unknown, config?: Config): never {
	const where = config && { port: config.PORT, host: config.HOST, dataDirectory: config.DATA_DIR };
	process.stderr.write(`${startupWords(error, where)}\n`);
	process.exit(1);
}
