import { constants } from 'node:fs';
import { copyFile, mkdir, open, rename, rm, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { catalogue as ownCatalogue, type Catalogue, type CatalogueModel, type ModelFile } from './catalogue.ts';
import { faultOf, fileBytes } from './checksum.ts';
import { defaultPatience, type Patience } from './download.ts';
import type { InstallEvent } from './events.ts';
import { fetchFile, type FetchContext } from './fetch-file.ts';
import { type Http, openHttp } from './http.ts';
import { takeLock } from './lock.ts';
import { partialPath, placesOf, type Places } from './places.ts';
import { localProblemOf, locally, type InstallProblem, type LocalProblem } from './problems.ts';
import { recordVerified } from './record.ts';
import { verifyModel } from './verify.ts';

export type InstallOptions = {
	name: string;
	modelsDirectory: string;
	catalogue?: Catalogue;
	/** HF_ENDPOINT, HTTP_PROXY, HTTPS_PROXY and NO_PROXY are read from it. */
	env?: NodeJS.ProcessEnv;
	signal?: AbortSignal;
	onEvent?: (event: InstallEvent) => void;
	patience?: Patience;
};

export type InstallOutcome =
	| { kind: 'installed'; model: CatalogueModel; directory: string }
	/** It was there and every checksum is right. */
	| { kind: 'already-installed'; model: CatalogueModel; directory: string }
	| InstallProblem;

/**
 * Fetches a model into `modelsDirectory/NAME`. The directory appears, or is replaced, in one step when every file has
 * its checksum. What was fetched before a failure, a crash or an abort is gone on with next time. Never rejects for
 * what a network, a disk or a person does.
 */
export async function install(options: InstallOptions): Promise<InstallOutcome> {
	const { name, modelsDirectory, catalogue = ownCatalogue } = options;
	const model = catalogue.find((entry) => entry.name === name);
	if (!model) return { kind: 'unknown-name', name, known: catalogue.map((entry) => entry.name) };
	if (model.origin === 'ships') return { kind: 'ships', name };
	try {
		return await installLocked(model, placesOf(modelsDirectory, name), options);
	} catch (error) {
		const problem = options.signal?.aborted ? { kind: 'cancelled' as const } : localProblemOf(error);
		if (problem) return problem;
		throw error;
	}
}

async function installLocked(model: CatalogueModel, places: Places, options: InstallOptions): Promise<InstallOutcome> {
	await locally(places.work, () => mkdir(places.staging, { recursive: true }));
	const lock = await locally(places.work, async () => takeLock(places.lock));
	if (lock.kind === 'busy') return { kind: 'busy', name: model.name };
	try {
		const { directory } = places;
		if ((await verifyModel(model, directory, options.signal)).kind === 'sound') {
			return { kind: 'already-installed', model, directory };
		}
		const problem = await bringAll(model, places, options);
		if (problem) return problem;
		await publish(places);
		await recordVerified(options.modelsDirectory, model.name, new Date()).catch(() => {});
		return { kind: 'installed', model, directory };
	} finally {
		lock.release();
	}
}

async function bringAll(
	model: CatalogueModel,
	places: Places,
	options: InstallOptions
): Promise<InstallProblem | null> {
	const { env = process.env, signal = new AbortController().signal, patience = defaultPatience } = options;
	const http = clientFor(env);
	if ('kind' in http) return http;
	const context: FetchContext = { model, places, env, http, patience, signal, onEvent: options.onEvent ?? (() => {}) };
	try {
		const missing = await notStaged(model, places, signal);
		const problem = await roomFor(missing, places);
		if (problem) return problem;
		for (const [at, file] of missing.entries()) {
			const fetched = await fetchFile(file, context);
			if (fetched.kind !== 'fetched') return withRoom(fetched, missing.slice(at), places);
		}
		return null;
	} finally {
		await http.close();
	}
}

function clientFor(env: NodeJS.ProcessEnv): Http | InstallProblem {
	if (env['HF_ENDPOINT'] && !URL.canParse(env['HF_ENDPOINT'])) {
		return { kind: 'settings', detail: `HF_ENDPOINT=${env['HF_ENDPOINT']} is not an address` };
	}
	try {
		return openHttp(env);
	} catch {
		return { kind: 'settings', detail: 'HTTP_PROXY or HTTPS_PROXY is not an address' };
	}
}

/** Files that are neither staged by an earlier run nor sound in the installed model; the latter are copied over. */
async function notStaged(model: CatalogueModel, places: Places, signal: AbortSignal): Promise<ModelFile[]> {
	const missing: ModelFile[] = [];
	for (const file of model.files) {
		const staged = join(places.staging, file.name);
		if ((await faultOf(staged, file, signal)) === null) continue;
		const installed = join(places.directory, file.name);
		if ((await faultOf(installed, file, signal)) === null) {
			await locally(places.staging, () => copyFile(installed, staged, constants.COPYFILE_FICLONE));
		} else missing.push(file);
	}
	return missing;
}

async function bytesToCome(files: ModelFile[], places: Places): Promise<number> {
	const there = await Promise.all(files.map((file) => fileBytes(partialPath(places, file.name))));
	return files.reduce((sum, file, at) => sum + Math.max(0, file.bytes - (there[at] ?? 0)), 0);
}

async function roomFor(files: ModelFile[], places: Places): Promise<LocalProblem | null> {
	const neededBytes = await bytesToCome(files, places);
	const freeBytes = await freeIn(places.work);
	if (freeBytes === null || freeBytes >= neededBytes) return null;
	return { kind: 'disk-full', directory: places.work, neededBytes, freeBytes };
}

async function freeIn(directory: string): Promise<number | null> {
	const disk = await statfs(directory).catch(() => null);
	return disk && disk.bavail * disk.bsize;
}

async function withRoom(problem: InstallProblem, files: ModelFile[], places: Places): Promise<InstallProblem> {
	if (problem.kind !== 'disk-full') return problem;
	return { ...problem, neededBytes: await bytesToCome(files, places), freeBytes: await freeIn(places.work) };
}

/** Puts the staged directory in the place of the installed one. */
async function publish({ directory, staging, work }: Places): Promise<void> {
	await locally(directory, async () => {
		await syncDirectory(staging);
		const old = join(work, 'replaced');
		await rm(old, { recursive: true, force: true });
		await rename(directory, old).catch((error: NodeJS.ErrnoException) => {
			if (error.code !== 'ENOENT') throw error;
		});
		await rename(staging, directory);
		await syncDirectory(dirname(directory));
		await rm(work, { recursive: true, force: true });
	});
}

/** Makes renames in a directory survive a power cut, where the system lets a directory be opened. */
async function syncDirectory(path: string): Promise<void> {
	const directory = await open(path, 'r').catch(() => null);
	await directory?.sync().catch(() => {});
	await directory?.close();
}
