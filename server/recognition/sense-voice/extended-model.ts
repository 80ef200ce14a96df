import { createHash, randomUUID } from 'node:crypto';
import {
	accessSync,
	appendFileSync,
	closeSync,
	constants,
	copyFileSync,
	existsSync,
	mkdirSync,
	openSync,
	readdirSync,
	readFileSync,
	readSync,
	renameSync,
	rmSync,
	statSync,
	writeSync
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { graphTail, tailVersion } from './graph-tail.ts';
import { withFileBytes } from './model-file.ts';
import { bytesSource, joined } from './protobuf.ts';
import { signedWeights, type ByteChanges } from './signed-weights.ts';

/** How the names of extended models end; such a file is no model of its own. */
export const extendedSuffix = '.extended.onnx';

/** Up to here a model is extended in memory: it leaves no file behind. */
const inMemoryBytesMax = 32 * 1024 * 1024;
const pieceBytes = 1024 * 1024;
/** A partial file of this age belongs to nobody who still writes it. */
const abandonedAfterMs = 600_000;

export type Extension = {
	/** Name of the model's output. */
	logits: string;
	/** Version of the standard operators that the model uses. */
	opset: number;
	/** Whether unsigned weights become signed ones; only where signed products are exact. */
	signed: boolean;
	cacheDirectory?: string | undefined;
};

/**
 * The model with `graphTail` appended and, if wanted, signed weights, as something the runtime loads. A large one is written once, under a
 * temporary name and then renamed, because the runtime needs half the memory for a file: beside the original, or in
 * `cacheDirectory` when the original's folder is read-only. Where neither can be written it stays in memory.
 * A changed original makes a new file and removes the old one.
 */
export function extendModel(modelPath: string, extension: Extension): string | Uint8Array {
	const { size, mtimeMs } = statSync(modelPath);
	const tail = graphTail(extension);
	const inMemory = () => joined([changedBytes(readFileSync(modelPath), extension), tail]);
	const directory = writableFolder(dirname(modelPath), extension.cacheDirectory);
	if (size <= inMemoryBytesMax || directory === undefined) return inMemory();
	const stem = `${basename(modelPath, '.onnx')}-${digest(modelPath)}`;
	const name = `${stem}-${digest(`${size} ${mtimeMs} ${tailVersion} ${extension.signed}`)}${extendedSuffix}`;
	const path = join(directory, name);
	if (existsSync(path) && statSync(path).size === size + tail.length) return path;
	try {
		writeExtended(modelPath, tail, path, extension);
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

function changedBytes(bytes: Uint8Array, { signed }: Extension): Uint8Array {
	const changes = signed ? signedWeights(bytesSource(bytes)) : undefined;
	for (const { from, to } of changes?.turned ?? []) turn(bytes.subarray(from, to));
	for (const { at, bytes: others } of changes?.replaced ?? []) bytes.set(others, at);
	return bytes;
}

function turn(bytes: Uint8Array): void {
	for (let index = 0; index < bytes.length; index++) bytes[index]! ^= 0x80;
}

function writeExtended(modelPath: string, tail: Uint8Array, path: string, { signed }: Extension): void {
	const partial = `${path}.${randomUUID()}.partial`;
	try {
		copyFileSync(modelPath, partial, constants.COPYFILE_FICLONE);
		const changes = signed ? withFileBytes(modelPath, signedWeights) : undefined;
		if (changes) changeFile(partial, changes);
		appendFileSync(partial, tail);
		renameSync(partial, path);
	} finally {
		rmSync(partial, { force: true });
	}
}

function changeFile(path: string, { turned, replaced }: ByteChanges): void {
	const file = openSync(path, 'r+');
	try {
		const piece = new Uint8Array(pieceBytes);
		for (const { from, to } of turned) {
			for (let at = from; at < to; at += pieceBytes) {
				const bytes = piece.subarray(0, readSync(file, piece, 0, Math.min(pieceBytes, to - at), at));
				turn(bytes);
				writeSync(file, bytes, 0, bytes.length, at);
			}
		}
		for (const { at, bytes } of replaced) writeSync(file, bytes, 0, bytes.length, at);
	} finally {
		closeSync(file);
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
