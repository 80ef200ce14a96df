import { samplesToMs, utteranceId, type Utterance } from '#lib/protocol/index.ts';
import type { Journal } from '../lectures/journal.ts';
import { utteranceOf } from '../lectures/rows.ts';
import type { LectureRepository } from '../store/lectures.ts';
import type { NoteEngine, NoteLine } from './port.ts';
import { withoutTouched } from './touched.ts';

type Deps = {
	lectures: Pick<LectureRepository, 'row' | 'takes' | 'utterances' | 'noted' | 'notesSettled'>;
	journal: Pick<Journal, 'notes' | 'addNoteOps'>;
	engine: NoteEngine;
	/** Speech of the lecture that waits for the recogniser; notes are settled only when there is none. */
	backlogSamples: (lectureId: string) => number;
	/** The cursor of the lecture's notes has moved. */
	onNoted?: (lectureId: string) => void;
	/** Told when an engine or the database failed; it is tried again after `retryMs`. `error` never holds what was said. */
	onFailure: (lectureId: string, error: Error) => void;
	/** Lines that come within this time are taken up together. */
	gatherMs?: number;
	retryMs?: number;
};

type Desk = {
	lectureId: string;
	utterances: Map<string, Utterance>;
	/** The stored transcript has been read. */
	isRead: boolean;
	timer: NodeJS.Timeout | undefined;
	retry: NodeJS.Timeout | undefined;
	running: boolean;
	again: boolean;
	abort: AbortController;
};

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
		this.#deskOf(lectureId).utterances.set(idOf(utterance), utterance);
		this.wake(lectureId);
	}

	/** Brings the notes up to the transcript soon. */
	wake(lectureId: string): void {
		if (this.#closed) return;
		const desk = this.#deskOf(lectureId);
		if (desk.running) desk.again = true;
		else desk.timer ??= setTimeout(() => void this.#run(desk), this.#deps.gatherMs ?? 400);
	}

	forget(lectureId: string): void {
		const desk = this.#desks.get(lectureId);
		clearTimeout(desk?.timer);
		clearTimeout(desk?.retry);
		desk?.abort.abort();
		this.#desks.delete(lectureId);
	}

	close(): void {
		this.#closed = true;
		for (const lectureId of [...this.#desks.keys()]) this.forget(lectureId);
	}

	async #run(desk: Desk): Promise<void> {
		desk.timer = undefined;
		desk.running = true;
		try {
			do {
				desk.again = false;
				await this.#update(desk);
			} while (desk.again && !this.#closed);
		} catch (error) {
			if (!desk.abort.signal.aborted) this.#retryLater(desk, error as Error);
		} finally {
			desk.running = false;
			this.#makeRoom();
		}
	}

	#retryLater(desk: Desk, error: Error): void {
		this.#deps.onFailure(desk.lectureId, error);
		const again = () => {
			desk.retry = undefined;
			this.wake(desk.lectureId);
		};
		desk.retry ??= setTimeout(again, this.#deps.retryMs ?? 30_000).unref();
	}

	async #update(desk: Desk): Promise<void> {
		const { lectureId, abort } = desk;
		const row = await this.#deps.lectures.row(lectureId);
		if (!row) return;
		if (!desk.isRead) await this.#read(desk);
		const document = await this.#deps.journal.notes(lectureId);
		const finished = row.finished_at !== null && this.#deps.backlogSamples(lectureId) === 0;
		const { lines, revision } = await this.#lines(desk);
		const ops = await this.#deps.engine.update({ lines, document, finished }, abort.signal);
		if (abort.signal.aborted) return;
		const written = await this.#deps.journal.addNoteOps(lectureId, document.version, (now) =>
			withoutTouched(now, ops)
		);
		if (!written) return this.wake(lectureId);
		if (revision > row.noted_revision) {
			await this.#deps.lectures.noted(lectureId, revision);
			this.#deps.onNoted?.(lectureId);
		}
		if (finished) await this.#deps.lectures.notesSettled(lectureId, row.revision);
	}

	/** Lines in lecture order, with the sound of earlier takes before them, and the revision up to which they reach. */
	async #lines({ lectureId, utterances }: Desk): Promise<{ lines: NoteLine[]; revision: number }> {
		const startOfTake = new Map<string, number>();
		let beforeSamples = 0;
		for (const take of await this.#deps.lectures.takes(lectureId)) {
			startOfTake.set(take.id, beforeSamples);
			beforeSamples += take.samples;
		}
		const lines: NoteLine[] = [];
		let newest = 0;
		for (const [id, { takeId, startSample, endSample, revision, result }] of utterances) {
			newest = Math.max(newest, revision);
			if (result.kind !== 'text') continue;
			const before = startOfTake.get(takeId) ?? 0;
			lines.push({
				id,
				text: result.text,
				language: result.language,
				startMs: samplesToMs(before + startSample),
				endMs: samplesToMs(before + endSample)
			});
		}
		return { lines: lines.sort((a, b) => a.startMs - b.startMs), revision: newest };
	}

	/** Fills in the stored lines; finals that came meanwhile are there already. */
	async #read(desk: Desk): Promise<void> {
		for (const row of await this.#deps.lectures.utterances(desk.lectureId)) {
			const utterance = utteranceOf(row);
			desk.utterances.set(idOf(utterance), utterance);
		}
		desk.isRead = true;
	}

	#deskOf(lectureId: string): Desk {
		const seated = this.#desks.get(lectureId);
		if (seated) return seated;
		const desk: Desk = {
			lectureId,
			utterances: new Map(),
			isRead: false,
			timer: undefined,
			retry: undefined,
			running: false,
			again: false,
			abort: new AbortController()
		};
		this.#desks.set(lectureId, desk);
		return desk;
	}

	#makeRoom(): void {
		for (const [lectureId, { running, timer, retry }] of this.#desks) {
			if (this.#desks.size <= desksMax) return;
			if (!running && !timer && !retry) this.#desks.delete(lectureId);
		}
	}
}

const idOf = ({ takeId, segment }: Utterance): string => utteranceId(takeId, segment);
