import {
	sampleRate,
	tailOf,
	utteranceId,
	type Codec,
	type Language,
	type Mark,
	type ServerMessage
} from '#lib/protocol/index.ts';
import type { AudioFiles } from '../store/audio-files.ts';
import type { LectureRepository } from '../store/lectures.ts';
import type { Recogniser } from './port.ts';

type Deps = {
	lectures: Pick<LectureRepository, 'row' | 'take' | 'lastMark'>;
	files: Pick<AudioFiles, 'path'>;
	recogniser: () => Recogniser;
	tell: (lectureId: string, message: ServerMessage) => void;
	/** Speech that waits for its final; while there is much, nothing is guessed. */
	backlogSamples: (lectureId: string) => number;
	nowMs?: () => number;
};

type Guess = { busy: boolean; nextAtMs: number; text: string };

/** The least that is worth a guess, and how often at most; a slow recogniser is asked a third of its time. */
const samplesMin = 0.6 * sampleRate;
const everyMs = 600;
const restFactor = 2;
const backlogSamplesMax = 20 * sampleRate;

/**
 * Words while they are spoken: hears the open segment again as it grows and tells what it holds so far. Nothing is
 * stored; a guess that comes after its segment was closed is dropped (rule T1). One guess at a time for each take.
 */
export class Hypothesiser {
	readonly #deps: Deps;
	readonly #nowMs: () => number;
	readonly #takes = new Map<string, Guess>();

	constructor(deps: Deps) {
		this.#deps = deps;
		this.#nowMs = deps.nowMs ?? (() => performance.now());
	}

	/** Call it whenever a take's logs grew; `samples` is their durable length. Never rejects. */
	async grown(takeId: string, lectureId: string, samples: number): Promise<void> {
		const guess = this.#takes.get(takeId) ?? { busy: false, nextAtMs: 0, text: '' };
		this.#takes.set(takeId, guess);
		if (guess.busy || this.#nowMs() < guess.nextAtMs) return;
		guess.busy = true;
		const startedAtMs = this.#nowMs();
		const asked = await this.#guess(takeId, lectureId, samples, guess).catch(() => false);
		const tookMs = this.#nowMs() - startedAtMs;
		if (asked) guess.nextAtMs = this.#nowMs() + Math.max(everyMs - tookMs, restFactor * tookMs);
		guess.busy = false;
	}

	/** The take is closed, or its recorder has gone. */
	forget(takeId: string): void {
		this.#takes.delete(takeId);
	}

	/** Answers whether the recogniser was asked. */
	async #guess(takeId: string, lectureId: string, samples: number, guess: Guess): Promise<boolean> {
		const open = openSegment(await this.#deps.lectures.lastMark(takeId));
		if (!open || samples - open.startSample < samplesMin) return false;
		if (this.#deps.backlogSamples(lectureId) > backlogSamplesMax) return false;
		const lecture = await this.#deps.lectures.row(lectureId);
		const codec = (await this.#deps.lectures.take(takeId))?.codec as Codec | undefined;
		if (!codec) return false;
		const outcome = await this.#deps.recogniser().recognise({
			id: utteranceId(takeId, open.index),
			audioPath: this.#deps.files.path(lectureId, { takeId, codec }),
			codec,
			firstSample: open.startSample,
			sampleCount: Math.min(samples - open.startSample, 30 * sampleRate),
			language: (lecture?.language ?? 'auto') as Language,
			priority: 'partial'
		});
		const now = openSegment(await this.#deps.lectures.lastMark(takeId));
		if (outcome.kind !== 'recognised' || now?.index !== open.index) return true;
		const { text } = outcome.recognition;
		if (text !== '' && text !== guess.text) {
			this.#deps.tell(lectureId, {
				type: 'hypothesis',
				takeId,
				segment: open.index,
				startSample: open.startSample,
				text
			});
		}
		guess.text = text;
		return true;
	}
}

function openSegment(last: { index: number; mark: Mark } | undefined) {
	if (!last || !tailOf(last.mark).speaking) return undefined;
	return { index: last.index, startSample: last.mark.sample };
}
