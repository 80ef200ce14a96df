import type { LectureId, TakeId } from '#lib/protocol/index.ts';
import type { BlockStore, LocalLecture } from '../uplink/port.ts';
import type { CaptureNode } from './capture-node.ts';
import type { TakeProgress, WriterReport } from './messages.ts';
import type {
	CaptureProblem,
	CaptureWarning,
	Detector,
	RecorderState,
	RecorderView,
	Source
} from './port.ts';
import {
	isProblem,
	type Opened,
	type SoundSource,
	type SourceEvents,
	type SourceWarning
} from './sound-source.ts';
import type { CaptureThreads } from './threads.ts';

export type RecorderDeps = {
	store: Pick<BlockStore, 'putLecture' | 'lectures' | 'beginTake' | 'takesOf' | 'closeTake'>;
	openSource: (source: Source, events: SourceEvents) => Promise<Opened>;
	createNode: (source: SoundSource, port: MessagePort) => Promise<CaptureNode>;
	startThreads: () => CaptureThreads;
	/** Undefined when another tab records. */
	takeLock: () => Promise<(() => void) | undefined>;
	wakeLock: { hold(): void; release(): void };
	nowMs: () => number;
	newId: () => string;
	/** The logs on disk have grown, or a take was closed. */
	onStored?: () => void;
};

type Running = { takeId: TakeId; node: CaptureNode; closed: Promise<void>; onClosed: () => void };

/** Records one lecture on this device; see RecorderView for what it promises. */
export class Recorder implements RecorderView {
	readonly lectureId: LectureId;
	readonly #lecture: LocalLecture;
	readonly #deps: RecorderDeps;
	#source: SoundSource | undefined;
	#threads: CaptureThreads | undefined;
	#running: Running | undefined;
	#unlock: (() => void) | undefined;
	#earlierSamples = $state(0);
	#progress = $state.raw<TakeProgress>();
	#sourceWarnings = $state.raw<SourceWarning[]>([]);
	state = $state.raw<RecorderState>({ kind: 'idle' });
	/** What the system calls the device; empty before it is open. */
	device = $state('');

	constructor(lecture: LocalLecture, deps: RecorderDeps) {
		this.lectureId = lecture.lectureId;
		this.#lecture = lecture;
		this.#deps = deps;
	}

