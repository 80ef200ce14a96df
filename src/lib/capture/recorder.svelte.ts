import type { GapCause, LectureId } from '#lib/protocol/index.ts';
import { msToSamples, samplesToMs } from '#lib/protocol/index.ts';
import type { LocalLecture } from '../uplink/port.ts';
import { KeptSource, type KeptSourceDeps } from './kept-source.svelte.ts';
import { LectureLog, type LectureLogDeps } from './lecture-log.ts';
import type { TakeProgress } from './messages.ts';
import type {
	CaptureProblem,
	CaptureWarning,
	Detector,
	RecorderState,
	RecorderView,
	Source,
	SourceProblem
} from './port.ts';
import { Recovery, type RecoveryDeps } from './recovery.ts';
import { RunningTakes, type RunningTakesDeps } from './running-takes.svelte.ts';
import type { SoundSource } from './sound-source.ts';

export type RecorderDeps = LectureLogDeps &
	Pick<KeptSourceDeps, 'openSource'> &
	Pick<RunningTakesDeps, 'createNode' | 'startThreads' | 'onStored' | 'onQuiet'> &
	Pick<RecoveryDeps, 'after' | 'onChance'> & { wakeLock: { hold(): void; release(): void } };

/** A microphone that was opened afresh, and is heard for so long, holds. */
const provenSamples = msToSamples(10_000);

/** Records one lecture on this device; see RecorderView for what it promises. */
export class Recorder implements RecorderView {
	readonly lectureId: LectureId;
	readonly #log: LectureLog;
	readonly #source: KeptSource;
	readonly #takes: RunningTakes;
	readonly #recovery: Recovery;
	readonly #deps: RecorderDeps;
	#unlock: (() => void) | undefined;
	/** Done when the last failure has been tidied up. */
	#tidying: Promise<unknown> = Promise.resolve();
	state = $state.raw<RecorderState>({ kind: 'idle' });

