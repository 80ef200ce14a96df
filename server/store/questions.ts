import { sql } from 'kysely';
import type { Database } from './database.ts';
import type { QuestionRow } from './schema.ts';

/** How the answering of a question ended. */
export type AnswerEnd = Pick<QuestionRow, 'state' | 'problem' | 'answer' | 'upto'>;

/** Questions that were asked about lectures, and their answers. They go with their lecture. */
export function questionRepository(db: Database) {
	return {
		questions: (lectureId: string): Promise<QuestionRow[]> =>
			db.selectFrom('questions').selectAll().where('lecture_id', '=', lectureId).orderBy('n').execute(),

		question: (lectureId: string, id: string): Promise<QuestionRow | undefined> =>
			db
				.selectFrom('questions')
				.selectAll()
				.where('lecture_id', '=', lectureId)
				.where('id', '=', id)
				.executeTakeFirst(),

		/** Puts it at the end, whether it is new or asked again. A lecture that is gone stays gone. */
		async asked(lectureId: string, id: string, question: string): Promise<void> {
			await sql`INSERT INTO questions (lecture_id, id, n, question, state, upto)
				SELECT id, ${id}, (SELECT COALESCE(MAX(n), 0) + 1 FROM questions WHERE lecture_id = ${lectureId}),
					${question}, 'unanswered', 0 FROM lectures WHERE id = ${lectureId}
				ON CONFLICT (lecture_id, id) DO UPDATE SET n = excluded.n, question = excluded.question,
					state = 'unanswered', problem = NULL, answer = NULL, upto = 0`.execute(db);
		},

		async ended(lectureId: string, id: string, end: AnswerEnd): Promise<void> {
			await db
				.updateTable('questions')
				.set(end)
				.where('lecture_id', '=', lectureId)
				.where('id', '=', id)
				.execute();
		}
	};
}

export type QuestionRepository = ReturnType<typeof questionRepository>;
