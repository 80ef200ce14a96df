import type { ExportLine, Exportable } from './exportable.ts';

export type Cue = { startMs: number; endMs: number; text: string };

/** Letters that fit two lines of a screen; a full-width letter takes the place of two. */
const widthMax = 84;

/** SubRip: numbered cues, a comma before the milliseconds. */
export const toSrt = (lecture: Exportable): string =>
	cuesOf(lecture.lines)
		.map(
			(cue, index) => `${index + 1}\n${stamp(cue.startMs, ',')} --> ${stamp(cue.endMs, ',')}\n${cue.text}\n`
		)
		.join('\n');

/** WebVTT (https://www.w3.org/TR/webvtt1/). `-->`, `&` and `<` may not stand in a cue as they are. */
export const toVtt = (lecture: Exportable): string =>
	['WEBVTT\n']
		.concat(
			cuesOf(lecture.lines).map(
				(cue) => `${stamp(cue.startMs, '.')} --> ${stamp(cue.endMs, '.')}\n${escaped(cue.text)}\n`
			)
		)
		.join('\n');

const escaped = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** One cue for each utterance; a long one is split at words, its time shared out by length. */
export function cuesOf(lines: readonly ExportLine[]): Cue[] {
	return lines.flatMap(({ startMs, endMs, text, event }) => {
		const pieces = piecesOf(text.trim() || (event ? `[${event}]` : ''));
		const total = pieces.reduce((sum, piece) => sum + widthOf(piece), 0);
		let done = 0;
		return pieces.map((piece) => {
			const from = startMs + ((endMs - startMs) * done) / total;
			done += widthOf(piece);
			return { startMs: from, endMs: startMs + ((endMs - startMs) * done) / total, text: piece };
		});
	});
}

function piecesOf(text: string): string[] {
	const pieces: string[] = [];
	let piece = '';
	for (const [word] of text.matchAll(
		/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]\p{P}*|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+|\s+/gu
	)) {
		if (piece.trim() !== '' && widthOf(piece + word) > widthMax) {
			pieces.push(piece.trim());
			piece = '';
		}
		piece += word.trim() === '' ? ' ' : word;
	}
	return piece.trim() === '' ? pieces : [...pieces, piece.trim()];
}

const wide =
	/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\uFF00-\uFF60\u3000-\u303F]/u;

const widthOf = (text: string): number =>
	[...text].reduce((width, letter) => width + (wide.test(letter) ? 2 : 1), 0);

function stamp(ms: number, point: ',' | '.'): string {
	const whole = Math.round(ms);
	const pad = (value: number, digits: number) => String(value).padStart(digits, '0');
	const seconds = Math.floor(whole / 1000);
	const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
	return `${pad(h, 2)}:${pad(m, 2)}:${pad(s, 2)}${point}${pad(whole % 1000, 3)}`;
}
