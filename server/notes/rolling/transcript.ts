import type { NoteLine } from '../port.ts';
import { oneLine } from './prompts.ts';

/** Lines of the transcript under the numbers that they have in a conversation. */
export type Numbered = readonly (readonly [number: number, line: NoteLine])[];

/** `s12 3:45 text`, one a line, between the marks. */
export function transcriptWords(lines: Numbered, mark: string): string {
	const words = lines.map(
		([number, { startMs, text }]) => `s${number} ${clock(startMs)} ${oneLine(text, mark)}`
	);
	return [`<${mark}`, ...words, `${mark}>`].join('\n');
}

export function clock(ms: number): string {
	const seconds = Math.floor(ms / 1000);
	return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
