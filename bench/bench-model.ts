import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { encoderGraph, type EncoderShape, type ExportStyle } from './encoder.ts';
import type { Precision } from './graph-builder.ts';
import { writeModel } from './onnx-writer.ts';

const featureSize = 560;
/** Near what real models hold. */
const negMean = -13.58;
const invStddev = 0.151;

const tags = [
	'zh',
	'en',
	'yue',
	'ja',
	'ko',
	'nospeech',
	'Speech',
	'BGM',
	'HAPPY',
	'NEUTRAL',
	'withitn',
	'woitn'
];

export type BenchModel = { shape: EncoderShape; precision: Precision; style: ExportStyle; seed?: number };

/**
 * Writes a model of SenseVoice's form with random weights to `path`, and beside it the files of its export style, so
 * that it loads like a real one. What it recognises means nothing.
 */
export function writeBenchModel(path: string, { shape, precision, style, seed }: BenchModel): void {
	mkdirSync(dirname(path), { recursive: true });
	const graph = encoderGraph(shape, precision, style, seed);
	writeModel(path, graph, style === 'sherpa' ? metadataOf(shape) : {});
	const pieces = piecesOf(shape.vocabulary);
	if (style === 'sherpa') {
		writeFileSync(join(dirname(path), 'tokens.txt'), pieces.map((piece, id) => `${piece} ${id}\n`).join(''));
	} else {
		writeFileSync(join(dirname(path), 'tokens.json'), `${JSON.stringify(pieces, undefined, 4)}\n`);
		writeFileSync(join(dirname(path), 'am.mvn'), amMvn());
	}
}

function piecesOf(count: number): string[] {
	const pieces = Array.from({ length: count }, (_, id) => (id % 3 === 0 ? `▁w${id}` : `s${id}`));
	pieces.splice(0, 3, '<unk>', '<s>', '</s>');
	pieces.splice(count - tags.length, tags.length, ...tags.map((tag) => `<|${tag}|>`));
	return pieces;
}

const repeated = (value: number): string[] => Array<string>(featureSize).fill(String(value));

const metadataOf = ({ vocabulary }: EncoderShape): Record<string, string> => ({
	model_type: 'sense_voice_ctc',
	version: '2',
	comment: 'random weights for measurements',
	vocab_size: String(vocabulary),
	lfr_window_size: '7',
	lfr_window_shift: '6',
	normalize_samples: '0',
	neg_mean: repeated(negMean).join(),
	inv_stddev: repeated(invStddev).join(),
	lang_auto: '0',
	lang_zh: '3',
	lang_en: '4',
	lang_yue: '7',
	lang_ja: '11',
	lang_ko: '12',
	with_itn: '14',
	without_itn: '15'
});

/** Kaldi's text form, with the splice block in front that must not be taken for a vector. */
const amMvn = (): string =>
	[
		'<Nnet> ',
		`<Splice> ${featureSize} ${featureSize}`,
		'[ 0 ]',
		`<AddShift> ${featureSize} ${featureSize} `,
		`<LearnRateCoef> 0 [ ${repeated(negMean).join(' ')} ]`,
		`<Rescale> ${featureSize} ${featureSize} `,
		`<LearnRateCoef> 0 [ ${repeated(invStddev).join(' ')} ]`,
		'</Nnet> ',
		''
	].join('\n');
