import { applyNoteOps, emptyNotes, type NoteDocument, type NoteOp } from '#lib/protocol/index.ts';
import { noteOpsOf } from './rows.ts';

/** Lectures whose notes are held in memory, so that a change does not replay the whole log again. */
const openMax = 64;

/** The notes of lectures as their logs have them, held while they are worked on. */
export class Notebook {
	readonly #read: (lectureId: string) => Promise<{ ops: string }[]>;
	readonly #open = new Map<string, NoteDocument>();

	constructor(read: (lectureId: string) => Promise<{ ops: string }[]>) {
		this.#read = read;
	}

	async open(lectureId: string): Promise<NoteDocument> {
		const known = this.#open.get(lectureId) ?? (await this.#replayed(lectureId));
		this.#open.delete(lectureId);
		this.#open.set(lectureId, known);
		const oldest = this.#open.keys().next().value;
		if (this.#open.size > openMax && oldest !== undefined) this.#open.delete(oldest);
		return known;
	}

	/** What the log has taken. */
	write(lectureId: string, ops: readonly NoteOp[]): void {
		const known = this.#open.get(lectureId);
		if (known) this.#open.set(lectureId, applyNoteOps(known, ops));
	}

	async #replayed(lectureId: string): Promise<NoteDocument> {
		const log = await this.#read(lectureId);
		return log.reduce((document, { ops }) => applyNoteOps(document, noteOpsOf(ops)), emptyNotes);
	}
}
