import type { Mark, TakeId } from '#lib/protocol/index.ts';
import type { BlockStore } from '../uplink/port.ts';
import type { Detection } from './detection.ts';
import type { WorkletMessage, WriterReport } from './messages.ts';
import { meterOf, peakOf, powerDb } from './pcm.ts';
import type { CaptureWarning } from './port.ts';
import { SignalWatch } from './signal-watch.ts';
import { TakeWriter } from './take-writer.ts';

/** How long the last batch of a take is waited for; an audio graph that is suspended may never send it. */
const endPatienceMs = 1000;

export type TakeSessionDeps = {
	takeId: TakeId;
	store: Pick<BlockStore, 'appendBlock' | 'appendMarks' | 'closeTake'>;
	detection: Detection;
	report: (report: WriterReport) => void;
	nowMs: () => number;
	wait: (ms: number) => Promise<void>;
};

/** One take in the writer's hands: batch → disk → detector → marks → disk, and what the page is told of it. */
export class TakeSession {
	readonly #deps: TakeSessionDeps;
	readonly #writer: TakeWriter;
	readonly #watch: SignalWatch;
	#level = 0;
	#missingFrames = 0;
	#end!: () => void;
	readonly #ended = new Promise<void>((resolve) => (this.#end = resolve));

	constructor(deps: TakeSessionDeps) {
		this.#deps = deps;
		this.#watch = new SignalWatch(deps.nowMs());
		this.#writer = new TakeWriter({
			store: deps.store,
			takeId: deps.takeId,
			wait: deps.wait,
			onStored: (pcm) => this.#stored(pcm),
			onProblem: (problem) => deps.report({ kind: 'failed', takeId: deps.takeId, problem })
		});
		deps.detection.begin();
	}

	hear(message: WorkletMessage): void {
		if (message.kind === 'end') return this.#end();
		this.#watch.heard(this.#deps.nowMs(), peakOf(message.pcm));
		this.#level = meterOf(powerDb(message.pcm));
		this.#missingFrames = message.missingFrames;
		this.#writer.take(message.pcm);
	}

	mark(marks: Mark[]): void {
		this.#writer.mark(marks);
	}

	/** Tells the page where the take stands. */
	report(): void {
		const { takeId, detection, nowMs } = this.#deps;
		const { samples, unsavedSamples } = this.#writer;
		const warnings: CaptureWarning[] = this.#watch.warnings(nowMs());
		if (detection.detector === 'energy') warnings.push('detector-fell-back');
		this.#deps.report({
			kind: 'progress',
			takeId,
			progress: {
				samples,
				unsavedSamples,
				missingFrames: this.#missingFrames,
				level: this.#level,
				speaking: detection.speaking,
				detector: detection.detector,
				warnings
			}
		});
	}

	/** Closes the take when the last batch and the last mark are on disk. */
	async finish(): Promise<void> {
		const { takeId, detection, wait } = this.#deps;
		await Promise.race([this.#ended, wait(endPatienceMs)]);
		await this.#writer.settled();
		await detection.finish(this.#writer.samples);
		await this.#writer.close();
		if (this.#writer.problem) return;
		this.report();
		this.#deps.report({ kind: 'closed', takeId, samples: this.#writer.samples });
	}

	#stored(pcm: Int16Array): void {
		this.#deps.detection.push(pcm);
		this.report();
	}
}
