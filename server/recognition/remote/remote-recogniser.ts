import type { OpenAI } from 'openai';
import { samplesToMs, type Load } from '#lib/protocol/index.ts';
import { delayMs } from '../../llm/backoff.ts';
import { realClock, type Clock } from '../../llm/clock.ts';
import { openAi } from '../../llm/open-ai.ts';
import { watchedFetch, type Fetch } from '../../llm/watched-fetch.ts';
import { createSoundReader } from '../../sound/sound-reader.ts';
import { Admission, type Work } from '../admission.ts';
import { failureOf, refusalOf } from '../failure.ts';
import type {
	Recogniser,
	RecogniserMetrics,
	RecogniserState,
	RecognitionJob,
	RecognitionOutcome
} from '../port.ts';
import { isInvention } from '../sense-voice/gate.ts';
import { ask, extras, type Answer, type Extra } from './ask.ts';
import { isImpossible, recognisedIn, type Transcription } from './transcription.ts';

export type RemoteOptions = {
	/** Without `/audio/transcriptions`. */
	baseUrl: string;
	model: string;
	/** Empty where none is needed. */
	apiKey: string;
	/** Calls at once; 4 unless told otherwise. */
	calls?: number;
	fetch?: Fetch;
	clock?: Clock;
	random?: () => number;
};

type Unavailable = Answer & { kind: 'unavailable' };

/** What does not wait for a service that cannot be used. */
const guesses: RecognitionJob['priority'][] = ['partial', 'speculative'];
/** A service that says nothing for so long has not heard the request. */
const silentMs = 60_000;
const bytesMost = 8 * 1024 * 1024;
/** A service may ask for so much patience; what it wants beyond that is asked for again. */
const patienceMostMs = 60 * 60_000;
const nothingSaid: Transcription = { text: '', language: undefined, words: [], logProbabilities: [] };
/** A segment that the service failed on so often, while it heard others, is set aside. */
const failuresMax = 5;
/** What may be the fault of the sound. */
const faults: ReadonlySet<Unavailable['because']> = new Set(['broken', 'address']);

const reasons: Record<Unavailable['because'], string> = {
	network: 'The recognition service cannot be reached.',
	busy: 'The recognition service is overloaded.',
	broken: 'The recognition service fails.',
	key: 'The recognition service refuses the key (RECOGNISER_KEY).',
	balance: 'The account at the recognition service has no balance left.',
	address:
		'The address (RECOGNISER_URL) or the model (RECOGNISER_MODEL) is not that of a recognition service.'
};

/**
 * Recognition by a service with OpenAI's `/audio/transcriptions`: hosted SenseVoice, or a server of one's own. While the
 * service cannot be used, the state is `failed` and jobs wait; one after the other asks again from time to time, so that
 * one that the service cannot hear holds up no other. Guesses do not wait. Sound that is silent is not sent.
 */
