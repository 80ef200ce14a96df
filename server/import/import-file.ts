import { open } from 'node:fs/promises';
import { copyByHttp, type CopyOutcome, type HttpCopierDeps } from '#lib/uplink/http-copier.ts';
import type { ByteSource } from '#lib/rescue/format.ts';
import { openRescueFile, type RescueProblem } from '#lib/rescue/read.ts';
import { FileStore } from './file-store.ts';

export type Imported =
	| { kind: 'refused'; problem: RescueProblem }
	| { kind: 'copied'; title: string; samples: number; missingSamples: number; outcome: CopyOutcome };

/** Brings one rescue file to the server. Rejects with the error of the disk. */
export async function importFile(path: string, ask: HttpCopierDeps['fetch']): Promise<Imported> {
	const handle = await open(path, 'r');
	try {
		const file = await openRescueFile(await sourceOf(handle));
		if (typeof file === 'string') return { kind: 'refused', problem: file };
		const store = await FileStore.open(file);
		const { lectureId, title } = file.head.lecture;
		const outcome = await copyByHttp({ store, fetch: ask }, lectureId);
		return {
			kind: 'copied',
			title,
			samples: store.samples,
			missingSamples: store.missingSamples,
			outcome
		};
	} finally {
		await handle.close();
	}
}

async function sourceOf(handle: Awaited<ReturnType<typeof open>>): Promise<ByteSource> {
	const { size } = await handle.stat();
	return {
		size,
		async read(from, to) {
			const bytes = Buffer.alloc(Math.max(0, Math.min(to, size) - from));
			let filled = 0;
			while (filled < bytes.byteLength) {
				const { bytesRead } = await handle.read(bytes, filled, bytes.byteLength - filled, from + filled);
				if (bytesRead === 0) break;
				filled += bytesRead;
			}
			return bytes.subarray(0, filled);
		}
	};
}

/** Signs in with a key; gives the way to ask as its owner, or why not. */
export async function signInTo(
	url: string,
	key: string
): Promise<HttpCopierDeps['fetch'] | 'unreachable' | 'bad-key' | 'too-many-attempts'> {
	const answer = await fetch(`${url}/api/session`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ key })
	}).catch(() => undefined);
	const cookie = answer?.headers.get('set-cookie')?.split(';')[0];
	if (answer?.status === 401) return 'bad-key';
	if (answer?.status === 429) return 'too-many-attempts';
	if (!answer?.ok || !cookie) return 'unreachable';
	return (path, init) => fetch(url + path, { ...init, headers: { cookie } });
}
