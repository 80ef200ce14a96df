import { parseArgs } from 'node:util';
import {
	catalogue as ownCatalogue,
	defaultModelName,
	sizeOf,
	type Catalogue,
	type CatalogueModel
} from './catalogue.ts';
import { fileBytes } from './checksum.ts';
import { writeChoice } from './choice.ts';
import type { Patience } from './download.ts';
import { install } from './install.ts';
import { partialPath, placesOf } from './places.ts';
import type { ModelProblem } from './problems.ts';
import { type Screen, showProgress } from './progress.ts';
import { recordVerified, verifiedAt } from './record.ts';
import { directoryOf, findModel, resolveModel } from './resolve.ts';
import { verifyModel } from './verify.ts';
import { faultInWords, installProblemInWords, mendingInWords, modelProblemInWords, sizeInWords } from './words.ts';

export type CommandContext = {
	modelsDirectory: string;
	/** MODEL, which goes before what `use` chose. */
	requested: string | undefined;
	env: NodeJS.ProcessEnv;
	signal: AbortSignal;
	/** Answers. */
	stdout: Screen;
	/** Progress and complaints. */
	stderr: Screen;
	catalogue?: Catalogue;
	patience?: Patience;
};

/** 0 done, 1 it went wrong, 2 not understood, 130 stopped by a signal. */
export type ExitCode = 0 | 1 | 2 | 130;

const help = `Recognisers of 404NotSound.

  npm run model -- list             what there is, what is installed, what is in use
  npm run model -- install [NAME]   fetch a model (${defaultModelName}), or mend a damaged one
  npm run model -- verify [NAME]    hash the files of a model, or of all that are installed
  npm run model -- use NAME         recognise with this model from the next start on; a path is fine too

Models lie in MODELS_DIR. MODEL=NAME goes before the model chosen by use. Downloads go on where they stopped.
HF_ENDPOINT names another Hugging Face host; HTTPS_PROXY, HTTP_PROXY and NO_PROXY are honoured.
`;

type Command = (context: CommandContext, name: string | undefined) => Promise<ExitCode>;

/** Runs one command line, without the program's name. */
export async function runModelCommand(args: string[], context: CommandContext): Promise<ExitCode> {
	const commands: Record<string, Command> = { list, install: installCommand, verify, use };
	const parsed = parse(args);
	if (parsed === null) return misunderstood(context, `Not understood: ${args.join(' ')}`);
	const [word, name, ...rest] = parsed.words;
	if (parsed.help || word === 'help') return say(context.stdout, help.trimEnd(), 0);
	const command = word === undefined ? undefined : commands[word];
	if (!command) return misunderstood(context, word ? `There is no command ${word}.` : 'Which command?');
	if (rest.length > 0) return misunderstood(context, `One name at a time: ${[name, ...rest].join(' ')}`);
	return command(context, name);
}

function parse(args: string[]): { words: string[]; help: boolean } | null {
	try {
		const options = { help: { type: 'boolean', short: 'h', default: false } } as const;
		const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
		return { words: positionals, help: values.help };
	} catch {
		return null;
	}
}

function say(screen: Screen, line: string, code: ExitCode): ExitCode {
	screen.write(`${line}\n`);
	return code;
}

const misunderstood = (context: CommandContext, line: string) => say(context.stderr, `${line}\n\n${help.trimEnd()}`, 2);

const complain = (context: CommandContext, problem: ModelProblem) =>
	say(context.stderr, modelProblemInWords(problem), 1);

async function list(context: CommandContext): Promise<ExitCode> {
	const current = await resolveModel(context);
	const rows = [['', 'NAME', 'SIZE', 'STATE', 'LICENCE']];
	for (const model of context.catalogue ?? ownCatalogue) {
		const mark = current.kind === 'model' && current.name === model.name ? '*' : '';
		rows.push([mark, model.name, sizeInWords(sizeOf(model)), await stateOf(model, context), model.licence.name]);
	}
	if (current.kind === 'model' && current.grade === 'custom') {
		rows.push(['*', current.name, '', current.directory, 'not known']);
	}
	say(context.stdout, `${table(rows)}\n* in use`, 0);
	return current.kind === 'model' ? 0 : complain(context, current);
}

function table(rows: string[][]): string {
	const widths = rows[0]!.map((_, at) => Math.max(...rows.map((row) => row[at]!.length)));
	return rows.map((row) => row.map((cell, at) => cell.padEnd(widths[at]!)).join('  ').trimEnd()).join('\n');
}

