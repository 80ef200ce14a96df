import type { NoteOp } from '#lib/protocol/index.ts';
import type { Extraction, Extractor } from '../port.ts';
import { ExtractionError } from './failure.ts';
import { ExtractionThread, type ThreadOptions } from './thread.ts';

type Options = Partial<ThreadOptions> & {
	/** Lectures that may wait for the thread. */
	waitingMax?: number;
};

type Job = {
	request: Extraction;
	resolve: (ops: NoteOp[]) => void;
	reject: (error: Error) => void;
};

/** A lecture of twelve hours that is new to the thread took it 4.6 s on a busy machine; the rest is for slower ones. */
const defaults: ThreadOptions = {
	deadlineMs: 30_000,
	heapMB: 768,
	script: new URL('./worker.ts', import.meta.url)
};

/**
 * The extractive engine on a thread of its own, for all lectures: one job at a time, in the order in which lectures came
 * to wait, at most one waiting for each. A job that takes too long or too much memory ends with the thread, and its
 * lecture is told; the next job gets a new thread.
 */
export class ThreadedExtractor implements Extractor {
	readonly #options: ThreadOptions;
	readonly #waitingMax: number;
	readonly #waiting = new Map<string, Job>();
	#thread: ExtractionThread | undefined;
	/** The lecture whose job the thread has. */
	#running: string | undefined;
	/** The same lecture, when it is to be forgotten once that job is done. */
	#forgotten: string | undefined;
	#closed = false;

	constructor({ waitingMax = 512, ...options }: Options = {}) {
		this.#options = { ...defaults, ...options };
		this.#waitingMax = waitingMax;
	}

	update(request: Extraction, signal: AbortSignal): Promise<NoteOp[]> {
		if (signal.aborted || this.#closed) return Promise.resolve([]);
		const { promise, resolve, reject } = Promise.withResolvers<NoteOp[]>();
		const job = { request, resolve, reject };
		const discard = () => this.#discard(job);
		signal.addEventListener('abort', discard);
		this.#wait(job);
		void this.#work();
		return promise.finally(() => signal.removeEventListener('abort', discard));
	}

	/** While a job of the lecture runs, what it rests on is not taken away: that is done behind it. */
	forget(lectureId: string): void {
		if (this.#running === lectureId) this.#forgotten = lectureId;
		else this.#thread?.forget(lectureId);
	}

	/** What still waits is given up. */
	async close(): Promise<void> {
		this.#closed = true;
		for (const job of [...this.#waiting.values()]) this.#discard(job);
		await this.#thread?.close();
	}

	/** A newer job of a lecture takes the place of the one that waits. */
	#wait(job: Job): void {
		const { lectureId } = job.request;
		const older = this.#waiting.get(lectureId);
		older?.resolve([]);
		if (!older && this.#waiting.size >= this.#waitingMax) job.reject(new ExtractionError('busy'));
		else this.#waiting.set(lectureId, job);
	}

	/** One that runs goes on to its end, and nobody reads what it finds. */
	#discard(job: Job): void {
		const { lectureId } = job.request;
		if (this.#waiting.get(lectureId) === job) this.#waiting.delete(lectureId);
		job.resolve([]);
	}

	async #work(): Promise<void> {
		if (this.#running !== undefined) return;
		for (let job = this.#take(); job; job = this.#take()) {
			const { resolve, reject, request } = job;
			this.#running = request.lectureId;
			await this.#usable().extract(request).then(resolve, reject);
			this.#running = undefined;
			if (this.#forgotten !== undefined) this.#thread?.forget(this.#forgotten);
			this.#forgotten = undefined;
		}
	}

	#take(): Job | undefined {
		const [next] = this.#waiting;
		if (!next) return undefined;
		this.#waiting.delete(next[0]);
		return next[1];
	}

	#usable(): ExtractionThread {
		if (!this.#thread?.isUsable) this.#thread = new ExtractionThread(this.#options);
		return this.#thread;
	}
}
