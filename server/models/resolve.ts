import { readdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import {
	catalogue as ownCatalogue,
	shippedModelName,
	type Catalogue,
	type CatalogueModel,
	type ModelGrade
} from './catalogue.ts';
import { fileBytes } from './checksum.ts';
import { readChoice } from './choice.ts';
import { placesOf, shippedModelsDirectory } from './places.ts';
import type { ModelProblem } from './problems.ts';

export type ResolvedModel = {
	kind: 'model';
	name: string;
	directory: string;
	grade: ModelGrade;
	/** Why this one: asked for now, chosen by `use`, the first full one that is installed, or what ships. */
	reason: 'requested' | 'chosen' | 'installed' | 'shipped';
};

export type ResolveOptions = {
	modelsDirectory: string;
	/** A name of the catalogue, a directory below `modelsDirectory`, or a path. */
	requested?: string | undefined;
	catalogue?: Catalogue;
	/** Where the model that ships lies when it is not in `modelsDirectory`. */
	shippedDirectory?: string;
};

type Found = Omit<ResolvedModel, 'reason'>;

/**
 * The model to recognise with. What a person named, now or by `use`, is never replaced by another model: when it
 * cannot be used that is a problem. Sizes are looked at, checksums are not (`verifyModel` does that).
 */
export async function resolveModel(options: ResolveOptions): Promise<ResolvedModel | ModelProblem> {
	if (options.requested) return because('requested', await findModel(options.requested, options));
	const choice = await readChoice(options.modelsDirectory);
	if (choice.kind === 'unreadable') return { kind: 'unreadable-choice', path: choice.path };
	if (choice.kind === 'chosen') return because('chosen', await findModel(choice.model, options));
	for (const model of options.catalogue ?? ownCatalogue) {
		if (model.grade !== 'full') continue;
		const directory = await directoryOf(model, options);
		if (directory) return because('installed', found(model, directory));
	}
	return because('shipped', await findModel(shippedModelName, options));
}

/** Where a model of the catalogue is installed; null when a file is missing or, unless it ships, has another size. */
export async function directoryOf(model: CatalogueModel, options: ResolveOptions): Promise<string | null> {
	const roots = [options.modelsDirectory];
	if (model.origin === 'ships') roots.push(options.shippedDirectory ?? shippedModelsDirectory);
	for (const root of roots) {
		const { directory } = placesOf(root, model.name);
		const sizes = await Promise.all(model.files.map((file) => fileBytes(join(directory, file.name))));
		const isWhole = (bytes: number, at: number) => (model.origin === 'ships' ? sizes[at] != null : sizes[at] === bytes);
		if (model.files.every((file, at) => isWhole(file.bytes, at))) return directory;
	}
	return null;
}

/** A model by name or path, whatever else is chosen or installed. */
export async function findModel(nameOrPath: string, options: ResolveOptions): Promise<Found | ModelProblem> {
	const catalogue = options.catalogue ?? ownCatalogue;
	const known =
		catalogue.find((model) => model.name === nameOrPath) ??
		catalogue.find((model) => placesOf(options.modelsDirectory, model.name).directory === resolve(nameOrPath));
	if (known) {
		const directory = await directoryOf(known, options);
		return directory ? found(known, directory) : { kind: 'not-installed', name: known.name };
	}
	if (/[/\\]|^\.{1,2}$/.test(nameOrPath)) return findCustom(resolve(nameOrPath));
	const custom = await findCustom(join(options.modelsDirectory, nameOrPath));
	if (custom.kind !== 'path-missing') return custom;
	return { kind: 'unknown-name', name: nameOrPath, known: catalogue.map((model) => model.name) };
}

const found = (model: CatalogueModel, directory: string): Found => ({
	kind: 'model',
	name: model.name,
	directory,
	grade: model.grade
});

async function findCustom(path: string): Promise<Found | ModelProblem> {
	const names = await readdir(path).catch(() => null);
	if (!names) return { kind: 'path-missing', path };
	if (!names.some((name) => name.endsWith('.onnx'))) {
		return { kind: 'no-model-in-directory', path, missing: 'a file that ends in .onnx' };
	}
	if (!names.includes('tokens.txt') && !names.includes('tokens.json')) {
		return { kind: 'no-model-in-directory', path, missing: 'tokens.txt or tokens.json' };
	}
	return { kind: 'model', name: basename(path), directory: path, grade: 'custom' };
}

function because(reason: ResolvedModel['reason'], result: Found | ModelProblem): ResolvedModel | ModelProblem {
	return result.kind === 'model' ? { ...result, reason } : result;
}