async function stateOf(model: CatalogueModel, context: CommandContext): Promise<string> {
	const directory = await directoryOf(model, context);
	if (directory === null) return fetchedSoFar(model, context);
	const at = await verifiedAt(context.modelsDirectory, model, directory);
	const state = model.origin === 'ships' ? 'ships' : 'installed';
	return at ? `${state}, verified ${at.toISOString().slice(0, 10)}` : `${state}, not verified`;
}

async function fetchedSoFar(model: CatalogueModel, { modelsDirectory }: CommandContext): Promise<string> {
	const places = placesOf(modelsDirectory, model.name);
	const bytes = await Promise.all(model.files.map((file) => fileBytes(partialPath(places, file.name))));
	const sum = bytes.reduce<number>((all, one) => all + (one ?? 0), 0);
	return sum > 0 ? `${sizeInWords(sum)} fetched` : 'not installed';
}

async function installCommand(context: CommandContext, name = defaultModelName): Promise<ExitCode> {
	const model = (context.catalogue ?? ownCatalogue).find((entry) => entry.name === name);
	if (model?.origin === 'fetched') {
		const { licence } = model;
		say(context.stderr, `${name}, ${sizeInWords(sizeOf(model))}. Licence: ${licence.name} ${licence.url ?? ''}`, 0);
	}
	const outcome = await install({ ...context, name, onEvent: showProgress(context.stderr) });
	if (outcome.kind === 'installed' || outcome.kind === 'already-installed') {
		const already = outcome.kind === 'already-installed' ? 'already ' : '';
		return say(context.stdout, `${name} is ${already}installed in ${outcome.directory}. ${await inUse(name, context)}`, 0);
	}
	say(context.stderr, installProblemInWords(outcome), 1);
	return outcome.kind === 'cancelled' ? 130 : 1;
}

async function inUse(name: string, context: CommandContext): Promise<string> {
	const current = await resolveModel(context);
	if (current.kind === 'model' && current.name === name) return 'It is used from the next start on.';
	return `To use it: npm run model -- use ${name}`;
}

async function verify(context: CommandContext, name: string | undefined): Promise<ExitCode> {
	const catalogue = context.catalogue ?? ownCatalogue;
	const chosen = name === undefined ? catalogue : catalogue.filter((model) => model.name === name);
	if (chosen.length === 0) {
		return complain(context, { kind: 'unknown-name', name: name!, known: catalogue.map((model) => model.name) });
	}
	const codes: ExitCode[] = [];
	for (const model of chosen) codes.push(await verifyOne(model, context, name !== undefined));
	return codes.includes(1) ? 1 : 0;
}

/** A model of which nothing is there is passed over unless it was named. */
async function verifyOne(model: CatalogueModel, context: CommandContext, isNamed: boolean): Promise<ExitCode> {
	const whole = await directoryOf(model, context);
	const { directory } = placesOf(context.modelsDirectory, model.name);
	const verification = await verifyModel(model, whole ?? directory, context.signal);
	if (verification.kind === 'sound') {
		await recordVerified(context.modelsDirectory, model.name, new Date()).catch(() => {});
		return say(context.stdout, `${model.name}: every checksum is right`, 0);
	}
	if (verification.files.length === model.files.length && verification.files.every((f) => f.fault.kind === 'missing')) {
		return isNamed ? complain(context, { kind: 'not-installed', name: model.name }) : 0;
	}
	const faults = verification.files.map(({ name, fault }) => `${model.name}: ${name} ${faultInWords(fault)}`);
	return say(context.stderr, [...faults, mendingInWords(model)].join('\n'), 1);
}

async function use(context: CommandContext, name: string | undefined): Promise<ExitCode> {
	if (name === undefined) return misunderstood(context, 'Which model?');
	const found = await findModel(name, context);
	if (found.kind !== 'model') return complain(context, found);
	try {
		await writeChoice(context.modelsDirectory, found.grade === 'custom' ? found.directory : found.name);
	} catch (error) {
		const { code = 'unknown', path = context.modelsDirectory } = error as NodeJS.ErrnoException;
		return say(context.stderr, installProblemInWords({ kind: 'not-writable', path, code }), 1);
	}
	say(context.stdout, `${found.name} is used from the next start on.`, 0);
	if (context.requested) say(context.stderr, `MODEL=${context.requested} is set and goes before it.`, 0);
	return 0;
}
