import { cuesOf, type Cue } from '#lib/core/subtitles/index.ts';
import { type Exportable, wordsOfLine } from './exportable.ts';

/** Utterances carry no times of their words: each shares out its own. An event stands where nothing was said. */
export const cuesOfLecture = ({ lines, words }: Exportable): Cue[] =>
	cuesOf(
		lines.map((line) => ({
			startMs: line.startMs,
			endMs: line.endMs,
			text: wordsOfLine(line.text.trim() === '' ? line : { ...line, event: null }, words)
		}))
	);
