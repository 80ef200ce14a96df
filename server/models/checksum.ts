import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { ModelFile } from './catalogue.ts';

/** SHA-256 of a file, lower-case hexadecimal. Rejects as reading does. */
export async function sha256Of(path: string, signal?: AbortSignal): Promise<string> {
	const hash = createHash('sha256');
	const options = { highWaterMark: 1 << 20, ...(signal && { signal }) };
	for await (const chunk of createReadStream(path, options)) hash.update(chunk as Buffer);
	return hash.digest('hex');
}

/** Bytes of a regular file, or null when there is none. */
export async function fileBytes(path: string): Promise<number | null> {
	try {
		const found = await stat(path);
		return found.isFile() ? found.size : null;
	} catch {
		return null;
	}
}

export type FileFault =
	| { kind: 'missing' }
	| { kind: 'unreadable'; code: string }
	| { kind: 'wrong-size'; bytes: number }
	| { kind: 'wrong-checksum'; sha256: string };

/** What is wrong with the file at `path`, judged by size and checksum; null when it is the one in the catalogue. */
export async function faultOf(path: string, file: ModelFile, signal?: AbortSignal): Promise<FileFault | null> {
	const bytes = await fileBytes(path);
	if (bytes === null) return { kind: 'missing' };
	if (bytes !== file.bytes) return { kind: 'wrong-size', bytes };
	try {
		const sha256 = await sha256Of(path, signal);
		return sha256 === file.sha256 ? null : { kind: 'wrong-checksum', sha256 };
	} catch (error) {
		signal?.throwIfAborted();
		return { kind: 'unreadable', code: (error as NodeJS.ErrnoException).code ?? 'unknown' };
	}
}
