import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { locally } from './problems.ts';

/**
 * A file that is growing, with the SHA-256 of what it holds. It outlives the process: opening it again hashes what is
 * there. Every method throws what `localProblemOf` understands.
 */
export type PartialFile = {
	readonly bytes: number;
	/** How many of them were there when it was opened. */
	readonly foundBytes: number;
	append(chunk: Buffer): Promise<void>;
	/** Back to nothing. */
	clear(): Promise<void>;
	/** SHA-256 of all bytes, lower-case hexadecimal. */
	sha256(): string;
	/** All bytes are on the disk when this resolves. */
	sync(): Promise<void>;
	close(): Promise<void>;
};

export async function openPartial(path: string): Promise<PartialFile> {
	const inDirectory = <T>(work: () => Promise<T>) => locally(dirname(path), work);
	const file = await inDirectory(() => open(path, 'a+'));
	let hash = createHash('sha256');
	let foundBytes = await inDirectory(() => readInto(file, hash)).catch(async (error: unknown) => {
		await file.close();
		throw error;
	});
	let bytes = foundBytes;
	return {
		get foundBytes() {
			return foundBytes;
		},
		get bytes() {
			return bytes;
		},
		async append(chunk) {
			await inDirectory(() => file.appendFile(chunk));
			hash.update(chunk);
			bytes += chunk.length;
		},
		async clear() {
			if (bytes > 0) await inDirectory(() => file.truncate(0));
			hash = createHash('sha256');
			bytes = 0;
			foundBytes = 0;
		},
		sha256: () => hash.copy().digest('hex'),
		sync: () => inDirectory(() => file.sync()),
		close: () => file.close()
	};
}

async function readInto(file: FileHandle, hash: ReturnType<typeof createHash>): Promise<number> {
	const buffer = Buffer.allocUnsafe(1 << 20);
	const { size } = await file.stat();
	for (let at = 0; at < size; ) {
		const { bytesRead } = await file.read(buffer, 0, Math.min(buffer.length, size - at), at);
		if (bytesRead === 0) return at;
		hash.update(buffer.subarray(0, bytesRead));
		at += bytesRead;
	}
	return size;
}
