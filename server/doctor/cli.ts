import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { ConfigProblem, readConfig, type Config } from '../config.ts';
import { runtimeName } from '../devices/offered.ts';
import { surveyHere } from '../devices/survey.ts';
import { modelFilesFor } from '../models/files.ts';
import { resolveModel } from '../models/resolve.ts';
import { modelProblemInWords } from '../models/words.ts';
import { ModelError } from '../recognition/sense-voice/errors.ts';
import { describeModel } from '../recognition/sense-voice/model-directory.ts';
import { adviceOf, choiceLine, fileAdvice, verdictLine } from './report.ts';

/**
 * `npm run doctor`: what this machine recognises with, and what it would take to use the rest. Ends with 1 when the
 * model cannot be used, or the device that was asked for.
 */
const say = (line: string) => void process.stdout.write(`${line}\n`);

async function examine(config: Config, signal: AbortSignal): Promise<number> {
	const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
		version: string;
	};
	const platform = { os: process.platform, arch: process.arch };
	const runtime = runtimeName();
	say(`404NotSound ${version}`);
	say(
		`  Node     ${process.versions.node}, ${platform.os} ${platform.arch}, ${availableParallelism()} processors`
	);
	say(`  runtime  onnxruntime-node ${runtime}`);
	const model = await resolveModel({ modelsDirectory: config.MODELS_DIR, requested: config.MODEL });
	if (model.kind !== 'model') return complain(modelProblemInWords(model));
	const files = await modelFilesFor(model, config.MODELS_DIR);
	const { vocabulary } = describeModel(files[0].path);
	say(`  model    ${model.name}, ${vocabulary.length} pieces, ${model.directory}`);
	const survey = await surveyHere(files, join(config.DATA_DIR, 'cache'), signal);
	say('\n  device  model file         pieces as on cpu   seconds for a second of sound');
	let works = false;
	for await (const verdict of survey.everything()) {
		say(`  ${verdictLine(verdict)}`);
		for (const line of adviceOf(verdict)) say(`          ${line}`);
		works ||= verdict.device === 'cpu' && verdict.kind === 'works';
	}
	for (const line of fileAdvice(files)) say(`\n${line}`);
	const choice = await survey.choose(config.DEVICE, 'kept');
	say(`\n${choiceLine(config.DEVICE, choice)}`);
	return works && choice.refused === undefined ? 0 : 1;
}

function complain(line: string): number {
	process.stderr.write(`${line}\n`);
	return 1;
}

const stopped = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stopped.abort());
try {
	process.exitCode = await examine(readConfig(process.env, process.argv.slice(2)), stopped.signal);
} catch (error) {
	if (stopped.signal.aborted) process.exit(130);
	if (!(error instanceof ConfigProblem) && !(error instanceof ModelError)) throw error;
	process.exitCode = complain(error.message);
}
