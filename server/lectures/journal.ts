import {
	correctedResult,
	type Edit,
	type LectureInfo,
	type NoteChange,
	type NoteDocument,
	type NoteOp,
	type NoteStyle,
	type ServerMessage,
	type Utterance
} from '#lib/protocol/index.ts';
import type { RecognisedToken } from '../recognition/port.ts';
import type { LectureRepository, RowChange } from '../store/lectures.ts';
import { mappedInTurns } from '../kit/event-loop.ts';
import type { ReadUtterance } from '../store/derived.ts';
import type { LectureRow } from '../store/schema.ts';
import { Drafts } from './drafts.ts';
import { NoteLog, type NotesRead } from './note-log.ts';
import type { NoteVersion } from './note-versions.ts';
import { lectureInfo, noteOpsOf, resultOf, utteranceOf } from './rows.ts';
import { Serial } from './serial.ts';

export type Correction = Extract<Edit, { kind: 'utterance' }>;
export type Listener = (message: ServerMessage) => void;

const utteranceMessage = (row: ReadUtterance): ServerMessage => ({
	type: 'utterance',
	utterance: utteranceOf(row)
});

const notesMessage = ({ revision, ops }: { revision: number; ops: string }): ServerMessage => ({
	type: 'notes',
	revision,
	ops: noteOpsOf(ops)
});

/**
 * What viewers follow: every change of a lecture that has a revision. Changes of one lecture are committed and told in
 * the order of their revisions, and nobody can join between a commit and its telling; so "all after `since`" has no
 * holes (rule W5).
 */
export class Journal {
	readonly #lectures: LectureRepository;
	readonly #listeners = new Map<string, Set<Listener>>();
	readonly #serial = new Serial();
	readonly #notes: NoteLog;
	readonly #drafts: Drafts;

	constructor(lectures: LectureRepository, nowMs: () => number = Date.now) {
		this.#drafts = new Drafts(nowMs);
		this.#lectures = lectures;
		this.#notes = new NoteLog(lectures, (lectureId, message) => this.tell(lectureId, message));
	}

