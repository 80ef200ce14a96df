import type { NoteStyle } from '#lib/protocol/index.ts';
import type { Database } from './database.ts';
import { derivedRepository } from './derived.ts';
import { isNewEdit } from './notes.ts';
import type { LectureRow } from './schema.ts';
import { slidesRepository } from './slides.ts';
import { takeRepository } from './takes.ts';
import { unheardRepository } from './unheard.ts';

export type NewLecture = {
	id: string;
	owner: string;
	title: string;
	language: string;
	createdAt: number;
	noteStyle?: NoteStyle | undefined;
};

export type RowChange = Partial<
	Pick<LectureRow, 'title' | 'language' | 'finished_at' | 'note_style' | 'terms'>
>;

/** Lectures with their logs and everything derived from them. */
export function lectureRepository(db: Database) {
	return {
		...rowsOf(db),
		...takeRepository(db),
		...unheardRepository(db),
		...derivedRepository(db),
		...slidesRepository(db)
	};
}

export type LectureRepository = ReturnType<typeof lectureRepository>;

/** The lectures' own rows. Every read that serves a person is filtered by owner in `find` and `list`. */
function rowsOf(db: Database) {
	const find = (id: string, owner: string): Promise<LectureRow | undefined> =>
		db.selectFrom('lectures').selectAll().where('id', '=', id).where('owner', '=', owner).executeTakeFirst();

	const isRemoved = async (id: string): Promise<boolean> => {
		const query = db.selectFrom('removed_lectures').select('id').where('id', '=', id);
		return (await query.executeTakeFirst()) !== undefined;
	};

	return {
		find,
		isRemoved,

		row: (id: string): Promise<LectureRow | undefined> =>
			db.selectFrom('lectures').selectAll().where('id', '=', id).executeTakeFirst(),

		/** False when another owner has a lecture of this id, or when it was removed. */
		async create(lecture: NewLecture): Promise<boolean> {
			if (await isRemoved(lecture.id)) return false;
			await db
				.insertInto('lectures')
				.values({
					id: lecture.id,
					owner: lecture.owner,
					title: lecture.title,
					language: lecture.language,
					created_at: lecture.createdAt,
					...(lecture.noteStyle && { note_style: JSON.stringify(lecture.noteStyle) }),
					finished_at: null,
					revision: 0,
					changed_at_revision: 0,
					notes_settled_at_revision: 0
				})
				.onConflict((conflict) => conflict.column('id').doNothing())
				.execute();
			return (await find(lecture.id, lecture.owner)) !== undefined;
		},

		list: (owner: string) =>
			db
				.selectFrom('lectures')
				.selectAll('lectures')
				.select((of) => [
					of
						.selectFrom('takes')
						.whereRef('lecture_id', '=', 'lectures.id')
						.select((f) => f.fn.sum<number>('samples').as('n'))
						.as('duration_samples'),
					of
						.selectFrom('utterances')
						.whereRef('lecture_id', '=', 'lectures.id')
						.select((f) => f.fn.countAll<number>().as('n'))
						.as('utterances'),
					of
						.selectFrom('takes')
						.whereRef('lecture_id', '=', 'lectures.id')
						.where('finished', '=', 0)
						.select((f) => f.fn.countAll<number>().as('n'))
						.as('open_takes')
				])
				.where('owner', '=', owner)
				.orderBy('created_at', 'desc')
				.execute(),

		async remove(id: string): Promise<void> {
			await db.transaction().execute(async (tx) => {
				await tx.deleteFrom('lectures').where('id', '=', id).execute();
				await tx
					.insertInto('removed_lectures')
					.values({ id })
					.onConflict((conflict) => conflict.doNothing())
					.execute();
			});
		},

		/** Changes the lecture's own row under a new revision. Rejects when it is gone. */
		change: (id: string, values: RowChange): Promise<LectureRow> => changeRow(db, id, values),

		/** The same, once for each `editId`: undefined when that edit was made before. */
		edit: (editId: string, id: string, values: RowChange): Promise<LectureRow | undefined> =>
			db.transaction().execute(async (tx) => {
				return (await isNewEdit(tx, id, editId)) ? changeRow(tx, id, values) : undefined;
			})
	};
}

const changeRow = (db: Database, id: string, values: RowChange): Promise<LectureRow> =>
	db
		.updateTable('lectures')
		.set((of) => ({
			...values,
			revision: of('revision', '+', 1),
			changed_at_revision: of('revision', '+', 1)
		}))
		.where('id', '=', id)
		.returningAll()
		.executeTakeFirstOrThrow();
