import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import type { CatalogueModel } from './catalogue.ts';
import { placesOf } from './places.ts';

const recordSchema = v.object({ verifiedAt: v.pipe(v.string(), v.isoTimestamp()) });

/** Replaces a small file in one step, so that a reader finds the old text or the new one. */
export async function writeWhole(path: string, text: string): Promise<void> {
	await mkdir(dirname(path), { recursive: true });
	const fresh = `${path}.new`;
	await writeFile(fresh, text, { flush: true });
	await rename(fresh, path);
}

/** Remembers that every file of a model had its checksum at `at`. Rejects as writing does. */
export function recordVerified(modelsDirectory: string, name: string, at: Date): Promise<void> {
	return writeWhole(placesOf(modelsDirectory, name).record, `${JSON.stringify({ verifiedAt: at.toISOString() })}\n`);
}

/** When the model in `directory` was last verified; null when never, or when a file was changed since. */
export async function verifiedAt(
	modelsDirectory: string,
	model: CatalogueModel,
	directory: string
): Promise<Date | null> {
	try {
		const text = await readFile(placesOf(modelsDirectory, model.name).record, 'utf8');
		const at = new Date(v.parse(recordSchema, JSON.parse(text)).verifiedAt);
		const files = await Promise.all(model.files.map((file) => stat(join(directory, file.name))));
		return files.every((file) => file.mtimeMs <= at.getTime()) ? at : null;
	} catch {
		return null;
	}
}
