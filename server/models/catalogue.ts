import type { Recogniser } from '../recognition/port.ts';

export type ModelGrade = Recogniser['model']['grade'];

/** One place a file can be had from. What arrives is judged by the file's checksum, wherever it came from. */
export type Source =
	/** `resolve/REVISION/PATH` below `HF_ENDPOINT`, or below huggingface.co where that is not set. */
	| { kind: 'hugging-face'; repository: string; revision: string; path: string }
	| { kind: 'url'; url: string }
	/** A tar.bz2 that holds the file as `member`. `bytes` and `sha256` of the archive are null where nobody publishes them. */
	| { kind: 'archive'; url: string; member: string; bytes: number | null; sha256: string | null };

export type ModelFile = {
	name: string;
	bytes: number;
	/** Lower-case hexadecimal. */
	sha256: string;
	/** Tried in this order. Empty for a model that ships. */
	sources: readonly Source[];
};

export type Licence = { name: string; url: string | null };

export type CatalogueModel = {
	name: string;
	grade: Exclude<ModelGrade, 'custom'>;
	about: string;
	licence: Licence;
	/** `ships`: lies in the repository; the others are fetched. */
	origin: 'ships' | 'fetched';
	files: readonly ModelFile[];
	/** Name of the same model in floating point, which graphics processors want. */
	inFloats?: string;
};

/** Models in order of preference: the first installed one of grade `full` is used when nobody chose. */
export type Catalogue = readonly CatalogueModel[];

/** What the first start fetches and what `install` means without a name. */
export const defaultModelName = 'sensevoice-small-int8';
/** What is used when nothing else is there. */
export const shippedModelName = 'sensevoice-nano';

const funAsrLicence: Licence = {
	name: 'FunASR Model Open Source License v1.1',
	url: 'https://github.com/modelscope/FunASR/blob/main/MODEL_LICENSE'
};

const modelScope = (repository: string, revision: string, path: string): Source => ({
	kind: 'url',
	url: `https://modelscope.cn/models/${repository}/resolve/${revision}/${path}`
});

/** The sherpa-onnx export of 2024-07-17: the same bytes at Hugging Face, at ModelScope and in a release archive. */
const sherpa = (path: string, archive: { name: string; bytes: number | null; sha256: string | null }): Source[] => [
	{
		kind: 'hugging-face',
		repository: 'csukuangfj/sherpa-onnx-sense-voice-zh-en-ja-ko-yue-2024-07-17',
		revision: '2365baeacb507f821a0c8120fcee3d484dba7a07',
		path
	},
	modelScope(
		'pengzhendong/sherpa-onnx-sense-voice-zh-en-ja-ko-yue',
		'73eca47697f980daa3d16112404174b6b950b514',
		path
	),
	{
		kind: 'archive',
		url: `https://github.com/k2-fsa/sherpa-onnx/releases/download/asr-models/${archive.name}.tar.bz2`,
		member: `${archive.name}/${path}`,
		bytes: archive.bytes,
		sha256: archive.sha256
	}
];

const int8Archive = {
	name: 'sherpa-onnx-sense-voice-zh-en-ja-ko-yue-int8-2024-07-17',
	bytes: 163_002_883,
	sha256: '7d1efa2138a65b0b488df37f8b89e3d91a60676e416f515b952358d83dfd347e'
};
const fp32Archive = {
	name: 'sherpa-onnx-sense-voice-zh-en-ja-ko-yue-2024-07-17',
	bytes: null,
	sha256: null
};
const sherpaTokens = {
	name: 'tokens.txt',
	bytes: 315_894,
	sha256: 'f449eb28dc567533d7fa59be34e2abca8784f771850c78a47fb731a31429a1dc'
};

/** FunASR's own export: the maker's repository at ModelScope, then a mirror of it at Hugging Face. */
const funAsr = (path: string): Source[] => [
	modelScope('iic/SenseVoiceSmall-onnx', 'master', path),
	{
		kind: 'hugging-face',
		repository: 'haixuantao/SenseVoiceSmall-onnx',
		revision: 'c4c8747214bed7ebbf2557e0412c19efa540023c',
		path
	}
];

export const catalogue: Catalogue = [
	{
		name: 'sensevoice-small-int8',
		grade: 'full',
		about: 'SenseVoice-Small, 8 bit: Chinese, Cantonese, English, Japanese, Korean',
		licence: funAsrLicence,
		origin: 'fetched',
		files: [
			{ ...sherpaTokens, sources: sherpa('tokens.txt', int8Archive) },
			{
				name: 'model.int8.onnx',
				bytes: 239_233_841,
				sha256: 'c71f0ce00bec95b07744e116345e33d8cbbe08cef896382cf907bf4b51a2cd51',
				sources: sherpa('model.int8.onnx', int8Archive)
			}
		],
		inFloats: 'sensevoice-small-fp32'
	},
	{
		name: 'sensevoice-small-fp32',
		grade: 'full',
		about: 'SenseVoice-Small, 32 bit: the same at four times the size',
		licence: funAsrLicence,
		origin: 'fetched',
		files: [
			{ ...sherpaTokens, sources: sherpa('tokens.txt', fp32Archive) },
			{
				name: 'model.onnx',
				bytes: 937_617_178,
				sha256: '977016bd9c79f9eb343430b5cc305e07ab64d5212dff41b0dcfa1694bee9a8cb',
				sources: sherpa('model.onnx', fp32Archive)
			}
		]
	},
	{
		name: 'sensevoice-small-funasr-int8',
		grade: 'full',
		about: "SenseVoice-Small, 8 bit, FunASR's own export",
		licence: funAsrLicence,
		origin: 'fetched',
		files: [
			{
				name: 'config.yaml',
				bytes: 1855,
				sha256: 'f71e239ba36705564b5bf2d2ffd07eece07b8e3f2bbf6d2c99d8df856339ac19',
				sources: funAsr('config.yaml')
			},
			{
				name: 'am.mvn',
				bytes: 11_203,
				sha256: '29b3c740a2c0cfc6b308126d31d7f265fa2be74f3bb095cd2f143ea970896ae5',
				sources: funAsr('am.mvn')
			},
			{
				name: 'tokens.json',
				bytes: 352_064,
				sha256: 'a2594fc1474e78973149cba8cd1f603ebed8c39c7decb470631f66e70ce58e97',
				sources: funAsr('tokens.json')
			},
			{
				name: 'model_quant.onnx',
				bytes: 241_216_270,
				sha256: '21dc965f689a78d1604717bf561e40d5a236087c85a95584567835750549e822',
				sources: funAsr('model_quant.onnx')
			}
		]
	},
	{
		name: shippedModelName,
		grade: 'small',
		about: 'very small, English only, inaccurate: for a start without a network',
		licence: { name: "the project's own (MIT)", url: null },
		origin: 'ships',
		files: [
			{
				name: 'tokens.txt',
				bytes: 4_623,
				sha256: 'a5596c124e111789ba16ee72956f25f250a9f716f3a37547f824d55ed1ed112f',
				sources: []
			},
			{
				name: 'model.int8.onnx',
				bytes: 4_447_427,
				sha256: 'c76ede99ff2dc1dee422e88d394502c228dcc4cfa49c0567db9d351c2f8699fe',
				sources: []
			}
		]
	}
];

/** Bytes of all files together. */
export const sizeOf = (model: CatalogueModel): number => model.files.reduce((sum, file) => sum + file.bytes, 0);
