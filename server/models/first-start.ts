import { catalogue as ownCatalogue, defaultModelName, sizeOf, type Catalogue } from './catalogue.ts';
import type { InstallEvent } from './events.ts';
import { defaultPatience, type Patience } from './download.ts';
import { install, type InstallOutcome } from './install.ts';
import { probe } from './probe.ts';
import type { ModelProblem } from './problems.ts';
import { sparseLines } from './progress.ts';
import { findModel, resolveModel, type ResolvedModel } from './resolve.ts';
import { installProblemBriefly, sizeInWords } from './words.ts';

export type Log = { info(line: string): void; warn(line: string): void };

export type FirstInstallOptions = {
	modelsDirectory: string;
	log: Log;
	catalogue?: Catalogue;
	name?: string;
	env?: NodeJS.ProcessEnv;
	signal?: AbortSignal;
	patience?: Patience;
	probeTimeoutMs?: number;
	/** For a person's eyes, beside the lines in the log. */
	onEvent?: (event: InstallEvent) => void;
	/** The model is in place: recognise new segments with it. */
	onInstalled?: (model: ResolvedModel) => void | Promise<void>;
};

export type FirstInstallOutcome =
	| { kind: 'installed'; model: ResolvedModel }
	/** The network does not allow it now. */
	| { kind: 'unreachable'; reason: string }
	| { kind: 'stopped' }
	| { kind: 'failed'; problem: Exclude<InstallOutcome, { model: unknown }> };

export type FirstInstall = {
	/** Never rejects for what a network or a disk does. */
	finished: Promise<FirstInstallOutcome>;
	/** Resolves when nothing is written any more. What was fetched is kept for the next start. */
	stop(): Promise<void>;
};

const startsSmall = (reason: string) =>
	`SenseVoice-Small could not be fetched (${reason}); starting with the small model that ships. ` +
	'Run `npm run model -- install` when online.';

/** Fetches the full model beside the running server, if a source can be reached within `probeTimeoutMs` (3 s). */
export function startFirstInstall(options: FirstInstallOptions): FirstInstall {
	const stopped = new AbortController();
	const signal = AbortSignal.any([stopped.signal, ...(options.signal ? [options.signal] : [])]);
	const finished = fetchWhenReachable(options, signal);
	finished.catch(() => {});
	return {
		finished,
		async stop() {
			stopped.abort();
			await finished.catch(() => {});
		}
	};
}

async function fetchWhenReachable(options: FirstInstallOptions, signal: AbortSignal): Promise<FirstInstallOutcome> {
	const { catalogue = ownCatalogue, name = defaultModelName, env = process.env, log } = options;
	const model = catalogue.find((entry) => entry.name === name);
	if (!model) return { kind: 'failed', problem: { kind: 'unknown-name', name, known: catalogue.map((m) => m.name) } };
	const reached = await probe(model, { env, timeoutMs: options.probeTimeoutMs ?? 3000, signal });
	if (signal.aborted) return { kind: 'stopped' };
	if (reached.kind === 'unreachable') {
		log.warn(startsSmall(reached.reason));
		return reached;
	}
	const size = sizeInWords(sizeOf(model));
	log.info(`Fetching ${name} (${size}, ${model.licence.name}); until it is there the small model that ships is used.`);
	const lines = sparseLines((line) => log.info(line));
	const onEvent = (event: InstallEvent) => {
		lines(event);
		options.onEvent?.(event);
	};
	const { modelsDirectory, patience = defaultPatience } = options;
	const outcome = await install({ modelsDirectory, name, catalogue, env, signal, patience, onEvent });
	return conclude(outcome, name, options);
}

async function conclude(
	outcome: InstallOutcome,
	name: string,
	options: FirstInstallOptions
): Promise<FirstInstallOutcome> {
	if (outcome.kind === 'cancelled') return { kind: 'stopped' };
	if (outcome.kind !== 'installed' && outcome.kind !== 'already-installed') {
		options.log.warn(startsSmall(installProblemBriefly(outcome)));
		return { kind: 'failed', problem: outcome };
	}
	const found = await findModel(name, options);
	if (found.kind !== 'model') throw new Error(`${name} vanished after its installation`);
	const model: ResolvedModel = { ...found, reason: 'installed' };
	options.log.info(`${name} is installed.`);
	await options.onInstalled?.(model);
	return { kind: 'installed', model };
}

export type EnsureOptions = Omit<FirstInstallOptions, 'name'> & {
	/** MODEL: a name or a path. */
	requested?: string | undefined;
	/** Never touch the network. */
	offline: boolean;
	/** Where the model that ships lies when it is not in `modelsDirectory`. */
	shippedDirectory?: string;
};

export type Ensured =
	/** Start with `model`. `install` is the full model on its way, where nobody chose and none is installed. */
	{ kind: 'ready'; model: ResolvedModel; install: FirstInstall | null } | { kind: 'problem'; problem: ModelProblem };

/** The model to start with, without waiting for the network. */
export async function ensureModel(options: EnsureOptions): Promise<Ensured> {
	const model = await resolveModel(options);
	if (model.kind !== 'model') return { kind: 'problem', problem: model };
	if (model.reason !== 'shipped') return { kind: 'ready', model, install: null };
	if (options.offline) {
		options.log.warn(startsSmall('downloads are switched off'));
		return { kind: 'ready', model, install: null };
	}
	return { kind: 'ready', model, install: startFirstInstall(options) };
}
