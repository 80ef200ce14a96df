import type { Database } from './database.ts';
import { notesRepository } from './notes.ts';
import { isNewEdit } from './notes.ts';
import { pagesBehind } from './pages.ts';
import { nextRevision } from './revision.ts';
import type { NewUtterance, UtteranceRow } from './schema.ts';

/** Without its tokens, which nobody reads behind it and which are most of a row. */
export type ReadUtterance = Omit<UtteranceRow, 'tokens'>;

/** Utterances that are read at once. */
const utterancesPage = 200;

/** What is derived from the logs: utterances and the note log, both under the lecture's revisions. */
export function derivedRepository(db: Database) {
	return {
		...notesRepository(db),

		/** Lectures with a line that the note stage has not read or a model failed at, or that ended and were not settled since. */
		async behindInNotes(): Promise<string[]> {
			const rows = await db
				.selectFrom('lectures')
				.select('id')
				.where(({ and, eb, exists, or, ref, selectFrom }) => {
					const unread = selectFrom('utterances')
						.whereRef('utterances.lecture_id', '=', 'lectures.id')
						.whereRef('utterances.revision', '>', 'lectures.noted_revision')
						.select('utterances.revision');
					const changed = eb('changed_at_revision', '>', ref('notes_settled_at_revision'));
					const failed = selectFrom('note_ranges')
						.whereRef('note_ranges.lecture_id', '=', 'lectures.id')
						.where('state', '=', 'failed')
						.select('state');
					return or([exists(unread), exists(failed), and([eb('finished_at', 'is not', null), changed])]);
				})
				.execute();
			return rows.map((row) => row.id);
		},

		/** The notes hold everything that there was at this revision of a lecture that had ended. */
		async notesSettled(lectureId: string, revision: number): Promise<void> {
			await db
				.updateTable('lectures')
				.set({ notes_settled_at_revision: revision })
				.where('id', '=', lectureId)
				.execute();
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

		/**
		 * Puts a person's correction of an utterance under the lecture's next revision (rule T4), once for each `editId`.
		 * `correct` gives the new result of the present one and of the one that was heard first. Undefined when the edit
		 * was made before, or there is no such utterance.
		 */
		correctUtterance: (
			editId: string,
			{ lectureId, takeId, segment }: { lectureId: string; takeId: string; segment: number },
			correct: (result: string, heard: string) => string
		): Promise<UtteranceRow | undefined> =>
			db.transaction().execute(async (tx) => {
				if (!(await isNewEdit(tx, lectureId, editId))) return undefined;
				const found = await tx
					.selectFrom('utterances')
					.select(['result', 'heard'])
					.where('lecture_id', '=', lectureId)
					.where('take_id', '=', takeId)
					.where('segment', '=', segment)
					.executeTakeFirst();
				const revision = found && (await nextRevision(tx, lectureId));
				if (!found || revision === undefined) return undefined;
				const heard = found.heard ?? found.result;
				return tx
					.updateTable('utterances')
					.set({ result: correct(found.result, heard), heard, revision })
					.where('take_id', '=', takeId)
					.where('segment', '=', segment)
					.returningAll()
					.executeTakeFirst();
			}),

		/** Utterances with a revision behind `since`, in lecture order; read in pages yielding to the event loop in between. */
		async utterances(lectureId: string, since = 0): Promise<ReadUtterance[]> {
			const page = (behind: number) =>
				db
					.selectFrom('utterances')
					.innerJoin('takes', 'takes.id', 'utterances.take_id')
					.select(['take_id', 'segment', 'utterances.lecture_id', 'start_sample', 'end_sample'])
					.select(['revision', 'result', 'heard', 'takes.number'])
					.where('utterances.lecture_id', '=', lectureId)
					.where('revision', '>', behind)
					.orderBy('revision')
					.limit(utterancesPage)
					.execute();
			const rows = await pagesBehind(since, utterancesPage, page);
			const newest = new Map(rows.map((row) => [`${row.take_id}/${row.segment}`, row]));
			return [...newest.values()].sort((a, b) => a.number - b.number || a.start_sample - b.start_sample);
		}
	};
}
