import { samplesToMs, type Segment, type Utterance } from '#lib/protocol/index.ts';
import type { Journal } from '../lectures/journal.ts';
import type { AudioFiles } from '../store/audio-files.ts';
import type { LectureRepository } from '../store/lectures.ts';
import type { TakeRow } from '../store/schema.ts';
import { settledSamplesOf } from '../store/takes.ts';
import { Agenda, type Errand } from './agenda.ts';
import { contextSamples } from './context.ts';
import { Growth } from './growth.ts';
import { jobOf } from './jobs.ts';
import type { Recogniser, RecognitionAnswer } from './port.ts';

export type TranscriberDeps = {
	lectures: Pick<LectureRepository, 'take' | 'row' | 'marksOf' | 'glossaries' | 'unheard' | 'newestTake'>;
	journal: Pick<Journal, 'addUtterance'>;
	files: Pick<AudioFiles, 'path'>;
	recogniser: () => Pick<Recogniser, 'recognise'>;
	/** A final was stored, or the backlog changed. */
	onProgress: (lectureId: string, backlogSamples: number, utterance: Utterance | undefined) => void;
	/** The logs could not be read, or a final not be stored; it is tried again after `retryMs`. */
	onFailure: (lectureId: string, error: Error) => void;
	retryMs?: number;
	/** How long a segment that was cut out of ongoing speech waits for the sound behind the cut; 10 min unless told otherwise. */
	contextWaitMs?: number;
};

/** One lecture's share of the work. */
type Work = {
	lectureId: string;
	agenda: Agenda;
	/** Takes whose logs have grown since they were read. */
	grown: Set<string>;
	/** Takes that are to be looked at again after a failure. */
	failed: Set<string>;
	/** The backlog that was told last. */
	toldSamples: number;
	busy: boolean;
	retry: NodeJS.Timeout | undefined;
};

/**
 * The stage between the logs and the transcript: each closed segment within the durable sound becomes exactly one
 * utterance (rule T3). Its state is the mark log less the utterances, so it goes on by itself after a restart.
 */
export class Transcriber {
	readonly #deps: TranscriberDeps;
	readonly #works = new Map<string, Work>();
	readonly #growth = new Growth();
	#closed = false;

	constructor(deps: TranscriberDeps) {
		this.#deps = deps;
	}

