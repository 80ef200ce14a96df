import type { Database } from './database.ts';
import type { LectureRow } from './schema.ts';

/** Counts the lecture's revision up by `steps`, with other columns of its row; undefined when the lecture is gone. */
export async function nextRevision(
	tx: Database,
	lectureId: string,
	columns: Partial<LectureRow> = {},
	steps = 1
): Promise<number | undefined> {
	const row = await tx
		.updateTable('lectures')
		.set((of) => ({ ...columns, revision: of('revision', '+', steps) }))
		.where('id', '=', lectureId)
		.returning('revision')
		.executeTakeFirst();
	return row?.revision;
}
