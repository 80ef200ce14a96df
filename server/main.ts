import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { destination, pino } from 'pino';
import { compose, type Composed } from './compose.ts';
import { readConfig, type Config } from './config.ts';
import { warmCues } from './notes/cues/warm.ts';
import { startupWords } from './startup-problem.ts';

/** The server as a process: configuration → parts → listen → signals. The only file that acts when it is imported. */
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
	const composed = await compose(config, { say, log, version, buildDirectory: join(root, 'build') });
	const server = await composed.app.listen(config.PORT, config.HOST);
	stopOnSignals(composed);
	void composed.modelFailure.then(async (reason) => {
		process.stderr.write(`${reason}\n`);
		await composed.close();
		process.exit(1);
	});
	await composed.app.resume();
	await greet(config, (server.address() as AddressInfo).port, composed);
	await warmCues();
}

async function greet(
	config: Config,
	port: number,
	{ recogniser, languageModel, adminKey, signInCode }: Composed
): Promise<void> {
	const host = ['0.0.0.0', '::'].includes(config.HOST) ? 'localhost' : config.HOST;
	const address = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
	say(`\n404NotSound ${version}`);
	say(`  recogniser  ${recogniser}`);
	say(`  notes       ${notesInWords(languageModel)}`);
	say(`  data        ${config.DATA_DIR}`);
	if (adminKey) {
		say(`\nAdministrator key, shown only now. Keep it to sign in from other devices:\n  ${adminKey}`);
	}
	say(`\nOpen this to sign in (works once, within an hour):\n  ${address}/sign-in#${await signInCode()}\n`);
	say(`Later: ${address}    Stop: Ctrl+C`);
}

function notesInWords(languageModel: Composed['languageModel']): string {
	if (!languageModel) return 'extracted from the transcript, no AI';
	return `written by ${languageModel.model}; what is said is sent to ${languageModel.baseUrl}`;
}

function stopOnSignals({ close }: Composed): void {
	let stopping = false;
	const stop = async () => {
		if (stopping) process.exit(1);
		stopping = true;
		setTimeout(() => process.exit(1), 15_000).unref();
		await close().catch((error: Error) => {
			process.stderr.write(`404NotSound did not end cleanly: ${error.message}\n`);
			process.exit(1);
		});
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
