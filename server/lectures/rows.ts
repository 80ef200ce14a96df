import * as v from 'valibot';
import {
	defaultNoteStyle,
	NoteOpSchema,
	NoteStyleSchema,
	type Hole,
	type LectureInfo,
	type NoteOp,
	type NoteStyle,
	type TakeState,
	type Utterance
} from '#lib/protocol/index.ts';
import { yieldToLoop, slicesOf } from '../kit/event-loop.ts';
import type { LectureRow, TakeRow, UtteranceRow } from '../store/schema.ts';

/* Rows of the database as they go over the wire. */

export const lectureInfo = (row: LectureRow): LectureInfo => ({
	lectureId: row.id,
	title: row.title,
	createdAt: row.created_at,
	language: row.language as LectureInfo['language'],
	finishedAt: row.finished_at,
	noteStyle: noteStyleOf(row),
	...(row.terms !== '[]' && { terms: termsOf(row) }),
	...(row.slides_version > 0 && { slidesVersion: row.slides_version })
});

export const termsOf = ({ terms }: Pick<LectureRow, 'terms'>): string[] =>
	readable(() => JSON.parse(terms) as string[]);

/** A style that this version does not know (an older server reads a newer row) is the default one. */
export function noteStyleOf({ note_style }: Pick<LectureRow, 'note_style'>): NoteStyle {
	const read = v.safeParse(
		NoteStyleSchema,
		readable(() => JSON.parse(note_style) as unknown)
	);
	return read.success ? read.output : defaultNoteStyle;
}

export const utteranceOf = (row: Omit<UtteranceRow, 'tokens'>): Utterance => ({
	takeId: row.take_id,
	segment: row.segment,
	startSample: row.start_sample,
	endSample: row.end_sample,
	revision: row.revision,
	result: resultOf(row.result)
});

export const resultOf = (json: string): Utterance['result'] =>
	readable(() => JSON.parse(json) as Utterance['result']);

const NoteOpsSchema = v.array(NoteOpSchema);

export const noteOpsOf = (json: string): NoteOp[] => readable(() => v.parse(NoteOpsSchema, JSON.parse(json)));

/** The operations of a note log in order, a few at a time, yielding to the event loop in between. */
export async function* noteOpsIn(log: readonly { ops: string }[]): AsyncGenerator<NoteOp[]> {
	for (const { ops } of log) {
		const entry = readable(() => JSON.parse(ops) as unknown[]);
		for (const part of slicesOf(entry, opsAtOnce)) {
			yield readable(() => v.parse(NoteOpsSchema, part));
			await yieldToLoop();
		}
	}
}

const opsAtOnce = 100;

/** What parsers complain of quotes what was said, and must not get into a log (rule P1). */
export function readable<T>(read: () => T): T {
	try {
		return read();
	} catch {
		throw new Error('a row of the database cannot be read');
	}
}

export const takeStateOf = (row: TakeRow): TakeState => ({
	takeId: row.id,
	number: row.number,
	startedAt: row.started_at,
	codec: row.codec as TakeState['codec'],
	...(row.device !== null && { device: row.device }),
	...(row.continues !== null && { continues: row.continues }),
	...(row.gap !== null && { gap: row.gap as NonNullable<TakeState['gap']> }),
	samples: row.samples,
	marks: row.marks,
	finished: row.finished === 1,
	...(row.holes !== '[]' && { holes: readable(() => JSON.parse(row.holes) as Hole[]) })
});
