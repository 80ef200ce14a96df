import type { LectureId, TakeId } from '#lib/protocol/index.ts';
import type { LocalLecture } from '../uplink/port.ts';
import type { CaptureNode } from './capture-node.ts';
import { KeptSource, type KeptSourceDeps } from './kept-source.svelte.ts';
import { LectureLog, type LectureLogDeps } from './lecture-log.ts';
import type { TakeProgress, WriterReport } from './messages.ts';
import type {
	CaptureProblem,
	CaptureWarning,
	Detector,
	RecorderState,
	RecorderView,
	Source
} from './port.ts';
import type { SoundSource } from './sound-source.ts';
import type { CaptureThreads } from './threads.ts';

export type RecorderDeps = LectureLogDeps & {
	openSource: KeptSourceDeps['openSource'];
	createNode: (source: SoundSource, port: MessagePort) => Promise<CaptureNode>;
	startThreads: () => CaptureThreads;
	wakeLock: { hold(): void; release(): void };
	/** The logs on disk have grown, or a take was closed. */
	onStored?: () => void;
};

type Running = { takeId: TakeId; node: CaptureNode; closed: Promise<void>; onClosed: () => void };

/** Records one lecture on this device; see RecorderView for what it promises. */
export class Recorder implements RecorderView {
	readonly lectureId: LectureId;
	readonly #log: LectureLog;
	readonly #source: KeptSource;
	readonly #deps: RecorderDeps;
	#threads: CaptureThreads | undefined;
	#running: Running | undefined;
	#unlock: (() => void) | undefined;
	/** Done when the last failure has been tidied up. */
	#tidying: Promise<unknown> = Promise.resolve();
	/** Of the takes that this page no longer writes. */
	#earlierSamples = $state(0);
	/** Of those that it writes: the current one, and those that are on their last way to the disk. */
	#samplesOf = $state.raw<Readonly<Record<TakeId, number>>>({});
	#progress = $state.raw<TakeProgress>();
	state = $state.raw<RecorderState>({ kind: 'idle' });

	constructor(lecture: LocalLecture, deps: RecorderDeps) {
		this.lectureId = lecture.lectureId;
		this.#log = new LectureLog(lecture, deps);
		this.#source = new KeptSource({ openSource: deps.openSource, onPlayed: () => void this.#stopIfPlayed() });
		this.#deps = deps;
	}

	get capturedSamples(): number {
		return this.#earlierSamples + Object.values(this.#samplesOf).reduce((sum, samples) => sum + samples, 0);
	}

