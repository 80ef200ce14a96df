import { ConfigProblem, readConfig } from '../config.ts';
import { runModelCommand, type ExitCode } from './commands.ts';

async function main(): Promise<ExitCode> {
	const stopped = new AbortController();
	for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stopped.abort());
	try {
		const { MODELS_DIR, MODEL } = readConfig(process.env, []);
		return await runModelCommand(process.argv.slice(2), {
			modelsDirectory: MODELS_DIR,
			requested: MODEL,
			env: process.env,
			signal: stopped.signal,
			stdout: process.stdout,
			stderr: process.stderr
		});
	} catch (error) {
		if (stopped.signal.aborted) return 130;
		if (!(error instanceof ConfigProblem)) throw error;
		process.stderr.write(`${error.message}\n`);
		return 2;
	}
}

process.exitCode = await main();
