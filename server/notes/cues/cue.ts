import { isCjk } from '../extractive/script.ts';
import { featuresOf, type CueLanguage } from './classifier/features.ts';
import { cueFrom, likelihoodsOf, weightsFor, type Cue } from './classifier/weights.ts';

export type { Cue } from './classifier/weights.ts';

/** A sentence that is longer is read in pieces of this length, each begun in the middle of the one before. */
const pieceCharacters: Record<CueLanguage, number> = { en: 320, zh: 100 };

/** What a sentence asks of the listeners or tells them of examinations and classes; undefined for a plain one. */
export function cueOf(text: string): Cue | undefined {
	const language = isCjk(text) ? 'zh' : 'en';
	const cues = new Set(piecesOf(text, pieceCharacters[language]).map((piece) => cueOfPiece(piece, language)));
	return cues.has('task') ? 'task' : cues.has('important') ? 'important' : undefined;
}

function cueOfPiece(text: string, language: CueLanguage): Cue | undefined {
	const weights = weightsFor(language);
	return cueFrom(likelihoodsOf(featuresOf(text, language, { signs: true }), weights), weights.enough);
}

function piecesOf(text: string, length: number): string[] {
	if (text.length <= length) return [text];
	const step = length / 2;
	const count = Math.ceil(text.length / step) - 1;
	return Array.from({ length: count }, (_, at) => text.slice(at * step, at * step + length));
}