	/**
	 * Hands `begin` the lecture's row and everything after `since`, then lets `listener` follow until it leaves.
	 * All of it for a client that has seen more than there is: the server was restored. Undefined when the lecture is gone.
	 */
	join(
		lectureId: string,
		since: number,
		listener: Listener,
		begin: (row: LectureRow, missed: ServerMessage[]) => void | Promise<void>
	): Promise<(() => void) | undefined> {
		return this.#serial.run(lectureId, async () => {
			const row = await this.#lectures.row(lectureId);
			if (!row) return undefined;
			await begin(row, await this.#after(lectureId, since > row.revision ? 0 : since));
			const listeners = this.#listeners.get(lectureId) ?? new Set();
			this.#listeners.set(lectureId, listeners.add(listener));
			const draft = this.#drafts.of(lectureId);
			if (draft) listener(draft);
			return () => {
				listeners.delete(listener);
				if (listeners.size === 0) this.#listeners.delete(lectureId);
			};
		});
	}

	/** Tells something that has no revision and may be lost: status, hypothesis, take; a draft is told to those who join, too. */
	tell(lectureId: string, message: ServerMessage): void {
		if (message.type === 'notes-draft') this.#drafts.told(lectureId, message);
		for (const listener of this.#listeners.get(lectureId) ?? []) listener(message);
	}

	/** Lectures that somebody follows now. */
	followed(): string[] {
		return [...this.#listeners.keys()];
	}

	/** Stores and tells a final; undefined when the segment had one already or the lecture is gone. */
	addUtterance(
		lectureId: string,
		utterance: Omit<Utterance, 'revision'>,
		tokens: readonly RecognisedToken[]
	): Promise<Utterance | undefined> {
		return this.#serial.run(lectureId, async () => {
			const revision = await this.#lectures.addUtterance({
				take_id: utterance.takeId,
				segment: utterance.segment,
				lecture_id: lectureId,
				start_sample: utterance.startSample,
				end_sample: utterance.endSample,
				result: JSON.stringify(utterance.result),
				tokens: JSON.stringify(tokens)
			});
			if (revision === undefined) return undefined;
			const final = { ...utterance, revision };
			this.tell(lectureId, { type: 'utterance', utterance: final });
			return final;
		});
	}

	/** A person's correction of an utterance, told as its next revision; undefined when it was made before or is of none. */
	correct(
		editId: string,
		lectureId: string,
		{ takeId, segment, text }: Correction
	): Promise<Utterance | undefined> {
		return this.#serial.run(lectureId, async () => {
			const row = await this.#lectures.correctUtterance(
				editId,
				{ lectureId, takeId, segment },
				(result, heard) => JSON.stringify(correctedResult(resultOf(result), resultOf(heard), text))
			);
			const utterance = row && utteranceOf(row);
			if (utterance) this.tell(lectureId, { type: 'utterance', utterance });
			return utterance;
		});
	}

	/** The notes as they are now: what their last version holds. */
	notes(lectureId: string): Promise<NoteDocument> {
		return this.#serial.run(lectureId, () => this.#notes.open(lectureId));
	}

	/**
	 * Stores and tells the operations that `write` makes for the notes as they are at that moment, in one transaction
	 * with what was read for them. False when they have become another version meanwhile: nothing is stored then.
	 */
	addNoteOps(
		lectureId: string,
		version: number,
		write: (document: NoteDocument) => NoteOp[],
		read: NotesRead = {}
	): Promise<boolean> {
		return this.#serial.run(lectureId, () => this.#notes.add(lectureId, version, write, read));
	}

	/** A person's change of the notes: once, however often it is sent (rule W9). */
	editNotes(editId: string, lectureId: string, change: NoteChange): Promise<void> {
		return this.#serial.run(lectureId, () => this.#notes.edit(editId, lectureId, change));
	}

	/** Begins the next version of the notes, which stage and engine then write anew (rule N5). Resolves with its number. */
	restyleNotes(lectureId: string, style: NoteStyle): Promise<number> {
		return this.#serial.run(lectureId, () => this.#notes.restyle(lectureId, style));
	}

	/** Begins a version that repeats an earlier one; the notes go on from there. Undefined when there is no such version. */
	restoreNotes(lectureId: string, version: number): Promise<number | undefined> {
		return this.#serial.run(lectureId, () => this.#notes.restore(lectureId, version));
	}

	/** All versions that the notes had, the oldest first. */
	noteVersions(lectureId: string): Promise<NoteVersion[]> {
		return this.#serial.run(lectureId, () => this.#notes.versions(lectureId));
	}

	change(lectureId: string, values: RowChange): Promise<LectureInfo> {
		return this.#serial.run(lectureId, async () => {
			return this.#tellRow(await this.#lectures.change(lectureId, values));
		});
	}

	/** Tells a change of the lecture's row that `write` makes; undefined when it made none. */
	changeBy(
		lectureId: string,
		write: () => Promise<LectureRow | undefined>
	): Promise<LectureInfo | undefined> {
		return this.#serial.run(lectureId, async () => {
			const row = await write();
			return row && this.#tellRow(row);
		});
	}

	/** The same for an edit of a client: once, however often it is sent (rule W9). */
	edit(editId: string, lectureId: string, values: RowChange): Promise<void> {
		return this.#serial.run(lectureId, async () => {
			const row = await this.#lectures.edit(editId, lectureId, values);
			if (row) this.#tellRow(row);
		});
	}

	#tellRow(row: LectureRow): LectureInfo {
		const lecture = lectureInfo(row);
		this.tell(row.id, { type: 'lecture', revision: row.revision, lecture });
		return lecture;
	}

	async #after(lectureId: string, since: number): Promise<ServerMessage[]> {
		const rows = await this.#lectures.utterances(lectureId, since);
		const notes = await this.#lectures.noteOps(lectureId, since);
		const dated = [
			...rows.map((row) => ({ revision: row.revision, message: () => utteranceMessage(row) })),
			...notes.map((entry) => ({ revision: entry.revision, message: () => notesMessage(entry) }))
		].sort((a, b) => a.revision - b.revision);
		return mappedInTurns(dated, ({ message }) => message());
	}
}
