import { rm } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { type Http, reasonOf } from './http.ts';
import { openPartial, type PartialFile } from './partial.ts';
import { isPassing, localProblemOf, type LocalProblem, type SourceProblem } from './problems.ts';
import { type Expected, judge } from './reply.ts';
import { startWatchdog } from './watchdog.ts';

export type Patience = {
	/** A connection that brings nothing for this long is given up. */
	silentMs: number;
	/** Tries of one source in a row of which none gets `progressBytes` further than those before. */
	attempts: number;
	/** Before the second try; doubled before each further one. */
	backoffMs: number;
	progressBytes: number;
};

export const defaultPatience: Patience = { silentMs: 30_000, attempts: 5, backoffMs: 1000, progressBytes: 1 << 20 };

export type DownloadOptions = {
	address: string;
	/** Grows as bytes arrive, is gone on with when it exists, and stays when the download ends without success. */
	partialPath: string;
	expected: Expected;
	http: Http;
	patience: Patience;
	signal: AbortSignal;
	onBytes(receivedBytes: number, totalBytes: number | null): void;
	onRetry(problem: SourceProblem, receivedBytes: number): void;
};

/** `complete`: `partialPath` holds the whole file, synced, of the expected size and checksum. */
export type DownloadOutcome = { kind: 'complete'; sha256: string } | SourceProblem | LocalProblem;

type Ended = { kind: 'ended' } | SourceProblem;

/** Fetches one file from one source. Never rejects. A wrong checksum removes the partial file. */
export async function download(options: DownloadOptions): Promise<DownloadOutcome> {
	let partial: PartialFile | undefined;
	try {
		partial = await openPartial(options.partialPath);
		return await finish(partial, options);
	} catch (error) {
		const problem = localProblemOf(error);
		if (problem) return problem;
		if (options.signal.aborted) return { kind: 'cancelled' };
		throw error;
	} finally {
		await partial?.close();
		if (partial?.bytes === 0) await rm(options.partialPath, { force: true });
	}
}

async function finish(partial: PartialFile, options: DownloadOptions): Promise<DownloadOutcome> {
	for (;;) {
		const ended = await persist(partial, options);
		if (options.signal.aborted) return { kind: 'cancelled' };
		if (ended.kind !== 'ended') return ended;
		const sha256 = partial.sha256();
		const { expected } = options;
		if (expected.sha256 === null || expected.sha256 === sha256) {
			await partial.sync();
			return { kind: 'complete', sha256 };
		}
		const { foundBytes } = partial;
		await partial.clear();
		// The beginning may have come from elsewhere: this source is judged by a file that is wholly its own.
		if (foundBytes > 0) continue;
		return { kind: 'wrong-checksum', expected: expected.sha256, found: sha256 };
	}
}

/** Tries one source again and again, until its file has ended or patience has. */
async function persist(partial: PartialFile, options: DownloadOptions): Promise<Ended> {
	const { patience, signal } = options;
	let furthestBytes = partial.bytes;
	for (let failures = 0; ; ) {
		const ended = await transfer(partial, options);
		if (ended.kind === 'ended' || signal.aborted) return ended;
		const lostTouch = ended.kind === 'unreachable' && partial.bytes > partial.foundBytes;
		if (!lostTouch && !isPassing(ended)) return ended;
		failures = partial.bytes - furthestBytes >= patience.progressBytes ? 1 : failures + 1;
		furthestBytes = Math.max(furthestBytes, partial.bytes);
		if (failures >= patience.attempts) return ended;
		options.onRetry(ended, partial.bytes);
		await wait(patience.backoffMs * 2 ** (failures - 1), undefined, { signal }).catch(() => {});
	}
}

/** One request. Bytes that arrive are kept whatever happens then. */
async function transfer(partial: PartialFile, options: DownloadOptions): Promise<Ended> {
	const { expected, patience, http, address } = options;
	if (expected.bytes !== null && partial.bytes > expected.bytes) await partial.clear();
	if (partial.bytes === expected.bytes) return { kind: 'ended' };
	const watchdog = startWatchdog(patience.silentMs, options.signal);
	const before = partial.bytes;
	let answered = false;
	try {
		const reply = await http.get(address, { fromBytes: before, signal: watchdog.signal });
		answered = true;
		const verdict = judge(reply, before, expected);
		if (verdict.kind === 'append' || verdict.kind === 'from-the-start') {
			if (verdict.kind === 'from-the-start') await partial.clear();
			return await receive(reply.chunks, partial, verdict.totalBytes, options, watchdog);
		}
		reply.drop();
		if (verdict.kind === 'nothing-left') return { kind: 'ended' };
		if (verdict.kind !== 'discard') return verdict;
		await partial.clear();
	} catch (error) {
		if (localProblemOf(error)) throw error;
		const receivedBytes = partial.bytes;
		if (watchdog.barked) return { kind: 'stalled', silentMs: patience.silentMs, receivedBytes };
		if (answered) return { kind: 'interrupted', receivedBytes };
		return { kind: 'unreachable', reason: reasonOf(error) };
	} finally {
		watchdog.stop();
	}
	return transfer(partial, options);
}

async function receive(
	chunks: AsyncIterable<Buffer>,
	partial: PartialFile,
	totalBytes: number | null,
	{ onBytes, expected }: DownloadOptions,
	watchdog: { heard(): void; rest(): void }
): Promise<Ended> {
	onBytes(partial.bytes, totalBytes);
	for await (const chunk of chunks) {
		watchdog.rest();
		if (totalBytes !== null && partial.bytes + chunk.length > totalBytes) {
			await partial.clear();
			return { kind: 'another-file', detail: `more than ${totalBytes} bytes` };
		}
		await partial.append(chunk);
		onBytes(partial.bytes, totalBytes);
		watchdog.heard();
	}
	const wanted = expected.bytes ?? totalBytes;
	if (wanted === null || partial.bytes === wanted) return { kind: 'ended' };
	return { kind: 'interrupted', receivedBytes: partial.bytes };
}
