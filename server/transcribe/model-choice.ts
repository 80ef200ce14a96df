import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readConfig } from '../config.ts';
import { surveyHere, type Choice } from '../devices/survey.ts';
import { modelFilesFor } from '../models/files.ts';
import { resolveModel } from '../models/resolve.ts';
import { modelProblemInWords } from '../models/words.ts';
import type { DeviceWish } from '../recognition/device.ts';

/** A model could not be chosen; the message says what to do. */
export class ModelChoiceError extends Error {
	override readonly name = 'ModelChoiceError';
}

type Wanted = { model: string | undefined; device: DeviceWish | undefined };

/**
 * What to load, and on which device. For `model` a path that exists, as it is (a directory or an .onnx file); or else
 * the model of that name, or without one the model that the server would use. A device that was given is probed where
 * that was not done yet; DEVICE is followed as far as earlier probes tell.
 */
export async function chooseModel({ model, device }: Wanted): Promise<Choice> {
	const { DATA_DIR, MODELS_DIR, DEVICE } = readConfig(process.env, []);
	const files = await modelFilesFor(await modelFor(model), MODELS_DIR);
	if ((device ?? DEVICE) === 'cpu') return { device: 'cpu', file: files[0], refused: undefined };
	const survey = await surveyHere(files, join(DATA_DIR, 'cache'), new AbortController().signal);
	return survey.choose(device ?? DEVICE, device === undefined ? 'kept' : 'needed');
}

async function modelFor(requested: string | undefined): Promise<{ name: string; directory: string }> {
	const asItIs = (path: string) => ({ name: basename(path), directory: path });
	if (requested !== undefined && /[/\\]/.test(requested) && existsSync(requested)) return asItIs(requested);
	const { MODELS_DIR, MODEL } = readConfig(process.env, []);
	const model = await resolveModel({ modelsDirectory: MODELS_DIR, requested: requested ?? MODEL });
	if (model.kind === 'model') return model;
	if (requested !== undefined && existsSync(requested)) return asItIs(requested);
	throw new ModelChoiceError(modelProblemInWords(model));
}
