import { cuesOf } from './cues.ts';
import type { Transcript } from './transcript.ts';

export const formats = ['text', 'json', 'srt', 'vtt'] as const;
export type Format = (typeof formats)[number];

/** One line for each segment. */
export const toText = ({ segments }: Transcript): string =>
	segments
		.filter(({ text }) => text !== '')
		.map(({ text }) => `${text}\n`)
		.join('');

export const toSrt = ({ segments }: Transcript): string =>
	cuesOf(segments)
		.map((cue, index) => `${index + 1}\n${span(cue, ',')}\n${withoutArrow(cue.text)}\n`)
		.join('\n');

export const toVtt = ({ segments }: Transcript): string =>
	['WEBVTT\n', ...cuesOf(segments).map((cue) => `${span(cue, '.')}\n${escaped(cue.text)}\n`)].join('\n');

/** The object itself for one file, an array in the given order for several. */
export function toJson(transcripts: readonly Transcript[]): string {
	return `${JSON.stringify(transcripts.length === 1 ? transcripts[0] : transcripts, undefined, '\t')}\n`;
}

const span = ({ startMs, endMs }: { startMs: number; endMs: number }, mark: string): string =>
	`${clock(startMs, mark)} --> ${clock(endMs, mark)}`;

/** hh:mm:ss and milliseconds behind `mark`. */
function clock(timeMs: number, mark: string): string {
	const pad = (value: number, digits = 2) => String(value).padStart(digits, '0');
	const seconds = Math.floor(timeMs / 1000);
	const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
	return `${pad(hours)}:${pad(minutes)}:${pad(seconds % 60)}${mark}${pad(Math.round(timeMs % 1000), 3)}`;
}

const withoutArrow = (text: string): string => text.replaceAll('-->', '→');

const escaped = (text: string): string =>
	withoutArrow(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