	constructor(lecture: LocalLecture, deps: RecorderDeps) {
		this.lectureId = lecture.lectureId;
		this.#deps = deps;
		this.#log = new LectureLog(lecture, deps);
		this.#source = new KeptSource({ ...deps, onSign: () => this.#look() });
		this.#recovery = new Recovery({ ...deps, attempt: () => this.#reopen() });
		this.#takes = new RunningTakes(lecture.lectureId, {
			...deps,
			onProgress: (progress) => this.#follow(progress),
			onSwitched: (takeId) => {
				if (this.#is('recording')) this.state = { kind: 'recording', takeId };
			},
			onFailed: (problem, unsavedSamples) => void this.#fail(problem, samplesToMs(unsavedSamples))
		});
	}

	get capturedSamples(): number {
		return this.#takes.capturedSamples;
	}

	get level(): number {
		return this.#heard?.level ?? 0;
	}

	get detector(): Detector {
		return this.#takes.progress?.detector ?? 'loading';
	}

	get speaking(): boolean {
		return this.#heard?.speaking ?? false;
	}

	get warnings(): readonly CaptureWarning[] {
		if (this.state.kind === 'recording') return [...this.#source.warnings, ...(this.#heard?.warnings ?? [])];
		const last = this.#takes.progress?.warnings ?? [];
		return this.state.kind === 'stopping' ? last.filter((warning) => warning === 'not-stored') : [];
	}

	/** Frames that the audio graph of the current take left out; silence stands in their place. */
	get missingFrames(): number {
		return this.#takes.progress?.missingFrames ?? 0;
	}

	/** Sound of the current take that waits for the disk. */
	get unsavedSamples(): number {
		return this.#takes.progress?.unsavedSamples ?? 0;
	}

	/** What the system calls the device; empty before it is open. */
	get device(): string {
		return this.#source.label;
	}

	/** To be called in the handler of a tap. */
	async start(source: Source): Promise<void> {
		const before = this.state;
		if (!['idle', 'stopped', 'failed'].includes(before.kind)) return;
		this.state = { kind: 'starting' };
		const problem = await this.#prepare(source).catch(unknown);
		if (problem) await this.#fail(problem);
		else await this.#record(gapAfter(before));
	}

	async pause(): Promise<void> {
		if (this.state.kind !== 'recording') return;
		this.state = { kind: 'stopping' };
		await this.#takes.end(() => this.#source.suspend());
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
		else await this.#record('pause');
	}

	async stop(): Promise<void> {
		if (!['recording', 'recovering', 'paused', 'failed'].includes(this.state.kind)) return;
		this.state = { kind: 'stopping' };
		this.#recovery.cancel();
		await this.#takes.end();
		await this.#tidying;
		await this.#letGo();
		const notClosed = await this.#log.closeTakes();
		const problem = (await this.#log.finish()) ?? notClosed;
		if (this.#is('stopping')) this.state = problem ? { kind: 'failed', problem } : { kind: 'stopped' };
		this.#deps.onStored?.();
	}

	tryNow(): void {
		if (this.#is('recovering')) void this.#recovery.tryNow();
	}

	split(): void {
		if (this.#is('recording')) this.#takes.split();
	}

	get #heard(): TakeProgress | undefined {
		return this.state.kind === 'recording' ? this.#takes.progress : undefined;
	}

	/** The source is asked for before anything is awaited. */
	async #prepare(source: Source): Promise<CaptureProblem | undefined> {
		const [notOpen, notLocked] = await Promise.all([this.#source.open(source), this.#lock()]);
		if (notLocked === 'other-tab-records') return notLocked;
		const problem = notOpen ?? notLocked ?? (await this.#log.open());
		if (!problem) this.#takes.startThreads();
		return problem;
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

	async #record(gap?: GapCause): Promise<void> {
		const problem = await this.#beginTake(gap).catch(unknown);
		if (problem) return this.#fail(problem);
		await this.#stopIfPlayed();
		this.#look();
	}

	/** The store's refusals are named by the log; what is thrown comes of the browser's audio or its threads. */
	async #beginTake(gap?: GapCause): Promise<CaptureProblem | undefined> {
		const source = this.#source.sound as SoundSource;
		this.#source.hear('unknown');
		const begun = await this.#takes.begin(source, () => this.#log.beginTake(source.label, gap));
		if (typeof begun !== 'string') return begun.problem;
		this.#deps.wakeLock.hold();
		this.state = { kind: 'recording', takeId: begun };
		return undefined;
	}

	#follow({ samples, signal }: TakeProgress): void {
		if (samples >= provenSamples && signal === 'sound') this.#recovery.proved();
		this.#source.hear(signal);
		this.#look();
	}

	/** Looks whether the source still is what it was. */
	#look(): void {
		if (this.#is('recording')) {
			const loss = this.#source.takeLoss();
			if (loss) void this.#recover(loss);
		}
		void this.#stopIfPlayed();
	}

	/** The take ends with what was heard; then the source is opened afresh, as often as it takes. */
	async #recover(problem: SourceProblem): Promise<void> {
		this.state = { kind: 'recovering', problem, sinceMs: this.#deps.nowMs() };
		await this.#takes.end(() => this.#source.close());
		if (this.#is('recovering')) this.#recovery.begin();
	}

	/** One attempt. A disk that refuses the next take, or a graph that fails, is one more thing in the way. */
	async #reopen(): Promise<CaptureProblem | undefined> {
		const before = this.state;
		if (before.kind !== 'recovering') return undefined;
		const gap = before.problem === 'not-woken' ? 'sleep' : 'microphone';
		const notOpen = await this.#source.reopen();
		if (!this.#is('recovering')) return void (await this.#source.close());
		this.state = notOpen ? { ...before, obstacle: notOpen } : { kind: 'starting' };
		if (notOpen) return notOpen;
		const obstacle = await this.#beginTake(gap).catch(unknown);
		if (!obstacle) return undefined;
		await this.#source.close();
		this.state = { ...before, obstacle };
		return obstacle;
	}

	/** The end of a sample ends the lecture; one that comes while a take begins or ends is seen after it. */
	async #stopIfPlayed(): Promise<void> {
		if (this.#source.isPlayed && (this.#is('recording') || this.#is('paused'))) await this.stop();
	}

	/** What is on disk stays, as a closed take. */
	async #fail(problem: CaptureProblem, unsavedMs = 0): Promise<void> {
		this.state = { kind: 'failed', problem, ...(unsavedMs > 0 && { unsavedMs }) };
		this.#recovery.cancel();
		this.#tidying = this.#tidy();
		await this.#tidying;
	}

	async #tidy(): Promise<void> {
		if (!(await this.#letGo())) return;
		await this.#log.closeTakes();
		this.#deps.onStored?.();
	}

	/** True when a take was left open. */
	async #letGo(): Promise<boolean> {
		const isOpen = this.#takes.close();
		this.#deps.wakeLock.release();
		this.#unlock?.();
		this.#unlock = undefined;
		await this.#source.close();
		return isOpen;
	}

	/** It changes while something is awaited. */
	#is(kind: RecorderState['kind']): boolean {
		return this.state.kind === kind;
	}
}

const unknown = (): CaptureProblem => 'unknown';

/** What ended the last take of this page; after a stop, the log knows best. */
function gapAfter(state: RecorderState): GapCause | undefined {
	if (state.kind !== 'failed') return undefined;
	return state.problem === 'storage-full' || state.problem === 'storage-unavailable' ? 'storage' : undefined;
}
