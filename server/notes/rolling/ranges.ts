import { createHash } from 'node:crypto';
import type { NoteStyle } from '#lib/protocol/index.ts';
import type { NoteRange } from '../../store/notes.ts';
import type { NoteLine, NoteRequest } from '../port.ts';
import { promptVersion } from './prompts.ts';

/** How the lines of a lecture are shared out. Every line is in exactly one of the lists, each in lecture order. */
export type Shares = {
	/** Behind everything that was read. */
	live: readonly NoteLine[];
	/** Came later than lines that were said after them. */
	late: readonly NoteLine[];
	/** Read by the extractor, while there was no model or where it failed. */
	extracted: readonly NoteLine[];
	/** Read by a language model. */
	written: readonly NoteLine[];
};

export function sharesOf({
	lines,
	ranges,
	isRead
}: Pick<NoteRequest, 'lines' | 'ranges' | 'isRead'>): Shares {
	const stateOf = new Map(ranges.flatMap(({ state, lines: ids }) => ids.map((id) => [id, state] as const)));
	const isNew = ({ id }: NoteLine): boolean => !stateOf.has(id) && !isRead(id);
	const lastRead = lines.findLastIndex((line) => !isNew(line));
	return {
		live: lines.slice(lastRead + 1),
		late: lines.slice(0, lastRead + 1).filter(isNew),
		extracted: lines.filter((line) => !isNew(line) && stateOf.get(line.id) !== 'written'),
		written: lines.filter(({ id }) => stateOf.get(id) === 'written')
	};
}

/** The lines of a range that are there, in lecture order. */
export function linesIn(range: NoteRange, lines: readonly NoteLine[]): readonly NoteLine[] {
	const ids = new Set(range.lines);
	return lines.filter(({ id }) => ids.has(id));
}

/** Names a call: who asks for the same lines in the same way again gets the same key. */
export const callKeyOf = (
	lectureId: string,
	lines: readonly NoteLine[],
	style: NoteStyle,
	model: string
): string => digest([lectureId, lines[0]?.id, lines.at(-1)?.id, promptVersion, style, model]);

/** Names the look at the whole lecture. */
export const wholeKeyOf = (lectureId: string): string => digest([lectureId, 'whole']);

const digest = (parts: readonly unknown[]): string =>
	createHash('sha256').update(JSON.stringify(parts)).digest('hex');
