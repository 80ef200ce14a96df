import { modelFilesOf, type ModelFile } from '../recognition/sense-voice/model-directory.ts';
import { catalogue } from './catalogue.ts';
import { directoryOf, type ResolvedModel } from './resolve.ts';

/**
 * The files of a model, the best one for a processor first: those in its directory, and where the catalogue has it in
 * floating point as a model of its own, those too if they are installed. Throws `ModelError`.
 */
export async function modelFilesFor(
	model: Pick<ResolvedModel, 'name' | 'directory'>,
	modelsDirectory: string
): Promise<[ModelFile, ...ModelFile[]]> {
	const files = modelFilesOf(model.directory);
	const known = catalogue.find(({ name }) => name === model.name);
	const floats = catalogue.find(({ name }) => name === known?.inFloats);
	const directory = floats && (await directoryOf(floats, { modelsDirectory }));
	if (directory) files.push(...modelFilesOf(directory));
	return files;
}
