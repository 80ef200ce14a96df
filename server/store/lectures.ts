import type { Mark, Segment, Take } from '#lib/protocol/index.ts';
import { segmentsOf } from '#lib/protocol/index.ts';
import type { Database } from './database.ts';
import type { LectureRow, NewUtterance, TakeRow, UtteranceRow } from './schema.ts';

export type NewLecture = { id: string; owner: string; title: string; language: string; createdAt: number };

/** Lengths of one take's logs that become durable together. */
export type LogGrowth = { takeId: string; samples: number; newMarks: { from: number; items: readonly Mark[] } | null };

/** Lectures with everything derived from them. Every read that serves a person is filtered by owner in `find`. */
export function lectureRepository(db: Database) {
	return {
		find: (id: string, owner: string): Promise<LectureRow | undefined> =>
			db.selectFrom('lectures').selectAll().where('id', '=', id).where('owner', '=', owner).executeTakeFirst(),

		row: (id: string): Promise<LectureRow | undefined> =>
			db.selectFrom('lectures').selectAll().where('id', '=', id).executeTakeFirst(),

		/** False when another owner has a lecture of this id. */
		async create(lecture: NewLecture): Promise<boolean> {
			await db
				.insertInto('lectures')
				.values({
					id: lecture.id,
					owner: lecture.owner,
					title: lecture.title,
					language: lecture.language,
					created_at: lecture.createdAt,
					finished_at: null,
					revision: 0,
					changed_at_revision: 0
				})
				.onConflict((conflict) => conflict.column('id').doNothing())
				.execute();
			return (await this.find(lecture.id, lecture.owner)) !== undefined;
		},

		list: (owner: string) =>
			db
				.selectFrom('lectures')
				.selectAll('lectures')
				.select((of) => [
					of.selectFrom('takes').whereRef('lecture_id', '=', 'lectures.id').select((f) => f.fn.sum<number>('samples').as('n')).as('duration_samples'),
					of.selectFrom('utterances').whereRef('lecture_id', '=', 'lectures.id').select((f) => f.fn.countAll<number>().as('n')).as('utterances')
				])
				.where('owner', '=', owner)
				.orderBy('created_at', 'desc')
				.execute(),

		async remove(id: string): Promise<void> {
			await db.deleteFrom('lectures').where('id', '=', id).execute();
		},

		/** Changes the lecture's own row under a new revision, which it returns. */
		change: (id: string, values: Partial<Pick<LectureRow, 'title' | 'language' | 'finished_at'>>): Promise<LectureRow> =>
			db
				.updateTable('lectures')
				.set((of) => ({ ...values, revision: of('revision', '+', 1), changed_at_revision: of('revision', '+', 1) }))
				.where('id', '=', id)
				.returningAll()
				.executeTakeFirstOrThrow(),

		/** True when this edit is new; a resend is harmless. */
		async claimEdit(id: string, lectureId: string): Promise<boolean> {
			const { numInsertedOrUpdatedRows } = await db
				.insertInto('edits')
				.values({ id, lecture_id: lectureId })
				.onConflict((conflict) => conflict.column('id').doNothing())
				.executeTakeFirstOrThrow();
			return numInsertedOrUpdatedRows === 1n;
		},

		takes: (lectureId: string): Promise<TakeRow[]> =>
			db.selectFrom('takes').selectAll().where('lecture_id', '=', lectureId).orderBy('number').execute(),

		take: (takeId: string): Promise<TakeRow | undefined> =>
			db.selectFrom('takes').selectAll().where('id', '=', takeId).executeTakeFirst(),

		async addTake(lectureId: string, take: Take): Promise<void> {
			await db
				.insertInto('takes')
				.values({
					id: take.takeId,
					lecture_id: lectureId,
					number: take.number,
					started_at: take.startedAt,
					codec: take.codec,
					device: take.device ?? null,
					continues: take.continues ?? null,
					samples: 0,
					marks: 0,
					finished: 0
				})
				.execute();
		},

		/** One transaction for everything that one fsync made durable. */
		async growLogs(growths: readonly LogGrowth[]): Promise<void> {
			await db.transaction().execute(async (tx) => {
				for (const { takeId, samples, newMarks } of growths) {
					const marks = newMarks ? { marks: newMarks.from + newMarks.items.length } : {};
					await tx.updateTable('takes').set({ samples, ...marks }).where('id', '=', takeId).execute();
					if (!newMarks || newMarks.items.length === 0) continue;
					await tx
						.insertInto('marks')
						.values(newMarks.items.map((mark, i) => ({ take_id: takeId, idx: newMarks.from + i, ...mark })))
						.execute();
				}
			});
		},

		async finishTake(takeId: string): Promise<void> {
			await db.updateTable('takes').set({ finished: 1 }).where('id', '=', takeId).execute();
		},

		async marks(takeId: string): Promise<Mark[]> {
			const rows = await db.selectFrom('marks').select(['kind', 'sample']).where('take_id', '=', takeId).orderBy('idx').execute();
			return rows as Mark[];
		},

		/** Closed segments within the durable audio that have no utterance yet, from mark `from` on, oldest first. */
		async unheard(takeId: string, from = 0): Promise<Segment[]> {
			const take = await this.take(takeId);
			if (!take) return [];
			const rows = await db
				.selectFrom('marks')
				.select(['idx', 'kind', 'sample'])
				.where('take_id', '=', takeId)
				.where('idx', '>=', from)
				.orderBy('idx')
				.execute();
			const heard = await db
				.selectFrom('utterances')
				.select('segment')
				.where('take_id', '=', takeId)
				.where('segment', '>=', from)
				.execute();
			const done = new Set(heard.map((row) => row.segment));
			return segmentsOf(rows as Mark[])
				.map((segment) => ({ ...segment, index: segment.index + from }))
				.filter((segment) => segment.endSample <= take.samples && !done.has(segment.index));
		},

		/** Takes in the order in which they were recorded, over all lectures. */
		everyTake: (): Promise<TakeRow[]> => db.selectFrom('takes').selectAll().orderBy('started_at').execute(),

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
				await tx.insertInto('utterances').values({ ...utterance, revision }).execute();
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

export type LectureRepository = ReturnType<typeof lectureRepository>;

async function nextRevision(tx: Database, lectureId: string): Promise<number | undefined> {
	const row = await tx
		.updateTable('lectures')
		.set((of) => ({ revision: of('revision', '+', 1) }))
		.where('id', '=', lectureId)
		.returning('revision')
		.executeTakeFirst();
	return row?.revision;
}