export class RemoteRecogniser implements Recogniser {
	readonly model: Recogniser['model'];
	readonly device = 'remote';
	/** Why the state is `failed`, in words for the person who runs the server. */
	failure: string | undefined;
	readonly #client: OpenAI;
	readonly #options: RemoteOptions;
	readonly #clock: Clock;
	readonly #reader = createSoundReader();
	readonly #admission = new Admission({
		isServing: () => this.failure === undefined,
		onLoad: (load) => [...this.#loadListeners].forEach((listener) => listener(load))
	});
	readonly #loadListeners = new Set<(load: Load) => void>();
	readonly #listeners = new Set<(state: RecogniserState) => void>();
	readonly #without = new Set<Extra>();
	readonly #closing = new AbortController();
	readonly #running = new Set<Promise<void>>();
	readonly #failures = new WeakMap<Work, { count: number; heard: number }>();
	/** Calls that the service answered. */
	#heard = 0;
	#refusals = 0;
	#resting: { untilMs: number; stop: () => void } | undefined;

	constructor(options: RemoteOptions) {
		this.#options = options;
		this.#clock = options.clock ?? realClock;
		this.model = { name: options.model, grade: 'custom' };
		const fetch = options.fetch ?? globalThis.fetch;
		this.#client = openAi(options, watchedFetch(fetch, { silentMs, bytesMost, clock: this.#clock }));
	}

	get state(): RecogniserState {
		return this.failure === undefined ? 'ready' : 'failed';
	}

	onState(listener: (state: RecogniserState) => void): () => void {
		this.#listeners.add(listener);
		return () => void this.#listeners.delete(listener);
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

	recognise(job: RecognitionJob, withdrawal?: AbortSignal): Promise<RecognitionOutcome> {
		const refusal = refusalOf(job);
		if (refusal) return Promise.resolve({ kind: 'failed', reason: refusal });
		if (this.failure !== undefined && guesses.includes(job.priority))
			return Promise.resolve({ kind: 'shed' });
		const outcome = this.#admission.ask(job, withdrawal);
		setImmediate(() => this.#next());
		return outcome;
	}

	async close(): Promise<void> {
		this.#closing.abort();
		this.#resting?.stop();
		this.#admission.close();
		await Promise.all(this.#running);
	}

	/** Begins what may begin: as many calls as allowed, a single one while nobody knows whether the service is back. */
	#next(): void {
		const calls = this.failure === undefined ? (this.#options.calls ?? 4) : 1;
		while (this.#running.size < calls && !this.#resting && !this.#closing.signal.aborted) {
			const work = this.#admission.next();
			if (!work) return;
			const running = this.#run(work).finally(() => {
				this.#running.delete(running);
				this.#next();
			});
			this.#running.add(running);
		}
	}

	async #run(work: Work): Promise<void> {
		const { job, settle } = work;
		const outcome = await this.#hear(job).catch(failureOf);
		if (this.#closing.signal.aborted) return settle({ kind: 'cancelled' });
		if (outcome.kind !== 'unavailable') return this.#admission.answer(work, outcome);
		if (this.#isToBlame(work, outcome))
			return this.#admission.answer(work, { kind: 'failed', reason: setAside('fails on') });
		this.#admission.putBehind(work);
		this.#rest(outcome);
	}

	/** Failures since which the service heard nothing else count as one. */
	#isToBlame(work: Work, { because }: Unavailable): boolean {
		if (!faults.has(because)) return false;
		const heard = this.#heard;
		const before = this.#failures.get(work) ?? { count: 0, heard: -1 };
		const count = before.heard === heard ? before.count : before.count + 1;
		this.#failures.set(work, { count, heard });
		return count >= failuresMax;
	}

	async #hear(
		job: RecognitionJob
	): Promise<Extract<RecognitionOutcome, { kind: 'recognised' | 'failed' }> | Unavailable> {
		const file = { path: job.audioPath, codec: job.codec };
		const samples = await this.#reader.read(file, job.firstSample, job.sampleCount);
		if (isSilent(samples)) return this.#recognised(nothingSaid, samples, 0);
		const beganMs = performance.now();
		const answer = await this.#ask(job, samples);
		if (answer.kind === 'unavailable') return answer;
		this.#answered();
		if (answer.kind !== 'recognised') return { kind: 'failed', reason: setAside('refused') };
		if (isImpossible(answer.transcription.text, samplesToMs(samples.length)))
			return { kind: 'failed', reason: setAside('gave more text than can be said in') };
		return this.#recognised(answer.transcription, samples, performance.now() - beganMs);
	}

	/** Leaves out what the service does not know, one thing after the other; remembers it once that has helped. */
	async #ask({ language, terms = [] }: RecognitionJob, samples: Int16Array): Promise<Answer> {
		const without = new Set(this.#without);
		for (;;) {
			const request = { model: this.#options.model, samples, language, terms, without };
			const answer = await ask(this.#client, request, this.#closing.signal);
			if (answer.kind === 'recognised') for (const extra of without) this.#without.add(extra);
			const next = extras.find((extra) => !without.has(extra));
			if (answer.kind !== 'parameters-refused' || next === undefined) return answer;
			without.add(next);
		}
	}

	#recognised(transcription: Transcription, samples: Int16Array, inferenceMs: number) {
		const heard = recognisedIn(transcription, samplesToMs(samples.length));
		const { text, tokens, confidence, event } = heard;
		const evidence = { samples, text, tokenCount: tokens.length, confidence, nospeech: false, event };
		const kept = isInvention(evidence) ? { ...heard, text: '', tokens: [], confidence: 0 } : heard;
		const timings = { featuresMs: 0, inferenceMs, decodeMs: 0 };
		return { kind: 'recognised', recognition: { ...kept, timings } } as const;
	}

	/** What was asked before the service wanted patience may still be answered: that does not end the patience. */
	#answered(): void {
		this.#heard++;
		if (this.#resting) return;
		this.#changed(undefined);
		this.#refusals = 0;
	}

	/** Nothing is asked until the longest time is over that any answer wanted. */
	#rest({ because, retryAfterMs }: Unavailable): void {
		this.#admission.shed(guesses);
		this.#changed(reasons[because]);
		// Calls that were under way together failed together.
		if (!this.#resting) this.#refusals++;
		const random = this.#options.random ?? Math.random;
		const restMs = delayMs(this.#refusals - 1, retryAfterMs, random, patienceMostMs);
		const untilMs = this.#clock.nowMs() + restMs;
		if (this.#resting && this.#resting.untilMs >= untilMs) return;
		this.#resting?.stop();
		const stop = this.#clock.after(restMs, () => {
			this.#resting = undefined;
			this.#next();
		});
		this.#resting = { untilMs, stop };
	}

	#changed(failure: string | undefined): void {
		const before = this.state;
		this.failure = failure;
		if (this.state !== before) for (const listener of [...this.#listeners]) listener(this.state);
	}
}

const setAside = (what: string): string => `The recognition service ${what} this segment. It was set aside.`;

/** Whether the gate would refuse any text for this sound. */
const isSilent = (samples: Int16Array): boolean =>
	isInvention({ samples, text: 'x', tokenCount: 99, confidence: 1, nospeech: false, event: null });
