import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parseCmvnMetadata, parseCmvnText, type Cmvn } from './cmvn.ts';
import { ModelError } from './errors.ts';
import { extendedSuffix } from './extended-model.ts';
import { withFileBytes } from './model-file.ts';
import { readModelOutline, type ModelOutline } from './onnx-file.ts';
import { ProtobufError } from './protobuf.ts';
import { checkVocabularySize, parseTokensJson, parseTokensText, type Vocabulary } from './vocabulary.ts';

/** Names of the graph's inputs and of the output with the logits, in one of the two export styles. */
export type TensorNames = {
	features: string;
	lengths: string;
	language: string;
	textNorm: string;
	logits: string;
};

const exportStyles: readonly TensorNames[] = [
	{
		features: 'x',
		lengths: 'x_length',
		language: 'language',
		textNorm: 'text_norm',
		logits: 'logits'
	},
	{
		features: 'speech',
		lengths: 'speech_lengths',
		language: 'language',
		textNorm: 'textnorm',
		logits: 'ctc_logits'
	}
];

/** Rows of the query embedding. */
export type QueryRows = {
	auto: number;
	zh: number;
	en: number;
	yue: number;
	ja: number;
	ko: number;
	withItn: number;
};

const trainedRows: QueryRows = { auto: 0, zh: 3, en: 4, yue: 7, ja: 11, ko: 12, withItn: 14 };

/** A model on disk, read as far as everything but its weights goes. */
export type ModelDescription = {
	/** Name of its directory. */
	name: string;
	modelPath: string;
	tensors: TensorNames;
	/** Version of the standard operators. */
	opset: number;
	vocabulary: Vocabulary;
	cmvn: Cmvn;
	rows: QueryRows;
	metadata: ReadonlyMap<string, string>;
};

export type Precision = 'int8' | 'fp32' | 'fp16' | 'unknown';

/** One of the files that hold the same model. `fp16` keeps its inputs and outputs in 32 bit. */
export type ModelFile = { path: string; precision: Precision };

/** In order of preference on a processor: quantised first. */
const modelNames: Record<string, Precision> = {
	'model.int8.onnx': 'int8',
	'model_quant.onnx': 'int8',
	'model.onnx': 'fp32',
	'model.fp16.onnx': 'fp16'
};

/** Reads a model directory, or the directory around a given .onnx file; throws `ModelError`. */
export function describeModel(path: string): ModelDescription {
	const [{ path: modelPath }] = modelFilesOf(path);
	const directory = dirname(modelPath);
	const outline = outlineOf(modelPath);
	const tensors = tensorsOf(outline, modelPath);
	const vocabulary = vocabularyOf(directory);
	checkVocabularySize(vocabulary, vocabularySize(outline, tensors));
	return {
		name: basename(directory),
		modelPath,
		tensors,
		opset: outline.opset,
		vocabulary,
		cmvn: cmvnOf(outline, directory),
		rows: rowsOf(outline.metadata),
		metadata: outline.metadata
	};
}

/** The files of a model directory, the best one for a processor first, or the given .onnx file; throws `ModelError`. */
export function modelFilesOf(path: string): [ModelFile, ...ModelFile[]] {
	if (!existsSync(path)) {
		throw new ModelError('model-missing', `There is no model at ${path}. Give an existing model directory.`);
	}
	if (!statSync(path).isDirectory()) return [fileAt(path)];
	const names = readdirSync(path).filter((name) => name.endsWith('.onnx') && !name.endsWith(extendedSuffix));
	const known = Object.keys(modelNames).filter((name) => names.includes(name));
	const [best, ...others] = known.length > 0 || names.length > 1 ? known : names;
	if (best !== undefined)
		return [fileAt(join(path, best)), ...others.map((name) => fileAt(join(path, name)))];
	const wanted = Object.keys(modelNames).join(', ');
	const message = `${path} holds no model (looked for ${wanted}). Give the directory with the .onnx file in it.`;
	throw new ModelError('not-a-model-directory', message);
}

const fileAt = (path: string): ModelFile => ({ path, precision: modelNames[basename(path)] ?? 'unknown' });

function outlineOf(modelPath: string): ModelOutline {
	try {
		return withFileBytes(modelPath, readModelOutline);
	} catch (cause) {
		if (!(cause instanceof ProtobufError)) throw cause;
		const message = `${modelPath} is cut short or damaged. Delete it and fetch the model again.`;
		throw new ModelError('model-broken', message, { cause });
	}
}

function tensorsOf({ inputs, outputs }: ModelOutline, modelPath: string): TensorNames {
	if (inputs.length === 0 && outputs.length === 0) {
		const message = `${modelPath} is empty or no ONNX model. Delete it and fetch the model again.`;
		throw new ModelError('model-broken', message);
	}
	const inputNames = new Set(inputs.map((input) => input.name));
	const style = exportStyles.find(
		({ features, lengths, language, textNorm, logits }) =>
			[features, lengths, language, textNorm].every((name) => inputNames.has(name)) &&
			outputs.some((output) => output.name === logits)
	);
	if (style) return style;
	const found = `it takes ${[...inputNames].join(', ') || 'nothing'}`;
	const message = `${modelPath} is no SenseVoice model: ${found}. Give a sherpa-onnx or FunASR export of SenseVoice.`;
	throw new ModelError('wrong-inputs', message);
}

function vocabularyOf(directory: string): Vocabulary {
	const text = join(directory, 'tokens.txt');
	if (existsSync(text)) return parseTokensText(readFileSync(text, 'utf8'));
	const json = join(directory, 'tokens.json');
	if (existsSync(json)) return parseTokensJson(readFileSync(json, 'utf8'));
	const message = `${directory} has a model but neither tokens.txt nor tokens.json. Put the model's tokens file beside it.`;
	throw new ModelError('tokens-missing', message);
}

/** As the metadata say, or else the last size of the logits, if that is fixed. */
function vocabularySize({ metadata, outputs }: ModelOutline, tensors: TensorNames): number | undefined {
	const told = Number(metadata.get('vocab_size') ?? Number.NaN);
	if (Number.isSafeInteger(told)) return told;
	const size = outputs.find((output) => output.name === tensors.logits)?.shape.at(-1);
	return typeof size === 'number' ? size : undefined;
}

function cmvnOf({ metadata }: ModelOutline, directory: string): Cmvn {
	const negMean = metadata.get('neg_mean');
	const invStddev = metadata.get('inv_stddev');
	if (negMean !== undefined && invStddev !== undefined) return parseCmvnMetadata(negMean, invStddev);
	const path = join(directory, 'am.mvn');
	if (existsSync(path)) return parseCmvnText(readFileSync(path, 'utf8'));
	const message = `The model in ${directory} brings no feature normalisation. Put its am.mvn beside it.`;
	throw new ModelError('cmvn-missing', message);
}

function rowsOf(metadata: ReadonlyMap<string, string>): QueryRows {
	const row = (key: string, trained: number) => {
		const told = Number(metadata.get(key) ?? Number.NaN);
		return Number.isSafeInteger(told) ? told : trained;
	};
	return {
		auto: row('lang_auto', trainedRows.auto),
		zh: row('lang_zh', trainedRows.zh),
		en: row('lang_en', trainedRows.en),
		yue: row('lang_yue', trainedRows.yue),
		ja: row('lang_ja', trainedRows.ja),
		ko: row('lang_ko', trainedRows.ko),
		withItn: row('with_itn', trainedRows.withItn)
	};
}