	/** Looks at a take's logs again; call it whenever they grew. Never rejects. */
	async wake(takeId: string, lectureId: string): Promise<void> {
		if (this.#closed) return;
		this.#growth.grew(takeId);
		const work = this.#workOf(lectureId);
		work.grown.add(takeId);
		if (work.busy) return;
		work.busy = true;
		for (const id of work.grown) {
			work.grown.delete(id);
			await this.#look(id, work).catch((error: Error) => this.#retryLater(id, work, error));
			if (this.#closed) break;
		}
		work.busy = false;
		if (work.agenda.isEmpty && work.failed.size === 0) this.forget(lectureId);
	}

	/** Asks again for everything that is unheard, e.g. after the recogniser was exchanged. */
	async wakeAll(): Promise<void> {
		for (const { lectureId, agenda } of [...this.#works.values()])
			for (const takeId of agenda.takeIds) await this.wake(takeId, lectureId);
	}

	/** Sound that has arrived and waits to be heard: of a lecture, or of one of its takes. */
	backlogSamples(lectureId: string, takeId?: string): number {
		const agenda = this.#works.get(lectureId)?.agenda;
		return (takeId === undefined ? agenda?.backlogSamples : agenda?.backlogSamplesOf(takeId)) ?? 0;
	}

	/** Whether speech of this take that has arrived waits to be heard. */
	isBehind(lectureId: string, takeId: string): boolean {
		return this.#works.get(lectureId)?.agenda.isBehind(takeId) ?? false;
	}

	forget(lectureId: string): void {
		clearTimeout(this.#works.get(lectureId)?.retry);
		this.#works.delete(lectureId);
	}

	close(): void {
		this.#closed = true;
		this.#growth.close();
	}

	#workOf(lectureId: string): Work {
		const known = this.#works.get(lectureId);
		if (known) return known;
		const work: Work = {
			lectureId,
			agenda: new Agenda(),
			grown: new Set(),
			failed: new Set(),
			toldSamples: 0,
			busy: false,
			retry: undefined
		};
		this.#works.set(lectureId, work);
		return work;
	}

	async #look(takeId: string, work: Work): Promise<void> {
		const { lectures } = this.#deps;
		const { lectureId, agenda } = work;
		const take = await lectures.take(takeId);
		if (!take) agenda.drop(takeId);
		else {
			const unheard = await lectures.unheard(takeId, agenda.cursor(takeId));
			agenda.put(take, unheard, await lectures.newestTake(lectureId));
		}
		if (agenda.backlogSamples !== work.toldSamples) this.#tell(work, undefined);
		this.#begin(work);
	}

	#tell(work: Work, utterance: Utterance | undefined): void {
		work.toldSamples = work.agenda.backlogSamples;
		this.#deps.onProgress(work.lectureId, work.toldSamples, utterance);
	}

	#begin(work: Work): void {
		if (this.#closed || this.#works.get(work.lectureId) !== work) return;
		for (const errand of work.agenda.next())
			void this.#hear(errand, work).catch((error: Error) => this.#retryLater(errand.take.id, work, error));
	}

	#retryLater(takeId: string, work: Work, error: Error): void {
		if (this.#closed) return;
		this.#deps.onFailure(work.lectureId, error);
		work.failed.add(takeId);
		const again = () => {
			work.retry = undefined;
			const failed = [...work.failed];
			work.failed.clear();
			for (const id of failed) void this.wake(id, work.lectureId);
		};
		work.retry ??= setTimeout(again, this.#deps.retryMs ?? 5_000).unref();
	}

	/** The take once it holds what a segment that ends at a cut is heard with, or no more of it comes in time. */
	async #withContext(take: TakeRow, segment: Segment): Promise<TakeRow> {
		const { lectures, contextWaitMs = 600_000 } = this.#deps;
		const [, closing] = await lectures.marksOf(take.id, segment.index);
		if (closing?.kind !== 'cut') return take;
		for (;;) {
			const more = this.#growth.next(take.id, contextWaitMs);
			const now = (await lectures.take(take.id)) ?? take;
			const behind = settledSamplesOf(now) - segment.endSample;
			const isThere = behind >= contextSamples || now.finished === 1;
			if (isThere || this.#closed || contextWaitMs === 0) return now;
			if (!(await more)) return (await lectures.take(take.id)) ?? take;
		}
	}

	async #hear({ take: asked, segment, priority }: Errand, work: Work): Promise<void> {
		let answered: boolean;
		let take = asked;
		try {
			take = await this.#withContext(asked, segment);
			const job = await jobOf(this.#deps, take, segment, priority);
			const ageMs = priority === 'final' ? samplesToMs(take.samples - segment.endSample) : 0;
			const outcome = await this.#deps.recogniser().recognise({ ...job, ageMs });
			if (this.#closed) return;
			if (outcome.kind === 'shed') throw new Error('the recogniser has no room for more jobs');
			answered = outcome.kind !== 'cancelled';
			if (outcome.kind !== 'cancelled') await this.#store({ take, segment, priority }, work, outcome);
		} finally {
			work.agenda.release(take.id, segment);
		}
		if (answered) this.#begin(work);
		if (work.agenda.isEmpty && !work.busy && work.failed.size === 0) this.forget(work.lectureId);
	}

	async #store({ take, segment }: Errand, work: Work, outcome: RecognitionAnswer): Promise<void> {
		const tokens = outcome.kind === 'recognised' ? outcome.recognition.tokens : [];
		const utterance = await this.#deps.journal.addUtterance(
			take.lecture_id,
			{
				takeId: take.id,
				segment: segment.index,
				startSample: segment.startSample,
				endSample: segment.endSample,
				result: resultOf(outcome)
			},
			tokens
		);
		work.agenda.heard(take.id, segment);
		if (utterance) this.#tell(work, utterance);
	}
}

function resultOf(outcome: RecognitionAnswer): Utterance['result'] {
	if (outcome.kind === 'failed') return { kind: 'failed', reason: outcome.reason };
	const { text, language, emotion, event, confidence } = outcome.recognition;
	if (text === '') return { kind: 'no-speech', event };
	return { kind: 'text', text, language, emotion, event, confidence };
}
