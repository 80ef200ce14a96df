import type { Mark } from '#lib/protocol/index.ts';
import { createSegmenter, type Segmenter } from '#lib/protocol/segmenter.ts';
import { createEnergyGate, type EnergyGate } from './energy.ts';
import type { DetectorAnswer, DetectorOrder } from './messages.ts';
import type { Detector } from './port.ts';

/** What the speech model scores at once. */
export const frameSamples = 512;
/** A model that keeps sound waiting for longer is passed over. */
export const patienceMs = 10_000;
const finishPatienceMs = 3000;

/** Sound that the model has been asked about; `fallback` is what its loudness alone says, frame by frame. */
type Question = { askedAtMs: number; fallback: number[] };

/** Whether speech goes on at the very end of a take. */
export type Seam = { isSpeaking: boolean };

export type DetectionDeps = {
	ask: (order: DetectorOrder) => void;
	onMarks: (marks: Mark[]) => void;
	/** Nobody speaks any more, it seems: if so, the open segment ends at that sample. Once for each pause. */
	onPause: (endSample: number) => void;
	nowMs: () => number;
	wait: (ms: number) => Promise<void>;
};

/**
 * Decides where speech is. The model answers from its own thread; while it loads, questions queue up and are answered
 * afterwards. When it fails or keeps sound waiting for `patienceMs`, loudness decides in its place, and nothing that was
 * recorded stays without marks. A model that was only slow to load takes over again when it is ready.
 */
export class Detection {
	readonly #deps: DetectionDeps;
	#model: 'loading' | 'ready' | 'late' | 'gone' = 'loading';
	#run = 0;
	#segmenter: Segmenter = createSegmenter();
	#gate: EnergyGate = createEnergyGate();
	#unframed = new Int16Array(0);
	#questions: Question[] = [];
	#onAnswered: (() => void) | undefined;
	#pause: number | undefined;
	speaking = false;

	constructor(deps: DetectionDeps) {
		this.#deps = deps;
	}

	get detector(): Detector {
		if (this.#model === 'loading') return 'loading';
		return this.#model === 'ready' ? 'silero' : 'energy';
	}

	/** A new take: sample 0 comes next. Behind a `seam` it is the same stream of sound as the take before. */
	begin(seam?: Seam): void {
		this.#segmenter = createSegmenter({}, seam?.isSpeaking ? 'speaking' : 'quiet');
		this.#unframed = new Int16Array(0);
		this.#questions = [];
		this.speaking = seam?.isSpeaking ?? false;
		if (seam) return;
		this.#gate = createEnergyGate();
		this.#nextRun();
	}

	/** Takes the next samples of the take, which are on disk already. */
	push(pcm: Int16Array): void {
		const sound = this.#frames(pcm);
		if (sound.length === 0) return;
		const fallback: number[] = [];
		for (let at = 0; at < sound.length; at += frameSamples) {
			fallback.push(this.#gate.probabilityOf(sound.subarray(at, at + frameSamples)));
		}
		if (this.detector === 'energy') return this.#decide(fallback);
		this.#questions.push({ askedAtMs: this.#deps.nowMs(), fallback });
		this.#deps.ask({ kind: 'score', run: this.#run, pcm: sound });
		this.#giveUpWhenOverdue();
	}

	answer(answer: DetectorAnswer): void {
		if (answer.kind === 'failed') return this.lost();
		if (answer.kind === 'ready') return this.#becomeReady();
		if (answer.run !== this.#run || this.detector === 'energy') return;
		this.#questions.shift();
		this.#decide(answer.probabilities);
		if (this.#questions.length === 0) this.#onAnswered?.();
	}

	/** The model will not answer any more. */
	lost(): void {
		this.#model = 'gone';
		this.#fallBack();
	}

	/** Waits for the answers that are still out, then closes what is open. `totalSamples` is the length of the take. */
	async finish(totalSamples: number): Promise<Seam> {
		if (this.#questions.length > 0) {
			const answered = new Promise<void>((resolve) => (this.#onAnswered = resolve));
			await Promise.race([answered, this.#deps.wait(finishPatienceMs)]);
			this.#onAnswered = undefined;
		}
		this.#fallBack();
		const closing = this.#segmenter.finish(totalSamples);
		this.#tell(closing);
		this.speaking = false;
		return { isSpeaking: closing.at(-1)?.sample === totalSamples };
	}

	#becomeReady(): void {
		if (this.#model === 'gone') return;
		if (this.#model === 'late') this.#nextRun();
		this.#model = 'ready';
	}

	#giveUpWhenOverdue(): void {
		const [oldest] = this.#questions;
		if (!oldest || this.#deps.nowMs() - oldest.askedAtMs < patienceMs) return;
		this.#model = this.#model === 'loading' ? 'late' : 'gone';
		this.#fallBack();
	}

	#fallBack(): void {
		const questions = this.#questions;
		this.#questions = [];
		if (questions.length > 0) this.#nextRun();
		for (const { fallback } of questions) this.#decide(fallback);
		this.#onAnswered?.();
	}

	#nextRun(): void {
		this.#run++;
		this.#deps.ask({ kind: 'begin', run: this.#run });
	}

	#decide(probabilities: number[]): void {
		this.#tell(probabilities.flatMap((probability) => this.#segmenter.push(probability, frameSamples)));
		const pause = this.#segmenter.pause();
		if (pause !== undefined && pause !== this.#pause) this.#deps.onPause(pause);
		this.#pause = pause;
	}

	#tell(marks: Mark[]): void {
		const last = marks.at(-1);
		if (!last) return;
		this.speaking = last.kind !== 'speech-end';
		this.#deps.onMarks(marks);
	}

	/** The whole frames of what is at hand; the rest waits for the next samples. */
	#frames(pcm: Int16Array): Int16Array<ArrayBuffer> {
		const all = new Int16Array(this.#unframed.length + pcm.length);
		all.set(this.#unframed);
		all.set(pcm, this.#unframed.length);
		const whole = all.length - (all.length % frameSamples);
		this.#unframed = all.slice(whole);
		return all.slice(0, whole);
	}
}
