import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { extract as untar } from 'tar-stream';
import unbzip2 from 'unbzip2-stream';
import type { ExtractReport, Member } from './extract.ts';

type Entry = ReturnType<typeof untar> extends AsyncIterable<infer One> ? One : never;

const { archivePath, members } = workerData as { archivePath: string; members: Member[] };

async function unpack(): Promise<ExtractReport> {
	const missing = new Map(members.map((wanted) => [wanted.member, wanted]));
	const tar = untar();
	const unpacked = pipeline(createReadStream(archivePath, { highWaterMark: 1 << 20 }), unbzip2(), tar);
	unpacked.catch(() => {});
	for await (const entry of tar) {
		const wanted = missing.get(entry.header.name.replace(/^\.\//, ''));
		if (wanted) await write(entry, wanted);
		else entry.resume();
		if (wanted) missing.delete(wanted.member);
		if (missing.size === 0) return { kind: 'extracted' };
	}
	await unpacked;
	return { kind: 'broken-archive', detail: `it holds no ${[...missing.keys()].join(', ')}` };
}

async function write(entry: Entry, { bytes, path, member }: Member): Promise<void> {
	const { size } = entry.header;
	if (size !== bytes) throw new Error(`${member} has ${size} bytes in it, not ${bytes}`);
	await pipeline(entry, createWriteStream(path, { flush: true }));
}

function reportOf(error: unknown): ExtractReport {
	const { syscall, code, path, message } = error as NodeJS.ErrnoException;
	if (syscall && code && path !== archivePath) return { kind: 'write-failed', code, path: path ?? '' };
	return { kind: 'broken-archive', detail: message };
}

parentPort?.postMessage(await unpack().catch(reportOf));
