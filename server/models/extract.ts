import { Worker } from 'node:worker_threads';

export type Member = { member: string; bytes: number; path: string };

export type ExtractReport =
	| { kind: 'extracted' }
	| { kind: 'broken-archive'; detail: string }
	/** A file could not be written. */
	| { kind: 'write-failed'; code: string; path: string };

/**
 * Writes members of a tar.bz2 to the paths given for them; everything else in the archive is passed over, and a member
 * of another size than announced is refused. Runs on a thread of its own, since bzip2 in JavaScript keeps one busy.
 * Rejects with the signal's reason when it is aborted.
 */
export async function extract(archivePath: string, members: Member[], signal: AbortSignal): Promise<ExtractReport> {
	signal.throwIfAborted();
	const worker = new Worker(new URL('./extract-worker.ts', import.meta.url), { workerData: { archivePath, members } });
	const { promise, resolve, reject } = Promise.withResolvers<ExtractReport>();
	const onAbort = () => reject(signal.reason as Error);
	signal.addEventListener('abort', onAbort, { once: true });
	worker.once('message', resolve);
	worker.once('error', reject);
	worker.once('exit', () => resolve({ kind: 'broken-archive', detail: 'unpacking ended early' }));
	try {
		return await promise;
	} finally {
		signal.removeEventListener('abort', onAbort);
		await worker.terminate();
	}
}
