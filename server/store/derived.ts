import type { Database } from './database.ts';
import type { NewUtterance, UtteranceRow } from './schema.ts';

/** What is derived from the logs: utterances and the note log, both under the lecture's revisions. */
export function derivedRepository(db: Database) {
	return {
		/** Lectures with a line that is newer than their newest note: a crash came between the two. */
		async behindInNotes(): Promise<string[]> {
			const rows = await db
				.selectFrom('utterances')
				.select('utterances.lecture_id')
				.groupBy('utterances.lecture_id')
				.having(({ eb, fn, selectFrom }) =>
					eb(
						fn.max('utterances.revision'),
						'>',
						selectFrom('note_ops')
							.whereRef('note_ops.lecture_id', '=', 'utterances.lecture_id')
							.select((of) => of.fn.coalesce(of.fn.max('note_ops.revision'), of.lit(0)).as('newest'))
					)
				)
				.execute();
			return rows.map((row) => row.lecture_id);
		},

		/** Stores a final under the lecture's next revision; undefined when the segment has one already or is gone. */
		addUtterance: (utterance: Omit<NewUtterance, 'revision'>): Promise<number | undefined> =>
			db.transaction().execute(async (tx) => {
				const taken = await tx
					.selectFrom('utterances')
					.select('revision')
					.where('take_id', '=', utterance.take_id)
					.where('segment', '=', utterance.segment)
					.executeTakeFirst();
				if (taken) return undefined;
				const revision = await nextRevision(tx, utterance.lecture_id);
				if (revision === undefined) return undefined;
				await tx
					.insertInto('utterances')
					.values({ ...utterance, revision })
					.execute();
				return revision;
			}),

		utterances: (lectureId: string, since = 0): Promise<UtteranceRow[]> =>
			db
				.selectFrom('utterances')
				.innerJoin('takes', 'takes.id', 'utterances.take_id')
				.selectAll('utterances')
				.where('utterances.lecture_id', '=', lectureId)
				.where('revision', '>', since)
				.orderBy('takes.number')
				.orderBy('start_sample')
				.execute(),

		/** Appends to the note log under the next revision; undefined when the lecture is gone. */
		addNoteOps: (lectureId: string, ops: string): Promise<number | undefined> =>
			db.transaction().execute(async (tx) => {
				const revision = await nextRevision(tx, lectureId);
				if (revision === undefined) return undefined;
				await tx.insertInto('note_ops').values({ lecture_id: lectureId, revision, ops }).execute();
				return revision;
			}),

		noteOps: (lectureId: string, since = 0): Promise<{ revision: number; ops: string }[]> =>
			db
				.selectFrom('note_ops')
				.select(['revision', 'ops'])
				.where('lecture_id', '=', lectureId)
				.where('revision', '>', since)
				.orderBy('revision')
				.execute()
	};
}

async function nextRevision(tx: Database, lectureId: string): Promise<number | undefined> {
	const row = await tx
		.updateTable('lectures')
		.set((of) => ({ revision: of('revision', '+', 1) }))
		.where('id', '=', lectureId)
		.returning('revision')
		.executeTakeFirst();
	return row?.revision;
}
