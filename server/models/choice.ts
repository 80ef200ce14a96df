import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { choicePath } from './places.ts';
import { writeWhole } from './record.ts';

const choiceSchema = v.object({ model: v.pipe(v.string(), v.nonEmpty()) });

export type Choice = { kind: 'none' } | { kind: 'chosen'; model: string } | { kind: 'unreadable'; path: string };

/** The name or path last given to `use`. */
export async function readChoice(modelsDirectory: string): Promise<Choice> {
	const path = choicePath(modelsDirectory);
	try {
		const { model } = v.parse(choiceSchema, JSON.parse(await readFile(path, 'utf8')));
		return { kind: 'chosen', model };
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		return code === 'ENOENT' || code === 'ENOTDIR' ? { kind: 'none' } : { kind: 'unreadable', path };
	}
}

/** Rejects as writing does. */
export function writeChoice(modelsDirectory: string, model: string): Promise<void> {
	return writeWhole(choicePath(modelsDirectory), `${JSON.stringify({ model })}\n`);
}