	get level(): number {
		return this.state.kind === 'recording' ? (this.#progress?.level ?? 0) : 0;
	}

	get detector(): Detector {
		return this.#progress?.detector ?? 'loading';
	}

	get speaking(): boolean {
		return this.state.kind === 'recording' && (this.#progress?.speaking ?? false);
	}

	get warnings(): readonly CaptureWarning[] {
		if (this.state.kind !== 'recording') return [];
		return [...this.#source.warnings, ...(this.#progress?.warnings ?? [])];
	}

	/** Frames that the audio graph of the current take left out; silence stands in their place. */
	get missingFrames(): number {
		return this.#progress?.missingFrames ?? 0;
	}

	/** What the system calls the device; empty before it is open. */
	get device(): string {
		return this.#source.label;
	}

	/** To be called in the handler of a tap. */
	async start(source: Source): Promise<void> {
		if (!['idle', 'stopped', 'failed'].includes(this.state.kind)) return;
		this.state = { kind: 'starting' };
		const problem = await this.#prepare(source).catch(unknown);
		if (problem) await this.#fail(problem);
		else await this.#record();
	}

	async pause(): Promise<void> {
		if (this.state.kind !== 'recording') return;
		this.state = { kind: 'stopping' };
		await this.#endTake(() => this.#source.suspend());
		if (!this.#is('stopping')) return;
		this.#deps.wakeLock.release();
		this.state = { kind: 'paused' };
		await this.#stopIfPlayed();
	}

	/** To be called in the handler of a tap. */
	async resume(): Promise<void> {
		if (this.state.kind !== 'paused') return;
		this.state = { kind: 'starting' };
		const problem = await this.#source.wake();
		if (problem) this.state = { kind: 'paused', problem };
		else await this.#record();
	}

	async stop(): Promise<void> {
		if (!['recording', 'paused', 'failed'].includes(this.state.kind)) return;
		this.state = { kind: 'stopping' };
		await this.#endTake();
		await this.#tidying;
		await this.#letGo();
		const notClosed = await this.#log.closeTakes();
		const problem = (await this.#log.finish()) ?? notClosed;
		if (this.#is('stopping')) this.state = problem ? { kind: 'failed', problem } : { kind: 'stopped' };
		this.#deps.onStored?.();
	}

	split(): void {
		if (this.#is('recording')) this.#threads?.split();
	}

	/** The source is asked for before anything is awaited. */
	async #prepare(source: Source): Promise<CaptureProblem | undefined> {
		const [notOpen, notLocked] = await Promise.all([this.#source.open(source), this.#lock()]);
		if (notLocked === 'other-tab-records') return notLocked;
		const problem = notOpen ?? notLocked ?? (await this.#log.open());
		if (problem) return problem;
		this.#threads = this.#deps.startThreads();
		this.#threads.onReport = (report) => this.#hear(report);
		return undefined;
	}

	async #lock(): Promise<CaptureProblem | undefined> {
		await this.#tidying;
		try {
			this.#unlock = await this.#deps.takeLock();
			return this.#unlock ? undefined : 'other-tab-records';
		} catch (error) {
			// Where site data is forbidden, so are locks.
			return (error as Error).name === 'SecurityError' ? 'storage-unavailable' : 'unknown';
		}
	}

	async #record(): Promise<void> {
		const problem = await this.#beginTake().catch(unknown);
		if (problem) await this.#fail(problem);
		else await this.#stopIfPlayed();
	}

	/** The store's refusals are named by the log; what is thrown comes of the browser's audio or its threads. */
	async #beginTake(): Promise<CaptureProblem | undefined> {
		const source = this.#source.sound as SoundSource;
		const { port1, port2 } = new MessageChannel();
		const node = await this.#deps.createNode(source, port1);
		const begun = await this.#log.beginTake(source.label);
		if ('problem' in begun) return begun.problem;
		const { takeId } = begun.take;
		this.#earlierSamples = begun.earlierSamples;
		this.#samplesOf = {};
		this.#progress = undefined;
		let onClosed = () => {};
		const closed = new Promise<void>((resolve) => (onClosed = resolve));
		this.#running = { takeId, node, closed, onClosed };
		this.#threads?.begin(this.lectureId, begun.take, port2);
		this.#deps.wakeLock.hold();
		source.begin();
		this.state = { kind: 'recording', takeId };
		return undefined;
	}

	/** Resolves when the last sample and mark are on disk; `atEnd` runs when the last sample has left the source. */
	async #endTake(atEnd?: () => Promise<void>): Promise<void> {
		const running = this.#running;
		if (!running) return;
		const ended = running.node.end();
		this.#threads?.finish();
		await Promise.race([ended, running.closed]);
		await atEnd?.();
		await running.closed;
		this.#running = undefined;
		this.#deps.onStored?.();
	}

	#hear(report: WriterReport): void {
		const running = this.#running;
		if (report.kind === 'progress') return this.#follow(report.takeId, report.progress);
		if (report.kind === 'switched') return this.#switch(report.takeId);
		if (report.kind === 'failed') void this.#fail(report.problem);
		else if (report.takeId !== running?.takeId) return this.#deps.onStored?.();
		running?.onClosed();
	}

	#follow(takeId: TakeId, progress: TakeProgress): void {
		const hasGrown = progress.samples !== this.#samplesOf[takeId];
		this.#samplesOf = { ...this.#samplesOf, [takeId]: progress.samples };
		if (takeId === this.#running?.takeId) this.#progress = progress;
		if (hasGrown) this.#deps.onStored?.();
	}

	#switch(takeId: TakeId): void {
		if (!this.#running) return;
		this.#running.takeId = takeId;
		if (this.#is('recording')) this.state = { kind: 'recording', takeId };
	}

	/** The end of a sample ends the lecture; one that comes while a take begins or ends is seen after it. */
	async #stopIfPlayed(): Promise<void> {
		if (this.#source.isPlayed && (this.#is('recording') || this.#is('paused'))) await this.stop();
	}

	/** What is on disk stays, as a closed take. */
	async #fail(problem: CaptureProblem): Promise<void> {
		this.state = { kind: 'failed', problem };
		this.#tidying = this.#tidy();
		await this.#tidying;
	}

	async #tidy(): Promise<void> {
		const running = this.#running;
		this.#running = undefined;
		await this.#letGo();
		if (!running) return;
		await this.#log.closeTakes();
		this.#deps.onStored?.();
	}

	async #letGo(): Promise<void> {
		this.#threads?.close();
		this.#threads = undefined;
		this.#deps.wakeLock.release();
		this.#unlock?.();
		this.#unlock = undefined;
		await this.#source.close();
	}

	/** It changes while something is awaited. */
	#is(kind: RecorderState['kind']): boolean {
		return this.state.kind === kind;
	}
}

const unknown = (): CaptureProblem => 'unknown';
