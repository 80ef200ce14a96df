import { segmentSamplesMax, type Load } from '#lib/protocol/index.ts';
import { Admission, type Clock } from '../../server/recognition/admission.ts';
import type {
	Recogniser,
	RecogniserMetrics,
	RecogniserState,
	Recognition,
	RecognitionJob,
	RecognitionOutcome
} from '../../server/recognition/port.ts';

export type Script = (job: RecognitionJob) => RecognitionOutcome;

/** An outcome with that text, one token for each word. */
export function heard(text: string, rest: Partial<Recognition> = {}): RecognitionOutcome {
	const words = text === '' ? [] : text.split(' ');
	const tokens = words.map((word, index) => ({
		text: index === 0 ? word : ` ${word}`,
		startMs: index * 60,
		endMs: (index + 1) * 60
	}));
	const timings = { featuresMs: 1, inferenceMs: 2, decodeMs: 1 };
	const confidence = words.length === 0 ? 0 : 0.9;
	const plain = { text, tokens, language: 'en', emotion: null, event: null, confidence, timings };
	return { kind: 'recognised', recognition: { ...plain, ...rest } };
}

/**
 * A recogniser without a model: answers by its script, one job at a time, in the order that the port promises.
 * Between `hold` and `release` it takes jobs and answers none.
 */
export class FakeRecogniser implements Recogniser {
	readonly model: Recogniser['model'] = { name: 'fake', grade: 'custom' };
	readonly device: string = 'none';
	/** Every job that was begun, in that order. */
	readonly begun: RecognitionJob[] = [];
	script: Script;
	#state: RecogniserState;
	#held = false;
	#closed = false;
	readonly #admission: Admission;
	readonly #listeners = new Set<(state: RecogniserState) => void>();
	readonly #loadListeners = new Set<(load: Load) => void>();

	constructor(
		script: Script = (job) => heard(`words of ${job.id}`),
		state: RecogniserState = 'ready',
		clock?: Clock
	) {
		this.script = script;
		this.#state = state;
		const onLoad = (load: Load) => [...this.#loadListeners].forEach((listener) => listener(load));
		this.#admission = new Admission({ isServing: () => this.#state === 'ready', onLoad }, clock);
	}

	get load(): Load {
		return this.#admission.load;
	}

	onLoad(listener: (load: Load) => void): () => void {
		this.#loadListeners.add(listener);
		return () => void this.#loadListeners.delete(listener);
	}

	metrics(): RecogniserMetrics {
		return { ...this.#admission.metrics(), children: 0, restarts: 0 };
	}

	get state(): RecogniserState {
		return this.#state;
	}

	get waiting(): number {
		return this.#admission.size;
	}

	setState(state: RecogniserState): void {
		if (state === this.#state) return;
		this.#state = state;
		for (const listener of [...this.#listeners]) listener(state);
		this.#soon();
	}

	hold(): void {
		this.#held = true;
	}

	release(): void {
		this.#held = false;
		this.#soon();
	}

	onState(listener: (state: RecogniserState) => void): () => void {
		this.#listeners.add(listener);
		return () => void this.#listeners.delete(listener);
	}

	recognise(job: RecognitionJob, withdrawal?: AbortSignal): Promise<RecognitionOutcome> {
		if (job.sampleCount > segmentSamplesMax) {
			return Promise.resolve({ kind: 'failed', reason: 'The segment is longer than 30 s.' });
		}
		const outcome = this.#admission.ask(job, withdrawal);
		this.#soon();
		return outcome;
	}

	close(): Promise<void> {
		this.#closed = true;
		this.#admission.close();
		return Promise.resolve();
	}

	#soon(): void {
		setImmediate(() => this.#next());
	}

	#next(): void {
		if (this.#held || this.#closed || this.#state !== 'ready') return;
		const work = this.#admission.next();
		if (!work) return;
		this.begun.push(work.job);
		this.#admission.answer(work, this.script(work.job));
		this.#soon();
	}
}
