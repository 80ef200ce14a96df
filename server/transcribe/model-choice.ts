import { existsSync } from 'node:fs';
import { readConfig } from '../config.ts';
import { resolveModel } from '../models/resolve.ts';
import { modelProblemInWords } from '../models/words.ts';

/** A model could not be chosen; the message says what to do. */
export class ModelChoiceError extends Error {
	override readonly name = 'ModelChoiceError';
}

/**
 * What to load for `--model`: a path that exists, as it is (a directory or an .onnx file); or else the model of that
 * name, or without one the model that the server would use.
 */
export async function chooseModel(requested: string | undefined): Promise<string> {
	if (requested !== undefined && /[/\\]/.test(requested) && existsSync(requested)) return requested;
	const { MODELS_DIR, MODEL } = readConfig(process.env, []);
	const model = await resolveModel({ modelsDirectory: MODELS_DIR, requested: requested ?? MODEL });
	if (model.kind === 'model') return model.directory;
	if (requested !== undefined && existsSync(requested)) return requested;
	throw new ModelChoiceError(modelProblemInWords(model));
}