	get capturedSamples(): number {
		return this.#earlierSamples + (this.#progress?.samples ?? 0);
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
		return [...this.#sourceWarnings, ...(this.#progress?.warnings ?? [])];
	}

	/** Frames that the audio graph of the current take left out; silence stands in their place. */
	get missingFrames(): number {
		return this.#progress?.missingFrames ?? 0;
	}

	/** To be called in the handler of a tap. */
	async start(source: Source): Promise<void> {
		if (!['idle', 'stopped', 'failed'].includes(this.state.kind)) return;
		this.state = { kind: 'starting' };
		const opening = this.#deps.openSource(source, {
			onEnded: () => void this.#sourceEnded(source),
			onMuted: (isMuted) => this.#warn('source-muted', isMuted)
		});
		try {
			const problem = await this.#prepare(opening);
			if (problem) return await this.#fail(problem);
			await this.#beginTake();
		} catch {
			await this.#fail('storage-unavailable');
		}
	}

	async pause(): Promise<void> {
		if (this.state.kind !== 'recording') return;
		this.state = { kind: 'stopping' };
		await this.#endTake();
		if ((this.state as RecorderState).kind !== 'stopping') return;
		await this.#source?.suspend();
		this.#deps.wakeLock.release();
		this.state = { kind: 'paused' };
	}

	async resume(): Promise<void> {
		if (this.state.kind !== 'paused') return;
		this.state = { kind: 'starting' };
		try {
			await this.#source?.resume();
			await this.#beginTake();
		} catch {
			await this.#fail('storage-unavailable');
		}
	}

	async stop(): Promise<void> {
		if (this.state.kind !== 'recording' && this.state.kind !== 'paused') return;
		this.state = { kind: 'stopping' };
		await this.#endTake();
		if ((this.state as RecorderState).kind !== 'stopping') return;
		await this.#putLecture({ finishedAt: this.#deps.nowMs() });
		await this.#letGo();
		this.state = { kind: 'stopped' };
		this.#deps.onStored?.();
	}

	async #prepare(opening: Promise<Opened>): Promise<CaptureProblem | undefined> {
		const [opened, unlock] = await Promise.all([opening, this.#deps.takeLock()]);
		this.#unlock = unlock;
		if (!isProblem(opened)) this.#source = opened;
		if (!unlock) return 'other-tab-records';
		if (isProblem(opened)) return opened.problem;
		this.device = opened.label;
		this.#sourceWarnings = [];
		await this.#putLecture({ finishedAt: null });
		this.#threads = this.#deps.startThreads();
		this.#threads.onReport = (report) => this.#hear(report);
		return undefined;
	}

	async #beginTake(): Promise<void> {
		const source = this.#source as SoundSource;
		const { port1, port2 } = new MessageChannel();
		const node = await this.#deps.createNode(source, port1).catch(() => undefined);
		if (!node) return this.#fail('unknown');
		const takeId = await this.#newTake(source);
		this.#threads?.begin(takeId, port2);
		let onClosed = () => {};
		const closed = new Promise<void>((resolve) => (onClosed = resolve));
		this.#running = { takeId, node, closed, onClosed };
		this.#deps.wakeLock.hold();
		source.begin();
		this.state = { kind: 'recording', takeId };
	}

	async #newTake(source: SoundSource): Promise<TakeId> {
		const { store, newId, nowMs } = this.#deps;
		const takes = await store.takesOf(this.lectureId);
		this.#earlierSamples = takes.reduce((sum, take) => sum + take.samples, 0);
		this.#progress = undefined;
		const takeId = newId();
		const number = 1 + Math.max(-1, ...takes.map((take) => take.number));
		const device = source.label.slice(0, 200);
		await store.beginTake(this.lectureId, { takeId, number, startedAt: nowMs(), codec: 'pcm_s16le', device });
		return takeId;
	}

	/** Resolves when the last sample and mark are on disk. */
	async #endTake(): Promise<void> {
		const running = this.#running;
		if (!running) return;
		running.node.end();
		this.#threads?.finish();
		await running.closed;
		this.#running = undefined;
		this.#deps.onStored?.();
	}

	#hear(report: WriterReport): void {
		if (report.kind === 'progress') {
			const hasGrown = report.progress.samples !== this.#progress?.samples;
			this.#progress = report.progress;
			if (hasGrown) this.#deps.onStored?.();
			return;
		}
		if (report.kind === 'failed') void this.#fail(report.problem);
		this.#running?.onClosed();
	}

	async #sourceEnded(source: Source): Promise<void> {
		if (source.kind === 'sample') return this.stop();
		this.#warn('source-ended', true);
	}

	#warn(warning: SourceWarning, isOn: boolean): void {
		const others = this.#sourceWarnings.filter((each) => each !== warning);
		this.#sourceWarnings = isOn ? [...others, warning] : others;
	}

	/** What is on disk stays, as a closed take. */
	async #fail(problem: CaptureProblem): Promise<void> {
		this.state = { kind: 'failed', problem };
		const takeId = this.#running?.takeId;
		this.#running?.node.end();
		this.#running = undefined;
		if (takeId) await this.#deps.store.closeTake(takeId).catch(() => undefined);
		await this.#letGo();
	}

	async #letGo(): Promise<void> {
		this.#threads?.close();
		this.#threads = undefined;
		this.#deps.wakeLock.release();
		const source = this.#source;
		this.#source = undefined;
		await source?.close().catch(() => undefined);
		this.#unlock?.();
		this.#unlock = undefined;
	}

	/** Only this field is ours once the lecture is stored. */
	async #putLecture({ finishedAt }: Pick<LocalLecture, 'finishedAt'>): Promise<void> {
		const { store } = this.#deps;
		const known = (await store.lectures()).find((lecture) => lecture.lectureId === this.lectureId);
		await store.putLecture({ ...(known ?? this.#lecture), finishedAt });
	}
}
