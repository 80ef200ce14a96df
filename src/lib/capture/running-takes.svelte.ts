import type { LectureId, TakeId } from '#lib/protocol/index.ts';
import type { CaptureNode } from './capture-node.ts';
import type { BegunTake } from './lecture-log.ts';
import type { TakeProgress, WriteProblem, WriterReport } from './messages.ts';
import type { SoundSource } from './sound-source.ts';
import type { CaptureThreads } from './threads.ts';

export type RunningTakesDeps = {
	createNode: (source: SoundSource, port: MessagePort) => Promise<CaptureNode>;
	startThreads: () => CaptureThreads;
	/** The logs on disk have grown, or a take was closed. */
	onStored?: () => void;
	/** A pause: if it lasts, the open segment ends at that sample. A hint that may be lost (rule W11). */
	onQuiet?: (takeId: TakeId, endSample: number) => void;
	/** The writer has told where the current take stands. */
	onProgress: (progress: TakeProgress) => void;
	/** The sound that comes now belongs to this take. */
	onSwitched: (takeId: TakeId) => void;
	onFailed: (problem: WriteProblem, unsavedSamples: number) => void;
};

type Running = {
	takeId: TakeId;
	node: CaptureNode;
	closed: Promise<void>;
	onClosed: () => void;
	ending?: Promise<void>;
};

/** The takes that this page's threads write, one after another, from the worklet to the disk. */
export class RunningTakes {
	readonly #lectureId: LectureId;
	readonly #deps: RunningTakesDeps;
	#threads: CaptureThreads | undefined;
	#running: Running | undefined;
	/** Of the takes that this page no longer writes. */
	#earlierSamples = $state(0);
	/** Of those that it writes: the current one, and those that are on their last way to the disk. */
	#samplesOf = $state.raw<Readonly<Record<TakeId, number>>>({});
	/** Of the current take. */
	progress = $state.raw<TakeProgress>();

	constructor(lectureId: LectureId, deps: RunningTakesDeps) {
		this.#lectureId = lectureId;
		this.#deps = deps;
	}

	get capturedSamples(): number {
		return this.#earlierSamples + Object.values(this.#samplesOf).reduce((sum, samples) => sum + samples, 0);
	}

	startThreads(): void {
		this.#threads = this.#deps.startThreads();
		this.#threads.onReport = (report) => this.#hear(report);
	}

	/** Lets `source` flow into the take that `begin` brings to the store; says what the store refuses. */
	async begin(
		source: SoundSource,
		begin: () => Promise<BegunTake | { problem: WriteProblem }>
	): Promise<TakeId | { problem: WriteProblem }> {
		const { port1, port2 } = new MessageChannel();
		const node = await this.#deps.createNode(source, port1);
		const begun = await begin();
		if ('problem' in begun) return begun;
		const { takeId } = begun.take;
		this.#earlierSamples = begun.earlierSamples;
		this.#samplesOf = {};
		this.progress = undefined;
		let onClosed = () => {};
		const closed = new Promise<void>((resolve) => (onClosed = resolve));
		this.#running = { takeId, node, closed, onClosed };
		this.#threads?.begin(this.#lectureId, begun.take, port2);
		source.begin();
		return takeId;
	}

	split(): void {
		this.#threads?.split();
	}

	/** Resolves when the last sample and mark are on disk; `atEnd` runs when the last sample has left the source. */
	async end(atEnd?: () => Promise<void>): Promise<void> {
		const running = this.#running;
		if (running) await (running.ending ??= this.#end(running, atEnd));
	}

	/** Ends the threads; true when a take was left open. */
	close(): boolean {
		const isOpen = this.#running !== undefined;
		this.#running = undefined;
		this.#threads?.close();
		this.#threads = undefined;
		return isOpen;
	}

	async #end(running: Running, atEnd?: () => Promise<void>): Promise<void> {
		const ended = running.node.end();
		this.#threads?.finish();
		await Promise.race([ended, running.closed]);
		await atEnd?.();
		await running.closed;
		if (this.#running === running) this.#running = undefined;
		this.#deps.onStored?.();
	}

	#hear(report: WriterReport): void {
		const running = this.#running;
		if (report.kind === 'progress') return this.#follow(report.takeId, report.progress);
		if (report.kind === 'quiet') return this.#deps.onQuiet?.(report.takeId, report.endSample);
		if (report.kind === 'switched') return this.#switch(report.takeId);
		if (report.kind === 'failed') this.#deps.onFailed(report.problem, report.unsavedSamples);
		else if (report.takeId !== running?.takeId) return this.#deps.onStored?.();
		running?.onClosed();
	}

	#follow(takeId: TakeId, progress: TakeProgress): void {
		const hasGrown = progress.samples !== this.#samplesOf[takeId] || progress.marks !== this.progress?.marks;
		this.#samplesOf = { ...this.#samplesOf, [takeId]: progress.samples };
		// What reaches the server makes room.
		if (hasGrown || progress.unsavedSamples > 0) this.#deps.onStored?.();
		if (takeId !== this.#running?.takeId) return;
		this.progress = progress;
		this.#deps.onProgress(progress);
	}

	#switch(takeId: TakeId): void {
		if (!this.#running) return;
		this.#running.takeId = takeId;
		this.#deps.onSwitched(takeId);
	}
}
