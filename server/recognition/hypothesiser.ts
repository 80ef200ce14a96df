import {
	sampleRate,
	segmentSamplesMax,
	tailOf,
	type Mark,
	type Segment,
	type ServerMessage
} from '#lib/protocol/index.ts';
import type { AudioFiles } from '../store/audio-files.ts';
import type { LectureRepository } from '../store/lectures.ts';
import type { TakeRow } from '../store/schema.ts';
import { settledSamplesOf } from '../store/takes.ts';
import { firstGuessSamples, restMs, type Effort } from './cadence.ts';
import type { Forehearing } from './forehearing.ts';
import { jobOf } from './jobs.ts';
import { LiveSegment, type Opening } from './live-segment.ts';
import type { Recogniser, RecognitionOutcome } from './port.ts';

type Deps = {
	lectures: Pick<LectureRepository, 'row' | 'take' | 'marksOf' | 'glossaries' | 'lastMark'>;
	files: Pick<AudioFiles, 'path'>;
	recogniser: () => Pick<Recogniser, 'recognise'>;
	forehearing: Pick<Forehearing, 'hearAhead' | 'forget'>;
	tell: (lectureId: string, message: ServerMessage) => void;
	/** Speech of a take that waits for its final; while there is much, nothing is guessed. */
	backlogSamples: (lectureId: string, takeId: string) => number;
	nowMs?: () => number;
};

/** The live speech of one lecture. */
type Line = {
	readonly lectureId: string;
	/** The take that is spoken into. */
	take: TakeRow | undefined;
	/** Its durable sound. */
	samples: number;
	segment: LiveSegment | undefined;
	/** What is in flight: one guess at a time. */
	guess: AbortController | undefined;
	nextAtMs: number;
	/** Where the segment ends if the speaker stays quiet; until it was heard up to there. */
	quietEnd: { takeId: string; sample: number } | undefined;
};

/** Hears one stretch of a line's open segment. */
type Hearing = { line: Line; segment: LiveSegment; sound: Segment };

const backlogSamplesMax = 20 * sampleRate;
/** A hint that lies further ahead of the sound is no reason to wait for it. */
const pauseSamplesMax = sampleRate;

/**
 * Words while they are spoken: hears the open segment again as it grows and tells what it holds so far. Nothing is
 * stored; a guess whose segment was closed is withdrawn, or dropped when it has begun (rule T1). Where the speaker has
 * fallen silent, the segment is heard as the final would hear it, so that its text is there when the pause has lasted.
 */
export class Hypothesiser {
	readonly #deps: Deps;
	readonly #nowMs: () => number;
	readonly #lines = new Map<string, Line>();

	constructor(deps: Deps) {
		this.#deps = deps;
		this.#nowMs = deps.nowMs ?? (() => performance.now());
	}

	/** Call it whenever a take's logs grew; `samples` is their durable length. Never rejects. */
	async grown(takeId: string, lectureId: string, samples: number): Promise<void> {
		await this.#grown(this.#lineOf(lectureId), takeId, samples).catch(() => undefined);
	}

	/** The recorder hears a pause: if it lasts, the open segment ends at `sample` (rule W11). Never rejects. */
	async quiet(takeId: string, lectureId: string, sample: number): Promise<void> {
		const line = this.#lines.get(lectureId);
		if (!line) return;
		line.quietEnd = { takeId, sample };
		await this.#hear(line).catch(() => undefined);
	}

	/** The take is closed, or removed. What is known of one whose recorder has gone stays: it may come back (rule T5). */
	forget(takeId: string): void {
		for (const line of this.#lines.values()) {
			if (line.take?.id !== takeId) continue;
			line.guess?.abort();
			this.#deps.forehearing.forget(line.lectureId);
			this.#lines.delete(line.lectureId);
		}
	}

