import { Worker } from 'node:worker_threads';
import { yieldToLoop } from '../../kit/event-loop.ts';
import { Serial } from '../../lectures/serial.ts';
import { emptyCopy, stepsBetween } from '../../notes/extraction-thread/lecture-copy.ts';
import { watchProcessorTime } from '../../notes/extraction-thread/processor-time.ts';
import type { NoteLine } from '../../notes/port.ts';
import type { FromThread, ToThread } from './messages.ts';

type Options = {
	/** Processor time that one search may take; the first one on twelve hours of speech takes about six seconds. */
	deadlineMs: number;
	/** JavaScript heap of the thread. */
	heapMB: number;
	/** Module that the thread runs. */
	script: URL;
};

const defaults: Options = {
	deadlineMs: 60_000,
	heapMB: 768,
	script: new URL('./worker.ts', import.meta.url)
};
/** Lectures of which the thread keeps a copy; it keeps as many indexes. */
const copiesMax = 8;

type Search = Extract<ToThread, { kind: 'search' }>;

type Life = {
	worker: Worker;
	/** What the thread has of each lecture, the one longest unused first. */
	sent: Map<string, readonly NoteLine[]>;
};

/**
 * The search of lectures on a thread of its own, one question at a time: reading twelve hours of speech takes seconds. A
 * search that fails or takes too long ends the thread; the next one gets a new thread.
 */
export class ThreadedSearch {
	readonly #options: Options;
	readonly #serial = new Serial();
	#life: Life | undefined;
	#closed = false;

	constructor(options: Partial<Options> = {}) {
		this.#options = { ...defaults, ...options };
	}

	/** The lines that answer a question, the best first; every task for a question about the tasks. Empty: nothing found. */
	async passages(lectureId: string, lines: readonly NoteLine[], question: string): Promise<NoteLine[]> {
		const places = await this.#places(lines, { kind: 'search', lectureId, question, for: 'passages' });
		return places.flatMap((place) => lines[place] ?? []);
	}

	/** Places of lines that have to do with a question, whether or not they answer it. */
	nearest(lectureId: string, lines: readonly NoteLine[], question: string): Promise<number[]> {
		return this.#places(lines, { kind: 'search', lectureId, question, for: 'nearest' });
	}

	/** While a search of the lecture runs, what it rests on is not taken away: that is done behind it. */
	forget(lectureId: string): void {
		void this.#serial.run('', async () => this.#forget(lectureId));
	}

	async close(): Promise<void> {
		this.#closed = true;
		await this.#life?.worker.terminate();
	}

	#places(lines: readonly NoteLine[], order: Search): Promise<number[]> {
		return this.#serial.run('', async () => {
			if (this.#closed) throw new Error('the server ends');
			const life = (this.#life ??= this.#begin());
			life.worker.ref();
			try {
				return (await this.#answer(life, order, lines)).places;
			} finally {
				life.worker.unref();
			}
		});
	}

	#begin(): Life {
		const { heapMB, script } = this.#options;
		const limits = { maxOldGenerationSizeMb: heapMB };
		const life = { worker: new Worker(script, { name: 'search', resourceLimits: limits }), sent: new Map() };
		const end = (): void => {
			if (this.#life === life) this.#life = undefined;
		};
		life.worker.on('error', end).on('exit', end);
		return life;
	}

	/** Others get their turn between the steps of a lecture that is long or new to the thread. */
	async #send({ worker, sent }: Life, lectureId: string, lines: readonly NoteLine[]): Promise<void> {
		const before = { ...emptyCopy, lines: sent.get(lectureId) ?? [] };
		for (const step of stepsBetween(before, { ...emptyCopy, lines })) {
			worker.postMessage({ kind: 'step', lectureId, step } satisfies ToThread);
			await yieldToLoop();
		}
		sent.delete(lectureId);
		sent.set(lectureId, lines);
		const oldest = sent.keys().next().value;
		if (sent.size > copiesMax && oldest !== undefined) this.#forget(oldest);
	}

	/** The thread may end while the lecture is still being sent to it. */
	async #answer(life: Life, order: Search, lines: readonly NoteLine[]): Promise<FromThread> {
		const { worker } = life;
		const { promise, resolve, reject } = Promise.withResolvers<FromThread>();
		// What it threw may quote what was said (rule P1).
		const fail = (): void => reject(new Error('the search of the lecture failed'));
		worker.once('message', resolve).once('exit', fail);
		let done = (): void => undefined;
		try {
			await Promise.race([this.#send(life, order.lectureId, lines), promise]);
			done = watchProcessorTime(worker, this.#options.deadlineMs, () => void worker.terminate());
			worker.postMessage(order);
			return await promise;
		} finally {
			done();
			worker.off('message', resolve).off('exit', fail);
		}
	}

	#forget(lectureId: string): void {
		if (this.#life?.sent.delete(lectureId))
			this.#life.worker.postMessage({ kind: 'forget', lectureId } satisfies ToThread);
	}
}
