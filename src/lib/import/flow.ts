import { frameSamples, patienceMs } from '#lib/capture/detection.ts';
import type { WriterReport, WriteProblem } from '#lib/capture/messages.ts';
import type { Detector } from '#lib/capture/port.ts';
import { msToSamples, type TakeId } from '#lib/protocol/index.ts';

/** What may wait in memory for the disk, or for the detector. An encoder that owes more than 10 s is taken for broken. */
const waitingSamplesMax = msToSamples(4000);
const lookEveryMs = 500;

export type FlowDeps = {
	detector: () => Detector;
	nowMs: () => number;
	wait: (ms: number) => Promise<void>;
};

/** Holds a file back to the pace of the disk and the detector: it could be decoded far faster than both. */
export class Flow {
	readonly #deps: FlowDeps;
	readonly #stored = new Map<TakeId, number>();
	#given = 0;
	#asked = 0;
	#answeredAtMs = 0;
	#changed = () => {};
	problem: WriteProblem | undefined;
	isHeldUp = false;

	constructor(deps: FlowDeps) {
		this.#deps = deps;
	}

	/** Samples on disk, of all takes. */
	get samples(): number {
		return [...this.#stored.values()].reduce((sum, samples) => sum + samples, 0);
	}

	gave(samples: number): void {
		this.#given += samples;
	}

	asked(samples: number): void {
		if (this.#asked === 0) this.#answeredAtMs = this.#deps.nowMs();
		this.#asked += samples;
	}

	answered(frames: number): void {
		this.#asked = Math.max(0, this.#asked - frames * frameSamples);
		this.#answeredAtMs = this.#deps.nowMs();
		this.#changed();
	}

	/** What the line of takes says of itself. */
	heard(report: WriterReport): void {
		if (report.kind === 'progress') {
			this.#stored.set(report.takeId, report.progress.samples);
			this.isHeldUp = report.progress.warnings.includes('not-stored');
		}
		if (report.kind === 'closed') this.#stored.set(report.takeId, report.samples);
		if (report.kind === 'failed') this.problem = report.problem;
		this.#changed();
	}

	/** Waits until more sound may come. False when no more is taken. */
	async hasRoom(): Promise<boolean> {
		while (!this.problem && !this.#isRoom) await this.#change();
		return !this.problem;
	}

	/** Waits until the detector is there or has failed, but not for ever. */
	async detectorSettled(withinMs: number): Promise<void> {
		const byMs = this.#deps.nowMs() + withinMs;
		while (this.#deps.detector() === 'loading' && this.#deps.nowMs() < byMs) await this.#change();
	}

	get #isRoom(): boolean {
		if (this.#given - this.samples > waitingSamplesMax) return false;
		// One that keeps sound waiting is passed over as soon as it is asked again.
		const isLate = this.#deps.nowMs() - this.#answeredAtMs > patienceMs;
		return this.#asked < waitingSamplesMax || isLate || this.#deps.detector() === 'energy';
	}

	async #change(): Promise<void> {
		const changed = new Promise<void>((resolve) => (this.#changed = resolve));
		await Promise.race([changed, this.#deps.wait(lookEveryMs)]);
	}
}
