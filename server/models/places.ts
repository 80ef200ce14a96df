import { basename, join, resolve } from 'node:path';

/** The models directory of the repository: what ships lies here, wherever the others are installed. */
export const shippedModelsDirectory = resolve(import.meta.dirname, '../../models');

/** Where everything of one model lies below the models directory. */
export type Places = {
	/** The model itself: visible only when every file in it was verified. */
	directory: string;
	/** What is being fetched; on the same file system as `directory`. */
	work: string;
	/** Verified files that wait for the others; becomes `directory`. */
	staging: string;
	/** What the archive held, not yet verified. */
	extracted: string;
	lock: string;
	record: string;
};

const stateDirectory = (modelsDirectory: string) => join(modelsDirectory, '.state');

export function placesOf(modelsDirectory: string, name: string): Places {
	const state = stateDirectory(modelsDirectory);
	const work = join(state, name);
	return {
		directory: join(modelsDirectory, name),
		work,
		staging: join(work, 'files'),
		extracted: join(work, 'extracted'),
		lock: join(state, `${name}.lock`),
		record: join(state, `${name}.json`)
	};
}

export const choicePath = (modelsDirectory: string): string => join(stateDirectory(modelsDirectory), 'current.json');

export const partialPath = (places: Places, fileName: string): string => join(places.work, `${fileName}.partial`);

export const archivePath = (places: Places, address: string): string =>
	join(places.work, basename(new URL(address).pathname));
