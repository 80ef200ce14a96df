import { cuesOf, toSrt as srtOf, toVtt as vttOf } from '#lib/core/subtitles/index.ts';
import type { Transcript } from './transcript.ts';

export const formats = ['text', 'json', 'srt', 'vtt'] as const;
export type Format = (typeof formats)[number];

/** One line for each segment. */
export const toText = ({ segments }: Transcript): string =>
	segments
		.filter(({ text }) => text !== '')
		.map(({ text }) => `${text}\n`)
		.join('');

export const toSrt = ({ segments }: Transcript): string => srtOf(cuesOf(segments));
export const toVtt = ({ segments }: Transcript): string => vttOf(cuesOf(segments));

/** The object itself for one file, an array in the given order for several. */
export function toJson(transcripts: readonly Transcript[]): string {
	return `${JSON.stringify(transcripts.length === 1 ? transcripts[0] : transcripts, undefined, '\t')}\n`;
}
