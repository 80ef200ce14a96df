import type { NoteDocument, NoteOp, NotesWait, Utterance } from '#lib/protocol/index.ts';
import type { Journal } from '../lectures/journal.ts';
import { noteStyleOf, utteranceOf } from '../lectures/rows.ts';
import { yieldToLoop } from '../kit/event-loop.ts';
import type { Showings } from '../slides/showings.ts';
import type { LectureRepository } from '../store/lectures.ts';
import type { NoteRange } from '../store/notes.ts';
import type { LectureRow } from '../store/schema.ts';
import { ExtractionError } from './extraction-thread/failure.ts';
import { readUpTo } from './note-lines.ts';
import type { NoteEngine, NoteRequest, NoteUpdate } from './port.ts';
import { SlidesAtHand } from './slides-at-hand.ts';
import { withoutTouched } from './touched.ts';
import { Transcript } from './transcript.ts';

type Deps = {
	lectures: Pick<LectureRepository, 'row' | 'takes' | 'utterances' | 'decks' | 'noteRanges' | 'notesSettled'>;
	journal: Pick<Journal, 'notes' | 'addNoteOps' | 'tell'>;
	showings: Pick<Showings, 'of'>;
	engine: NoteEngine;
	/** Speech of the lecture that waits for the recogniser; notes are settled only when there is none. */
	backlogSamples: (lectureId: string) => number;
	/** The cursor of the lecture's notes has moved. */
	onNoted?: (lectureId: string) => void;
	/**
	 * Told when an engine or the database failed; it is tried again after `retryMs`, and after twice as long each further
	 * time. `error` never holds what was said.
	 */
	onFailure: (lectureId: string, error: Error) => void;
	/** Lines that come within this time are taken up together. */
	gatherMs?: number;
	retryMs?: number;
};

type Desk = {
	lectureId: string;
	transcript: Transcript;
	/** The stored transcript has been read. */
	isRead: boolean;
	timer: NodeJS.Timeout | undefined;
	/** When the engine, or a retry, has more to do although nothing new is said. */
	later: NodeJS.Timeout | undefined;
	/** Lines of this version that were read; a correction gives them a new revision, and they stay read. */
	read: { version: number; ids: Set<string> };
	/** What is stored of the ranges of a version; undefined when it may have changed. */
	ranges: { version: number; read: readonly NoteRange[] } | undefined;
	slides: SlidesAtHand;
	/** Viewers have a draft before them. */
	drafting: boolean;
	running: boolean;
	again: boolean;
	/** Updates that failed since one succeeded. */
	failures: number;
	/** It was too much for the extractor: new lines do not bring it up before its time. */
	resting: boolean;
	abort: AbortController;
};

/** The longest pause after failures, in first pauses. */
const retriesGrowTo = 64;

/** Lectures whose transcript and notes are held in memory, so that a new line does not read all old ones again. */
const desksMax = 64;

/** The stage between transcript and notes: one update at a time for each lecture, from lines to note operations. */
export class NoteTaker {
	readonly #deps: Deps;
	readonly #desks = new Map<string, Desk>();
	#closed = false;

	constructor(deps: Deps) {
		this.#deps = deps;
	}

	/** Call it for each new final. */
	add(lectureId: string, utterance: Utterance): void {
		this.#deskOf(lectureId).transcript.put(utterance);
		this.wake(lectureId);
	}

