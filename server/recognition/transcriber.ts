import {
	sampleRate,
	utteranceId,
	type Codec,
	type Language,
	type Segment,
	type Utterance
} from '#lib/protocol/index.ts';
import type { Journal } from '../lectures/journal.ts';
import type { AudioFiles } from '../store/audio-files.ts';
import type { LectureRepository } from '../store/lectures.ts';
import type { TakeRow } from '../store/schema.ts';
import type { Recogniser, RecognitionOutcome } from './port.ts';

type Deps = {
	lectures: Pick<LectureRepository, 'take' | 'row' | 'unheard'>;
	journal: Pick<Journal, 'addUtterance'>;
	files: Pick<AudioFiles, 'path'>;
	recogniser: () => Recogniser;
	/** A final was stored, or the backlog changed. */
	onProgress: (lectureId: string, backlogSamples: number, utterance: Utterance | undefined) => void;
	/** The logs could not be read, or a final not be stored; it is tried again after `retryMs`. */
	onFailure: (lectureId: string, error: Error) => void;
	retryMs?: number;
};

/** Jobs of one take at once; the rest stays where it is safe, in the mark log. */
const inFlightMax = 4;
/** Speech that ended longer ago than this, in recorded time, stands behind live speech. */
const liveSamples = 30 * sampleRate;

type Progress = {
	lectureId: string;
	cursor: number;
	inFlight: Set<number>;
	backlogSamples: number;
	again: boolean;
	busy: boolean;
	retry: NodeJS.Timeout | undefined;
};

/**
 * The stage between the logs and the transcript: each closed segment within the durable sound becomes exactly one
 * utterance (rule T3). Its state is the mark log less the utterances, so it goes on by itself after a restart.
 */
export class Transcriber {
	readonly #deps: Deps;
	readonly #takes = new Map<string, Progress>();
	#closed = false;

	constructor(deps: Deps) {
		this.#deps = deps;
	}

	/** Looks at a take's logs again; call it whenever they grew. Never rejects. */
	async wake(takeId: string, lectureId: string): Promise<void> {
		if (this.#closed) return;
		const progress = this.#takes.get(takeId) ?? {
			lectureId,
			cursor: 0,
			inFlight: new Set<number>(),
			backlogSamples: 0,
			again: false,
			busy: false,
			retry: undefined
		};
		this.#takes.set(takeId, progress);
		if (progress.busy) {
			progress.again = true;
			return;
		}
		progress.busy = true;
		try {
			let isOver: boolean;
			do {
				progress.again = false;
				isOver = await this.#look(takeId, progress);
			} while (progress.again && !this.#closed);
			if (isOver) this.#takes.delete(takeId);
		} catch (error) {
			this.#retryLater(takeId, progress, error as Error);
		} finally {
			progress.busy = false;
		}
	}

	/** Asks again for everything that is unheard, e.g. after the recogniser was exchanged. */
	async wakeAll(): Promise<void> {
		for (const [takeId, { lectureId }] of this.#takes) await this.wake(takeId, lectureId);
	}

	backlogSamples(lectureId: string): number {
		let sum = 0;
		for (const progress of this.#takes.values())
			if (progress.lectureId === lectureId) sum += progress.backlogSamples;
		return sum;
	}

	forget(lectureId: string): void {
		for (const [takeId, progress] of this.#takes)
			if (progress.lectureId === lectureId) this.#takes.delete(takeId);
	}

	close(): void {
		this.#closed = true;
	}

	/** True when there is nothing to hear and nothing will come: the take is closed, or gone. */
	async #look(takeId: string, progress: Progress): Promise<boolean> {
		const take = await this.#deps.lectures.take(takeId);
		if (!take) return true;
		const unheard = await this.#deps.lectures.unheard(takeId, progress.cursor);
		if (unheard[0]) progress.cursor = unheard[0].index;
		const before = progress.backlogSamples;
		progress.backlogSamples = unheard.reduce(
			(sum, segment) => sum + segment.endSample - segment.startSample,
			0
		);
		if (progress.backlogSamples !== before)
			this.#deps.onProgress(take.lecture_id, this.backlogSamples(take.lecture_id), undefined);
		for (const segment of unheard) {
			if (progress.inFlight.size >= inFlightMax) break;
			if (progress.inFlight.has(segment.index)) continue;
			progress.inFlight.add(segment.index);
			void this.#hear(take, segment, progress).catch((error: Error) => {
				progress.inFlight.delete(segment.index);
				this.#retryLater(takeId, progress, error);
			});
		}
		return take.finished === 1 && unheard.length === 0;
	}

	#retryLater(takeId: string, progress: Progress, error: Error): void {
		if (this.#closed) return;
		this.#deps.onFailure(progress.lectureId, error);
		const again = () => {
			progress.retry = undefined;
			void this.wake(takeId, progress.lectureId);
		};
		progress.retry ??= setTimeout(again, this.#deps.retryMs ?? 5_000).unref();
	}

	async #hear(take: TakeRow, segment: Segment, progress: Progress): Promise<void> {
		const lecture = await this.#deps.lectures.row(take.lecture_id);
		const outcome = await this.#deps.recogniser().recognise({
			id: utteranceId(take.id, segment.index),
			audioPath: this.#deps.files.path(take.lecture_id, { takeId: take.id, codec: take.codec as Codec }),
			codec: take.codec as Codec,
			firstSample: segment.startSample,
			sampleCount: segment.endSample - segment.startSample,
			language: (lecture?.language ?? 'auto') as Language,
			priority: take.samples - segment.endSample > liveSamples ? 'backlog' : 'final'
		});
		if (this.#closed) return;
		if (outcome.kind !== 'cancelled') await this.#store(take, segment, outcome);
		progress.inFlight.delete(segment.index);
		if (outcome.kind !== 'cancelled') await this.wake(take.id, take.lecture_id);
	}

	async #store(
		take: TakeRow,
		segment: Segment,
		outcome: Exclude<RecognitionOutcome, { kind: 'cancelled' }>
	): Promise<void> {
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
		if (utterance) this.#deps.onProgress(take.lecture_id, this.backlogSamples(take.lecture_id), utterance);
	}
}

function resultOf(outcome: Exclude<RecognitionOutcome, { kind: 'cancelled' }>): Utterance['result'] {
	if (outcome.kind === 'failed') return { kind: 'failed', reason: outcome.reason };
	const { text, language, emotion, event, confidence } = outcome.recognition;
	if (text === '') return { kind: 'no-speech', event };
	return { kind: 'text', text, language, emotion, event, confidence };
}
