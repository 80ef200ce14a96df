import { cuesOf, toSrt as srtOf, toVtt as vttOf, type Cue } from '#lib/core/subtitles/index.ts';
import type { Exportable } from './exportable.ts';

export const toSrt = (lecture: Exportable): string => srtOf(cuesOfLecture(lecture));
export const toVtt = (lecture: Exportable): string => vttOf(cuesOfLecture(lecture));

/** Utterances carry no times of their words: each shares out its own. */
const cuesOfLecture = ({ lines }: Exportable): Cue[] =>
	cuesOf(
		lines.map(({ startMs, endMs, text, event }) => ({
			startMs,
			endMs,
			text: text.trim() || (event ? `[${event}]` : '')
		}))
	);
