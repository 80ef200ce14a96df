import { createHash, randomUUID } from 'node:crypto';
import {
	accessSync,
	appendFileSync,
	constants,
	copyFileSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { graphTail, tailVersion } from './graph-tail.ts';
import { joined } from './protobuf.ts';

/** How the names of extended models end; such a file is no model of its own. */
export const extendedSuffix = '.extended.onnx';

/** Up to here a model is extended in memory: it leaves no file behind. */
const inMemoryBytesMax = 32 * 1024 * 1024;
/** A partial file of this age belongs to nobody who still writes it. */
const abandonedAfterMs = 600_000;

/**
 * The model with `graphTail` appended, as something the runtime loads. A large one is written once, under a
 * temporary name and then renamed, because the runtime needs half the memory for a file: beside the original, or in
 * `cacheDirectory` when the original's folder is read-only. Where neither can be written it stays in memory.
 * A changed original makes a new file and removes the old one.
 */
export function extendModel(modelPath: string, logits: string, cacheDirectory?: string): string | Uint8Array {
	const { size, mtimeMs } = statSync(modelPath);
	const tail = graphTail(logits);
	const inMemory = () => joined([readFileSync(modelPath), tail]);
	const directory = writableFolder(dirname(modelPath), cacheDirectory);
	if (size <= inMemoryBytesMax || directory === undefined) return inMemory();
	const stem = `${basename(modelPath, '.onnx')}-${digest(modelPath)}`;
	const name = `${stem}-${digest(`${size} ${mtimeMs} ${tailVersion}`)}${extendedSuffix}`;
	const path = join(directory, name);
	if (existsSync(path) && statSync(path).size === size + tail.length) return path;
	try {
		writeExtended(modelPath, tail, path);
	} catch (error) {
		if (isSystemError(error)) return inMemory();
		throw error;
	}
	removeOlder(directory, stem, name);
	return path;
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);

const isSystemError = (error: unknown): boolean => error instanceof Error && 'syscall' in error;

function writableFolder(...candidates: (string | undefined)[]): string | undefined {
	return candidates.find((directory) => {
		if (directory === undefined) return false;
		try {
			mkdirSync(directory, { recursive: true });
			accessSync(directory, constants.W_OK);
			return true;
		} catch {
			return false;
		}
	});
}

function writeExtended(modelPath: string, tail: Uint8Array, path: string): void {
	const partial = `${path}.${randomUUID()}.partial`;
	try {
		copyFileSync(modelPath, partial, constants.COPYFILE_FICLONE);
		appendFileSync(partial, tail);
		renameSync(partial, path);
	} finally {
		rmSync(partial, { force: true });
	}
}

/** Removes what was made of an earlier original, and what a killed process left half-written. */
function removeOlder(directory: string, stem: string, kept: string): void {
	for (const name of readdirSync(directory)) {
		if (!name.startsWith(`${stem}-`) || name === kept) continue;
		const path = join(directory, name);
		const abandoned = name.endsWith('.partial') && Date.now() - statSync(path).mtimeMs > abandonedAfterMs;
		if (name.endsWith(extendedSuffix) || abandoned) rmSync(path, { force: true });
	}
}