	#lineOf(lectureId: string): Line {
		const known = this.#lines.get(lectureId);
		if (known) return known;
		const nothing = { take: undefined, segment: undefined, guess: undefined, quietEnd: undefined };
		const line: Line = { lectureId, ...nothing, samples: 0, nextAtMs: 0 };
		this.#lines.set(lectureId, line);
		return line;
	}

	async #grown(line: Line, takeId: string, samples: number): Promise<void> {
		const take = await this.#deps.lectures.take(takeId);
		const open = openSegment(await this.#deps.lectures.lastMark(takeId));
		if (!take || !this.#isFollowed(line) || take.number < (line.take?.number ?? 0)) return;
		line.take = take;
		line.samples = samples;
		if (!isSame(line.segment, takeId, open)) this.#begin(line, open && new LiveSegment(takeId, open));
		await this.#hear(line);
	}

	/** The first words of a segment need not rest from the one before. */
	#begin(line: Line, segment: LiveSegment | undefined): void {
		line.guess?.abort();
		Object.assign(line, { segment, nextAtMs: 0, quietEnd: undefined });
	}

	async #hear(line: Line): Promise<void> {
		const { segment, samples, guess, nextAtMs } = line;
		if (!segment || this.#deps.backlogSamples(line.lectureId, segment.takeId) > backlogSamplesMax) return;
		const sound = this.#takeQuiet(line, segment);
		if (sound) return this.#hearAhead({ line, segment, sound });
		const isTooEarly = samples - segment.startSample < firstGuessSamples || this.#nowMs() < nextAtMs;
		if (!guess && !isTooEarly && !isPausing(line, segment))
			await this.#guess({ line, segment, sound: segment.next(samples) });
	}

	/** The segment as it ends if the speaker stays quiet, once all of its sound is there. */
	#takeQuiet(line: Line, { takeId, index, startSample }: LiveSegment): Segment | undefined {
		const { quietEnd, samples, take } = line;
		if (!take || quietEnd?.takeId !== takeId) return undefined;
		if (quietEnd.sample > settledSamplesOf({ ...take, samples })) return undefined;
		line.quietEnd = undefined;
		const length = quietEnd.sample - startSample;
		const isSegment = length > 0 && length <= segmentSamplesMax;
		return isSegment ? { index, startSample, endSample: quietEnd.sample } : undefined;
	}

	#guess(hearing: Hearing): Promise<void> {
		return this.#run(hearing, async (take, withdrawal) => {
			const job = await jobOf(this.#deps, take, hearing.sound, 'partial');
			const guess = hearing.segment.guesses++;
			return this.#deps.recogniser().recognise({ ...job, guess }, withdrawal);
		});
	}

	/** Takes the place of a guess that waits. */
	#hearAhead(hearing: Hearing): Promise<void> {
		hearing.line.guess?.abort();
		return this.#run(hearing, async (take) =>
			this.#deps.forehearing.hearAhead(await jobOf(this.#deps, take, hearing.sound, 'speculative'))
		);
	}

	async #run(
		{ line, segment, sound }: Hearing,
		ask: (take: TakeRow, withdrawal: AbortSignal) => Promise<RecognitionOutcome>
	): Promise<void> {
		const guess = new AbortController();
		line.guess = guess;
		const askedAtMs = this.#nowMs();
		try {
			const outcome = await ask(line.take as TakeRow, guess.signal);
			const effort = effortOf(outcome, this.#nowMs() - askedAtMs);
			await this.#tell({ line, segment, sound }, outcome);
			line.nextAtMs = this.#nowMs() + restMs(effort, segment.hasWords ? 'words' : 'no-words');
		} finally {
			if (line.guess === guess) line.guess = undefined;
		}
		if (line.segment !== segment) await this.#hear(Object.assign(line, { nextAtMs: 0 }));
	}

	async #tell({ line, segment, sound }: Hearing, outcome: RecognitionOutcome): Promise<void> {
		if (outcome.kind !== 'recognised') return;
		const { takeId, index, startSample } = segment;
		const now = openSegment(await this.#deps.lectures.lastMark(takeId));
		if (now?.index !== index || !this.#isFollowed(line)) return;
		const shown = segment.hear(sound, outcome.recognition);
		const message = { type: 'hypothesis', takeId, segment: index, startSample } as const;
		if (shown) this.#deps.tell(line.lectureId, { ...message, ...shown });
	}

	#isFollowed(line: Line): boolean {
		return this.#lines.get(line.lectureId) === line;
	}
}

const isSame = (segment: LiveSegment | undefined, takeId: string, open: Opening | undefined): boolean =>
	segment?.index === open?.index && (!segment || segment.takeId === takeId);

/** The rest of a pause is about to arrive: it is heard then, and no guess is to be in its way. */
const isPausing = ({ quietEnd, samples }: Line, { takeId }: LiveSegment): boolean =>
	quietEnd?.takeId === takeId && quietEnd.sample - samples < pauseSamplesMax;

function effortOf(outcome: RecognitionOutcome, tookMs: number): Effort {
	if (outcome.kind !== 'recognised') return { waitedMs: tookMs, heardMs: 0 };
	const { featuresMs, inferenceMs, decodeMs } = outcome.recognition.timings;
	const heardMs = Math.min(tookMs, featuresMs + inferenceMs + decodeMs);
	return { waitedMs: tookMs - heardMs, heardMs };
}

function openSegment(last: { index: number; mark: Mark } | undefined): Opening | undefined {
	if (!last || !tailOf(last.mark).speaking) return undefined;
	return { index: last.index, startSample: last.mark.sample };
}
