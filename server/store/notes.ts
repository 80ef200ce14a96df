import type { Database } from './database.ts';
import { yieldToLoop } from '../kit/event-loop.ts';
import { pagesBehind } from './pages.ts';
import { nextRevision } from './revision.ts';

/** Entries of the note log that are read at once; the longest have 100 KB. */
const opsPage = 32;

/** Lines of the transcript that one call of a language model read. */
export type NoteRange = {
	/** Names the call: the same lines asked for in the same way have the same key. */
	callKey: string;
	/** `failed` ones are covered by extracted notes until a later call has written them; `final` is the look at the whole. */
	state: 'written' | 'failed' | 'final';
	/** Utterance ids. */
	lines: readonly string[];
};

/** Ranges that come to be, and those that they take the place of. */
export type RangeChange = { put: readonly NoteRange[]; drop: readonly string[] };

/** How the note stage stands at the beginning of a version. */
type Begin = {
	/** JSON of NoteStyle. */
	style: string;
	notedRevision: number;
	/** The version that it repeats: what was read for that one counts for it too. */
	rangesOf?: number | undefined;
};

type Entry = {
	/** JSON of NoteOp[], in as many parts as it is kept in; none when the notes themselves stay as they are. */
	ops: readonly string[];
	version: number;
	ranges?: RangeChange;
	/** Cursor of the note stage: it has read every utterance up to this revision (rule N3). */
	notedRevision?: number;
	/** An edit that was made before changes nothing. */
	editId?: string;
	/** What follows is the next version of the notes. */
	begin?: Begin;
};

/** The note log and what was read for it. */
export function notesRepository(db: Database) {
	return {
		/**
		 * Appends to the note log, each part under a revision of its own, in one transaction with all that goes with it.
		 * The revisions; none when there was nothing to append, or the lecture is gone.
		 */
		appendNotes: (lectureId: string, entry: Entry): Promise<number[]> =>
			db.transaction().execute(async (tx) => {
				if (entry.editId !== undefined && !(await isNewEdit(tx, lectureId, entry.editId))) return [];
				if (entry.ranges) await changeRanges(tx, lectureId, entry.version, entry.ranges);
				if (entry.notedRevision !== undefined) await moveCursor(tx, lectureId, entry.notedRevision);
				const parts = entry.ops.length;
				if (parts === 0) return [];
				const last = await nextRevision(tx, lectureId, entry.begin ? columnsOf(entry.begin) : {}, parts);
				if (last === undefined) return [];
				const revisions = entry.ops.map((_, at) => last - parts + 1 + at);
				if (entry.begin) await beginVersion(tx, lectureId, { ...entry, ...entry.begin, revision: last });
				for (const [at, ops] of entry.ops.entries()) {
					const revision = revisions[at] ?? last;
					await tx.insertInto('note_ops').values({ lecture_id: lectureId, revision, ops }).execute();
					await yieldToLoop();
				}
				return revisions;
			}),

		/** The note log behind a revision, read in pages yielding to the event loop in between. */
		async noteOps(lectureId: string, since = 0): Promise<{ revision: number; ops: string }[]> {
			const page = (behind: number) =>
				db
					.selectFrom('note_ops')
					.select(['revision', 'ops'])
					.where('lecture_id', '=', lectureId)
					.where('revision', '>', behind)
					.orderBy('revision')
					.limit(opsPage)
					.execute();
			return pagesBehind(since, opsPage, page);
		},

		/** What language models read for a version of the notes, or failed to; in no particular order. */
		async noteRanges(lectureId: string, version: number): Promise<NoteRange[]> {
			const rows = await db
				.selectFrom('note_ranges as range')
				.leftJoin('noted_lines as line', (join) =>
					join
						.onRef('line.lecture_id', '=', 'range.lecture_id')
						.onRef('line.version', '=', 'range.version')
						.onRef('line.call_key', '=', 'range.call_key')
				)
				.select(['range.call_key', 'range.state', 'line.utterance_id'])
				.where('range.lecture_id', '=', lectureId)
				.where('range.version', '=', version)
				.execute();
			return [...Map.groupBy(rows, ({ call_key }) => call_key)].map(([callKey, lines]) => ({
				callKey,
				state: lines[0]?.state as NoteRange['state'],
				lines: lines.flatMap(({ utterance_id }) => utterance_id ?? [])
			}));
		}
	};
}

/** False when it was made before. */
export async function isNewEdit(tx: Database, lectureId: string, editId: string): Promise<boolean> {
	const { numInsertedOrUpdatedRows } = await tx
		.insertInto('edits')
		.values({ id: editId, lecture_id: lectureId })
		.onConflict((conflict) => conflict.column('id').doNothing())
		.executeTakeFirstOrThrow();
	return numInsertedOrUpdatedRows === 1n;
}

async function changeRanges(
	tx: Database,
	lectureId: string,
	version: number,
	{ put, drop }: RangeChange
): Promise<void> {
	for (const callKey of drop) {
		await tx
			.deleteFrom('note_ranges')
			.where('lecture_id', '=', lectureId)
			.where('version', '=', version)
			.where('call_key', '=', callKey)
			.execute();
	}
	for (const { callKey, state, lines } of put) {
		const range = { lecture_id: lectureId, version, call_key: callKey };
		await tx
			.insertInto('note_ranges')
			.values({ ...range, state })
			.execute();
		if (lines.length === 0) continue;
		const rows = lines.map((utterance_id) => ({ ...range, utterance_id }));
		await tx.insertInto('noted_lines').values(rows).execute();
	}
}

/** What failed for an earlier version is not tried again. */
async function beginVersion(
	tx: Database,
	lectureId: string,
	{ version, revision, rangesOf }: { version: number; revision: number; rangesOf?: number | undefined }
): Promise<void> {
	await tx
		.updateTable('lectures')
		.set({ changed_at_revision: revision })
		.where('id', '=', lectureId)
		.execute();
	await tx
		.deleteFrom('note_ranges')
		.where('lecture_id', '=', lectureId)
		.where('state', '=', 'failed')
		.execute();
	if (rangesOf === undefined) return;
	const put = await notesRepository(tx).noteRanges(lectureId, rangesOf);
	await changeRanges(tx, lectureId, version, { put, drop: [] });
}

const moveCursor = (tx: Database, lectureId: string, revision: number) =>
	tx
		.updateTable('lectures')
		.set({ noted_revision: revision })
		.where('id', '=', lectureId)
		.where('noted_revision', '<', revision)
		.execute();

const columnsOf = ({ style, notedRevision }: Begin) => ({
	note_style: style,
	noted_revision: notedRevision,
	notes_settled_at_revision: 0
});
