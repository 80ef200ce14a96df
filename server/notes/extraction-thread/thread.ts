import { Worker } from 'node:worker_threads';
import type { NoteOp } from '#lib/protocol/index.ts';
import { yieldToLoop } from '../../kit/event-loop.ts';
import type { Extraction } from '../port.ts';
import { ExtractionError } from './failure.ts';
import { emptyCopy, stepsBetween, type LectureCopy } from './lecture-copy.ts';
import type { FromThread, ToThread } from './messages.ts';
import { watchProcessorTime } from './processor-time.ts';

export type ThreadOptions = {
	/** Processor time that one job may take: a busy machine makes it later, and no lecture's notes are lost by that. */
	deadlineMs: number;
	/** JavaScript heap of the thread. */
	heapMB: number;
	/** Module that the thread runs. */
	script: URL;
};

type Part = Extract<FromThread, { kind: 'ops' }>;

/** Lectures of which the thread keeps a copy. */
const copiesMax = 16;

/** One life of the thread: one job at a time until one fails, with which it ends. */
export class ExtractionThread {
	readonly #worker: Worker;
	readonly #deadlineMs: number;
	/** What the thread has of each lecture, the one longest unused first. */
	readonly #sent = new Map<string, LectureCopy>();
	/** Loading is no part of the time that a job may take. */
	readonly #ready = Promise.withResolvers<void>();
	#ended: ExtractionError | undefined;
	#onPart: ((part: Part) => void) | undefined;
	#onEnd: ((error: ExtractionError) => void) | undefined;

	constructor({ deadlineMs, heapMB, script }: ThreadOptions) {
		this.#deadlineMs = deadlineMs;
		this.#worker = new Worker(script, { name: 'notes', resourceLimits: { maxOldGenerationSizeMb: heapMB } });
		this.#worker.on('message', (message: FromThread) => {
			if (message.kind === 'ready') this.#ready.resolve();
			else this.#onPart?.(message);
		});
		this.#worker.on('error', (error: NodeJS.ErrnoException) => this.#end(faultOf(error)));
		this.#worker.on('exit', () => this.#end(new ExtractionError('crashed')));
		this.#worker.unref();
	}

	get isUsable(): boolean {
		return this.#ended === undefined;
	}

	/** Rejects with an `ExtractionError`, after which the thread is of no use any more. */
	async extract({ lectureId, lines, document, finished }: Extraction): Promise<NoteOp[]> {
		this.#worker.ref();
		await Promise.all([this.#send(lectureId, { lines, document }), this.#ready.promise]);
		if (this.#ended) throw this.#ended;
		const done = watchProcessorTime(this.#worker, this.#deadlineMs, () =>
			this.#end(new ExtractionError('too-slow'))
		);
		try {
			return await this.#answer({ kind: 'extract', lectureId, finished });
		} finally {
			done();
			this.#worker.unref();
		}
	}

	/** Part by part, each in a turn of its own. */
	async #answer(order: ToThread): Promise<NoteOp[]> {
		const ops: NoteOp[] = [];
		for (let part = await this.#part(order); ; part = await this.#part({ kind: 'more' })) {
			for (const op of part.ops) ops.push(op);
			if (part.isLast) return ops;
			await yieldToLoop();
		}
	}

	#part(order: ToThread): Promise<Part> {
		return new Promise((resolve, reject) => {
			this.#onPart = resolve;
			this.#onEnd = reject;
			if (this.#ended) reject(this.#ended);
			else this.#post(order);
		});
	}

	forget(lectureId: string): void {
		if (this.#sent.delete(lectureId)) this.#post({ kind: 'forget', lectureId });
	}

	async close(): Promise<void> {
		await this.#worker.terminate();
	}

	/** Others get their turn between the steps of a lecture that is long or new to the thread. */
	async #send(lectureId: string, now: LectureCopy): Promise<void> {
		for (const step of stepsBetween(this.#sent.get(lectureId) ?? emptyCopy, now)) {
			this.#post({ kind: 'step', lectureId, step });
			await yieldToLoop();
		}
		this.#sent.delete(lectureId);
		this.#sent.set(lectureId, now);
		const oldest = this.#sent.keys().next().value;
		if (this.#sent.size > copiesMax && oldest !== undefined) this.forget(oldest);
	}

	#post(message: ToThread): void {
		this.#worker.postMessage(message);
	}

	#end(error: ExtractionError): void {
		if (this.#ended) return;
		this.#ended = error;
		void this.#worker.terminate();
		this.#ready.resolve();
		this.#onEnd?.(error);
	}
}

/** The name alone of what it threw: the rest may quote what was said. */
const faultOf = ({ code, name }: NodeJS.ErrnoException): ExtractionError =>
	code === 'ERR_WORKER_OUT_OF_MEMORY'
		? new ExtractionError('out-of-memory')
		: new ExtractionError('crashed', name);
