import { emptyNotes, NoteReplay, type NoteDocument, type NoteOp } from '#lib/protocol/index.ts';
import { yieldToLoop } from '../kit/event-loop.ts';
import { noteOpsIn } from './rows.ts';

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

	/** What the log has taken. One call at a time for each lecture. */
	async write(lectureId: string, ops: readonly NoteOp[]): Promise<void> {
		const known = this.#open.get(lectureId);
		if (!known) return;
		const replay = new NoteReplay(known);
		for (const op of ops) {
			replay.apply(op);
			await yieldToLoop();
		}
		this.#open.set(lectureId, replay.finish());
	}

	async #replayed(lectureId: string): Promise<NoteDocument> {
		const replay = new NoteReplay(emptyNotes);
		for await (const ops of noteOpsIn(await this.#read(lectureId))) ops.forEach((op) => replay.apply(op));
		return replay.finish();
	}
}