	/** Brings the notes up to the transcript soon. */
	wake(lectureId: string): void {
		if (this.#closed) return;
		const desk = this.#deskOf(lectureId);
		if (desk.running) desk.again = true;
		else if (!desk.resting) desk.timer ??= setTimeout(() => void this.#run(desk), this.#deps.gatherMs ?? 150);
	}

	/** The same at once, also for a lecture that rests after failures: what it failed at is another one now. */
	wakeAnew(lectureId: string): void {
		const desk = this.#desks.get(lectureId);
		if (desk) desk.resting = false;
		this.wake(lectureId);
	}

	forget(lectureId: string): void {
		const desk = this.#desks.get(lectureId);
		clearTimeout(desk?.timer);
		clearTimeout(desk?.later);
		desk?.abort.abort();
		if (desk) this.#tellDraft(desk, []);
		this.#deps.engine.forget(lectureId);
		this.#desks.delete(lectureId);
	}

	close(): void {
		this.#closed = true;
		for (const lectureId of [...this.#desks.keys()]) this.forget(lectureId);
	}

	/** A language model does not read which slides lines were said to: it has all of them. */
	#matched(lectureId: string): void {
		if (this.#deps.engine.kind === 'extractive' && this.#desks.has(lectureId)) this.wake(lectureId);
	}

	async #run(desk: Desk): Promise<void> {
		clearTimeout(desk.timer);
		clearTimeout(desk.later);
		desk.timer = undefined;
		desk.later = undefined;
		desk.running = true;
		try {
			do {
				desk.again = false;
				await this.#update(desk);
				desk.failures = 0;
			} while (desk.again && !this.#closed);
		} catch (error) {
			if (!desk.abort.signal.aborted) this.#retryLater(desk, error as Error);
		} finally {
			desk.running = false;
			this.#makeRoom();
		}
	}

	/** What an engine remembers may be ahead of what was stored: it forgets it. */
	#retryLater(desk: Desk, error: Error): void {
		this.#deps.onFailure(desk.lectureId, error);
		this.#deps.engine.forget(desk.lectureId);
		desk.resting = error instanceof ExtractionError;
		const growth = Math.min(retriesGrowTo, 2 ** desk.failures++);
		this.#later(desk, growth * (this.#deps.retryMs ?? 30_000));
	}

	#later(desk: Desk, afterMs: number): void {
		const again = () => {
			desk.later = undefined;
			desk.resting = false;
			this.wake(desk.lectureId);
		};
		desk.later ??= setTimeout(again, afterMs).unref();
	}

	async #update(desk: Desk): Promise<void> {
		const { lectureId, abort } = desk;
		const row = await this.#deps.lectures.row(lectureId);
		if (!row) return;
		if (!desk.isRead) await this.#read(desk);
		const utterances = desk.transcript.utterances();
		const request = await this.#request(row, utterances, desk);
		const update = await this.#deps.engine.update(request, {
			signal: abort.signal,
			onDraft: (ops, waits) => this.#tellDraft(desk, ops, waits)
		});
		if (abort.signal.aborted) return;
		if (update.failure) this.#deps.onFailure(lectureId, update.failure);
		if (update.ranges.put.length + update.ranges.drop.length > 0) desk.ranges = undefined;
		const kept = await this.#keep(request, update, readUpTo(utterances, update.unread), row);
		const draft = await update.draft?.();
		if (abort.signal.aborted) return;
		this.#tellDraft(desk, draft?.ops ?? [], draft?.waits);
		if (kept) desk.read = readIn(request, update, desk.read);
		if (!kept || update.again === 'now') desk.again = true;
		else if (update.again !== 'when-told') this.#later(desk, update.again.afterMs);
		if (kept && isSettled(request, update)) await this.#deps.lectures.notesSettled(lectureId, row.revision);
	}

	async #request(
		row: LectureRow,
		utterances: ReadonlyMap<string, Utterance>,
		desk: Desk
	): Promise<NoteRequest> {
		const document = await this.#deps.journal.notes(row.id);
		const { version } = document;
		const known = desk.read.version === version ? desk.read.ids : new Set();
		if (desk.ranges?.version !== version)
			desk.ranges = { version, read: await this.#deps.lectures.noteRanges(row.id, version) };
		const finished = row.finished_at !== null && this.#deps.backlogSamples(row.id) === 0;
		const isExtracting = this.#deps.engine.kind === 'extractive';
		const lines = await desk.transcript.lines(await this.#deps.lectures.takes(row.id));
		return {
			lectureId: row.id,
			title: row.title,
			...(await desk.slides.of({ row, lines, finished, waits: finished && isExtracting })),
			style: noteStyleOf(row),
			isRead: (id) => known.has(id) || (utterances.get(id)?.revision ?? 0) <= row.noted_revision,
			ranges: desk.ranges.read,
			document,
			finished
		};
	}

	/** False when the notes have become another version meanwhile: then all of it was for nothing. */
	async #keep(
		{ lectureId, document }: NoteRequest,
		{ ops, ranges }: NoteUpdate,
		read: number,
		{ noted_revision }: LectureRow
	): Promise<boolean> {
		const notedRevision = Math.max(read, noted_revision);
		const write = (now: NoteDocument): NoteOp[] => withoutTouched(now, ops);
		const kept = await this.#deps.journal.addNoteOps(lectureId, document.version, write, {
			ranges,
			notedRevision
		});
		if (kept && notedRevision > noted_revision) this.#deps.onNoted?.(lectureId);
		return kept;
	}

	#tellDraft(desk: Desk, ops: readonly NoteOp[], waits?: NotesWait): void {
		if (ops.length === 0 && !desk.drafting) return;
		desk.drafting = ops.length > 0;
		this.#deps.journal.tell(desk.lectureId, { type: 'notes-draft', ops: [...ops], ...(waits && { waits }) });
	}

	/** Fills in the stored lines; finals that came meanwhile are there already. */
	async #read(desk: Desk): Promise<void> {
		for (const row of await this.#deps.lectures.utterances(desk.lectureId)) {
			desk.transcript.put(utteranceOf(row));
			await yieldToLoop();
		}
		desk.isRead = true;
	}

	#deskOf(lectureId: string): Desk {
		const seated = this.#desks.get(lectureId);
		if (seated) return seated;
		const desk: Desk = {
			lectureId,
			transcript: new Transcript(),
			isRead: false,
			timer: undefined,
			later: undefined,
			read: { version: 0, ids: new Set() },
			ranges: undefined,
			slides: new SlidesAtHand({ ...this.#deps, onMatched: () => this.#matched(lectureId) }),
			drafting: false,
			running: false,
			again: false,
			failures: 0,
			resting: false,
			abort: new AbortController()
		};
		this.#desks.set(lectureId, desk);
		return desk;
	}

	#makeRoom(): void {
		for (const [lectureId, { running, timer, later }] of this.#desks) {
			if (this.#desks.size <= desksMax) return;
			if (!running && !timer && !later) this.#desks.delete(lectureId);
		}
	}
}

/** What was read of a version, with what an update has read of it. */
function readIn(
	{ lines, document: { version } }: NoteRequest,
	{ unread }: NoteUpdate,
	before: Desk['read']
): Desk['read'] {
	const ids = before.version === version ? before.ids : new Set<string>();
	for (const { id } of lines) if (!unread.has(id)) ids.add(id);
	return { version, ids };
}

/** Nothing is left to do but, maybe, to try again what failed. */
const isSettled = ({ finished }: NoteRequest, { unread, again }: NoteUpdate): boolean =>
	finished && unread.size === 0 && again !== 'now';
