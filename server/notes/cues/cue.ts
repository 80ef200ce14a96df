import { isCjk } from '../extractive/script.ts';
import { chinese } from './chinese.ts';
import { chineseOf } from './chinese-words.ts';
import { english } from './english.ts';
import { englishOf } from './english-words.ts';
import { cueFrom, weigh, type Cue } from './score.ts';

export type { Cue } from './score.ts';

/** A sentence that is longer is read in pieces of this length, each begun in the middle of the one before. */
const pieceCharacters = 400;

/** What a sentence asks of the listeners or tells them of examinations and classes; undefined for a plain one. */
export function cueOf(text: string): Cue | undefined {
	const cues = new Set(piecesOf(text).map(cueOfPiece));
	return cues.has('task') ? 'task' : cues.has('important') ? 'important' : undefined;
}

function cueOfPiece(text: string): Cue | undefined {
	return cueFrom(isCjk(text) ? weigh(chineseOf(text), chinese) : weigh(englishOf(text), english));
}

function piecesOf(text: string): string[] {
	if (text.length <= pieceCharacters) return [text];
	const step = pieceCharacters / 2;
	const count = Math.ceil(text.length / step) - 1;
	return Array.from({ length: count }, (_, at) => text.slice(at * step, at * step + pieceCharacters));
}
