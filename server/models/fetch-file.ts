import { mkdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { CatalogueModel, ModelFile, Source } from './catalogue.ts';
import { faultOf, fileBytes } from './checksum.ts';
import { download, type DownloadOutcome, type Patience } from './download.ts';
import type { InstallEvent } from './events.ts';
import { extract, type Member } from './extract.ts';
import type { Http } from './http.ts';
import { archivePath, partialPath, type Places } from './places.ts';
import { locally, type InstallProblem, type LocalProblem, type SourceFailure, type SourceProblem } from './problems.ts';
import type { Expected } from './reply.ts';
import { addressOf, hostOf } from './sources.ts';

export type FetchContext = {
	model: CatalogueModel;
	places: Places;
	env: NodeJS.ProcessEnv;
	http: Http;
	patience: Patience;
	signal: AbortSignal;
	onEvent(event: InstallEvent): void;
};

type Archive = Extract<Source, { kind: 'archive' }>;
type Fetched = { kind: 'fetched' } | SourceProblem | LocalProblem;

const localKinds = new Set(['disk-full', 'not-writable', 'cancelled']);
const isLocal = (problem: SourceProblem | LocalProblem): problem is LocalProblem => localKinds.has(problem.kind);

/** Brings one verified file into staging, from the first source that has it. */
export async function fetchFile(file: ModelFile, context: FetchContext): Promise<{ kind: 'fetched' } | InstallProblem> {
	const failures: SourceFailure[] = [];
	for (const source of file.sources) {
		const address = addressOf(source, context.env);
		const name = hostOf(address);
		context.onEvent({ kind: 'source', file: file.name, source: name });
		const fetched = await (source.kind === 'archive'
			? fromArchive(file, source, context)
			: fromAddress(file, address, context));
		if (fetched.kind === 'fetched') {
			context.onEvent({ kind: 'verified', file: file.name });
			return fetched;
		}
		if (isLocal(fetched)) return fetched;
		context.onEvent({ kind: 'source-failed', file: file.name, source: name, problem: fetched });
		failures.push({ source: name, problem: fetched });
	}
	return { kind: 'no-source-worked', file: file.name, failures };
}

async function fromAddress(file: ModelFile, address: string, context: FetchContext): Promise<Fetched> {
	const partial = partialPath(context.places, file.name);
	const outcome = await load(file.name, address, partial, file, context);
	if (outcome.kind !== 'complete') return outcome;
	return intoStaging(partial, file, context);
}

function load(
	name: string,
	address: string,
	partial: string,
	{ bytes, sha256 }: Expected,
	{ http, patience, signal, onEvent }: FetchContext
): Promise<DownloadOutcome> {
	const source = hostOf(address);
	return download({
		address,
		partialPath: partial,
		expected: { bytes, sha256 },
		http,
		patience,
		signal,
		onBytes: (receivedBytes, totalBytes) => onEvent({ kind: 'bytes', file: name, receivedBytes, totalBytes }),
		onRetry: (problem) => onEvent({ kind: 'retry', file: name, source, problem })
	});
}

async function fromArchive(file: ModelFile, source: Archive, context: FetchContext): Promise<Fetched> {
	const { places, signal } = context;
	const found = join(places.extracted, file.name);
	if ((await fileBytes(found)) === null) {
		const unpacked = await unpackArchive(source, context);
		if (unpacked.kind !== 'fetched') return unpacked;
	}
	const fault = await faultOf(found, file, signal);
	if (fault === null) return intoStaging(found, file, context);
	await dropArchive(source, context);
	if (fault.kind !== 'wrong-checksum') return { kind: 'broken-archive', detail: `${file.name} is not whole in it` };
	return { kind: 'wrong-checksum', expected: file.sha256, found: fault.sha256 };
}

async function intoStaging(path: string, file: ModelFile, { places }: FetchContext): Promise<Fetched> {
	await locally(places.staging, () => rename(path, join(places.staging, file.name)));
	return { kind: 'fetched' };
}

/** Fetches the archive unless it lies there already, and takes every file of the model out of it. */
async function unpackArchive(source: Archive, context: FetchContext): Promise<Fetched> {
	const { places, signal, onEvent } = context;
	const archive = archivePath(places, source.url);
	const name = basename(archive);
	if ((await fileBytes(archive)) === null) {
		const partial = partialPath(places, name);
		const outcome = await load(name, source.url, partial, source, context);
		if (outcome.kind !== 'complete') return outcome;
		await locally(places.work, () => rename(partial, archive));
	}
	onEvent({ kind: 'unpacking', file: name });
	await locally(places.work, () => mkdir(places.extracted, { recursive: true }));
	const report = await extract(archive, membersOf(context.model, source.url, places), signal);
	if (report.kind === 'extracted') return { kind: 'fetched' };
	await dropArchive(source, context);
	if (report.kind === 'broken-archive') return report;
	return locally(places.work, () => Promise.reject(Object.assign(new Error(report.code), report)));
}

async function dropArchive(source: Archive, { places }: FetchContext): Promise<void> {
	await rm(archivePath(places, source.url), { force: true });
	await rm(places.extracted, { recursive: true, force: true });
}

function membersOf(model: CatalogueModel, url: string, places: Places): Member[] {
	return model.files.flatMap((file) =>
		file.sources.flatMap((source) =>
			source.kind === 'archive' && source.url === url
				? [{ member: source.member, bytes: file.bytes, path: join(places.extracted, file.name) }]
				: []
		)
	);
}
