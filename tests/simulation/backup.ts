import type { LectureId } from '#lib/protocol/index.ts';
import type { Database } from '../../server/store/database.ts';

const tables = ['takes', 'utterances', 'note_ops'] as const;

/** Everything of one lecture in the database, as a copy that can be put back. */
export type Backup = { restore: () => Promise<void> };

export async function backUp(db: Database, lectureId: LectureId): Promise<Backup> {
	const lectures = await db.selectFrom('lectures').selectAll().where('id', '=', lectureId).execute();
	const rows = await Promise.all(
		tables.map((table) => db.selectFrom(table).selectAll().where('lecture_id', '=', lectureId).execute())
	);
	const takes = await db.selectFrom('takes').selectAll().where('lecture_id', '=', lectureId).execute();
	const ids = takes.map(({ id }) => id);
	const marks = await db.selectFrom('marks').selectAll().where('take_id', 'in', ids).execute();
	return {
		async restore() {
			await db.deleteFrom('lectures').where('id', '=', lectureId).execute();
			if (lectures.length > 0) await db.insertInto('lectures').values(lectures).execute();
			for (const [at, table] of tables.entries()) {
				const kept = rows[at] ?? [];
				if (kept.length > 0)
					await db
						.insertInto(table)
						.values(kept as never)
						.execute();
			}
			if (marks.length > 0) await db.insertInto('marks').values(marks).execute();
		}
	};
}
