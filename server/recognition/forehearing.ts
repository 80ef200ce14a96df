import type { Recogniser, RecognitionJob, RecognitionOutcome } from './port.ts';

type Heard = {
	id: string;
	sound: string;
	by: Recogniser;
	outcome: Promise<RecognitionOutcome>;
	withdrawal: AbortController;
};

/**
 * Hears segments before it is certain that they end where they seem to, and keeps what came of it: one for each stream.
 * A final of the very same sound then has its outcome without being heard again.
 */
export class Forehearing {
	readonly #recogniser: () => Recogniser;
	readonly #heard = new Map<string, Heard>();

	constructor(recogniser: () => Recogniser) {
		this.#recogniser = recogniser;
	}

	/** Asks for a final that may never be wanted; it takes the place of the one before in its stream. Never rejects. */
	hearAhead(job: RecognitionJob): Promise<RecognitionOutcome> {
		const stream = streamOf(job);
		this.forget(stream);
		const by = this.#recogniser();
		const withdrawal = new AbortController();
		const outcome = by.recognise({ ...job, priority: 'speculative' }, withdrawal.signal);
		this.#heard.set(stream, { id: job.id, sound: soundOf(job), by, outcome, withdrawal });
		return outcome;
	}

	/**
	 * As a recogniser does it. What still waits for its turn is asked for anew, and no longer as a speculation; it is given up
	 * when the segment turned out to be another than was thought.
	 */
	async recognise(job: RecognitionJob): Promise<RecognitionOutcome> {
		const heard = this.#heard.get(streamOf(job));
		if (heard?.id === job.id) this.forget(streamOf(job));
		if (heard?.sound === soundOf(job) && heard.by === this.#recogniser()) {
			const outcome = await heard.outcome;
			if (outcome.kind === 'recognised' || outcome.kind === 'failed') return outcome;
		}
		return this.#recogniser().recognise(job);
	}

	forget(stream: string): void {
		this.#heard.get(stream)?.withdrawal.abort();
		this.#heard.delete(stream);
	}
}

const streamOf = ({ stream, id }: RecognitionJob): string => stream ?? id;

/** Everything of a job that its outcome depends on. */
const soundOf = (job: RecognitionJob): string =>
	JSON.stringify({ ...job, priority: undefined, stream: undefined, guess: undefined, ageMs: undefined });
