import {
	applyNoteOps,
	emptyNotes,
	samplesToMs,
	utteranceId,
	type NoteDocument,
	type Utterance
} from '#lib/protocol/index.ts';
import type { Journal } from '../lectures/journal.ts';
import { noteOpsOf, utteranceOf } from '../lectures/journal.ts';
import type { LectureRepository } from '../store/lectures.ts';
import type { NoteEngine, NoteLine } from './port.ts';

type Deps = {
	lectures: Pick<LectureRepository, 'row' | 'takes' | 'utterances' | 'noteOps'>;
	journal: Pick<Journal, 'addNoteOps'>;
	engine: NoteEngine;
	/** Speech of the lecture that waits for the recogniser; notes are settled only when there is none. */
	backlogSamples: (lectureId: string) => number;
	/** Told when an engine failed; `error` never holds what was said. */
	onFailure: (lectureId: string, error: Error) => void;
	/** Lines that come within this time are taken up together. */
	gatherMs?: number;
};

type Desk = {
	utterances: Map<string, Utterance>;
	document: NoteDocument;
	timer: NodeJS.Timeout | undefined;
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
	async add(lectureId: string, utterance: Utterance): Promise<void> {
		const desk = this.#desks.get(lectureId);
		desk?.utterances.set(utteranceId(utterance.takeId, utterance.segment), utterance);
		await this.wake(lectureId);
	}

	/** Brings the notes up to the transcript soon. */
	async wake(lectureId: string): Promise<void> {
		if (this.#closed) return;
		const desk = this.#desks.get(lectureId) ?? (await this.#sitDown(lectureId));
		if (desk.running) desk.again = true;
		else desk.timer ??= setTimeout(() => void this.#run(lectureId, desk), this.#deps.gatherMs ?? 400);
	}

	forget(lectureId: string): void {
		const desk = this.#desks.get(lectureId);
		clearTimeout(desk?.timer);
		desk?.abort.abort();
		this.#desks.delete(lectureId);
	}

	close(): void {
		this.#closed = true;
		for (const lectureId of [...this.#desks.keys()]) this.forget(lectureId);
	}

	async #run(lectureId: string, desk: Desk): Promise<void> {
		desk.timer = undefined;
		desk.running = true;
		try {
			do {
				desk.again = false;
				await this.#update(lectureId, desk);
			} while (desk.again && !this.#closed);
		} catch (error) {
			if (!this.#closed) this.#deps.onFailure(lectureId, error as Error);
		} finally {
			desk.running = false;
		}
	}

	async #update(lectureId: string, desk: Desk): Promise<void> {
		const row = await this.#deps.lectures.row(lectureId);
		if (!row) return;
		const finished = row.finished_at !== null && this.#deps.backlogSamples(lectureId) === 0;
		const lines = await this.#lines(lectureId, desk);
		const ops = await this.#deps.engine.update(
			{ lines, document: desk.document, finished },
			desk.abort.signal
		);
		if (ops.length === 0 || desk.abort.signal.aborted) return;
		await this.#deps.journal.addNoteOps(lectureId, ops);
		desk.document = applyNoteOps(desk.document, ops);
	}

	/** Lines in lecture order, with the sound of earlier takes before them. */
	async #lines(lectureId: string, desk: Desk): Promise<NoteLine[]> {
		const startOfTake = new Map<string, number>();
		let beforeSamples = 0;
		for (const take of await this.#deps.lectures.takes(lectureId)) {
			startOfTake.set(take.id, beforeSamples);
			beforeSamples += take.samples;
		}
		const lines: NoteLine[] = [];
		for (const [id, { takeId, startSample, endSample, result }] of desk.utterances) {
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
		return lines.sort((a, b) => a.startMs - b.startMs);
	}

	async #sitDown(lectureId: string): Promise<Desk> {
		const rows = await this.#deps.lectures.utterances(lectureId);
		const ops = await this.#deps.lectures.noteOps(lectureId);
		const seated = this.#desks.get(lectureId);
		if (seated) return seated;
		const desk: Desk = {
			utterances: new Map(
				rows.map(utteranceOf).map((each) => [utteranceId(each.takeId, each.segment), each])
			),
			document: ops.reduce((document, each) => applyNoteOps(document, noteOpsOf(each.ops)), emptyNotes),
			timer: undefined,
			running: false,
			again: false,
			abort: new AbortController()
		};
		this.#desks.set(lectureId, desk);
		this.#makeRoom();
		return desk;
	}

	#makeRoom(): void {
		for (const [lectureId, desk] of this.#desks) {
			if (this.#desks.size <= desksMax) return;
			if (!desk.running && !desk.timer) this.#desks.delete(lectureId);
		}
	}
}
