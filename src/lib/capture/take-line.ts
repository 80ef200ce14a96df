import {
	codecForms,
	msToSamples,
	samplesToMs,
	type LectureId,
	type Mark,
	type Take
} from '#lib/protocol/index.ts';
import type { Seam } from './detection.ts';
import type { WorkletMessage } from './messages.ts';
import { TakeSession, type TakeSessionDeps } from './take-session.ts';

/** How long a moment in which nobody speaks is waited for. */
const splitPatienceSamples = msToSamples(5000);

export type TakeLineDeps = Omit<TakeSessionDeps, 'takeId' | 'begin' | 'before' | 'onHeard'> & {
	newId: () => string;
};

/** The takes that come, one after another, out of the sound of one worklet. A cut lies between two batches. */
export class TakeLine {
	readonly #deps: TakeLineDeps;
	readonly #lectureId: LectureId;
	#take: Take;
	#session: TakeSession;
	/** Whose sound the detector hears; the one before, for a moment after a cut. */
	#heard: TakeSession;
	/** Samples of the current take that came in. */
	#samples = 0;
	/** Where a wanted split is made at the latest. */
	#splitBy: number | undefined;
	#isSwitching = false;

	/** `take` is in the store already. */
	constructor(lectureId: LectureId, take: Take, deps: TakeLineDeps) {
		this.#deps = deps;
		this.#lectureId = lectureId;
		this.#take = take;
		this.#session = new TakeSession({ ...deps, takeId: take.takeId });
		this.#heard = this.#session;
	}

	hear(message: WorkletMessage): void {
		if (message.kind === 'gap') return this.#goOnAfterSleep(message.startedAtMs);
		if (message.kind === 'batch') {
			if (this.#isGoodForSplit()) this.#split();
			this.#samples += message.pcm.length;
		}
		this.#session.hear(message);
	}

	mark(marks: Mark[]): void {
		this.#heard.mark(marks);
	}

	/** Tells the page where the current take stands. */
	report(): void {
		this.#session.report();
	}

	/** Goes on in a new take without a gap, where nobody speaks or after `splitPatienceSamples`. */
	split(): void {
		if (!this.#isSwitching) this.#splitBy ??= this.#samples + splitPatienceSamples;
	}

	/** Closes the last take. */
	async finish(): Promise<void> {
		this.#splitBy = undefined;
		await this.#session.finish();
	}

	/** A take ends with a whole frame of its codec. */
	#isGoodForSplit(): boolean {
		if (this.#splitBy === undefined || this.#samples === 0) return false;
		if (this.#samples % codecForms[this.#take.codec].frameSamples !== 0) return false;
		return !this.#deps.detection.speaking || this.#samples >= this.#splitBy;
	}

	#split(): void {
		const { takeId, startedAt } = this.#take;
		const endedAt = startedAt + samplesToMs(this.#samples);
		this.#switchTo({ startedAt: endedAt, continues: takeId });
	}

	/** A take that holds nothing yet goes on with the sound after it. */
	#goOnAfterSleep(startedAtMs: number): void {
		if (this.#samples > 0) this.#switchTo({ startedAt: startedAtMs, gap: 'sleep' });
	}

	#switchTo(link: Pick<Take, 'startedAt' | 'continues' | 'gap'>): void {
		const { store, report } = this.#deps;
		const { number, codec, device } = this.#take;
		const name = { takeId: this.#deps.newId(), number: number + 1 };
		const take: Take = { ...name, codec, ...(device !== undefined && { device }), ...link };
		const isSeam = take.continues !== undefined;
		const ended = this.#session;
		const next: TakeSession = new TakeSession({
			...this.#deps,
			takeId: take.takeId,
			begin: () => store.beginTake(this.#lectureId, take),
			before: this.#endOf(ended).then((seam) => (isSeam ? seam : undefined)),
			onHeard: () => (this.#heard = next)
		});
		this.#take = take;
		this.#session = next;
		this.#samples = 0;
		this.#splitBy = undefined;
		report({ kind: 'switched', takeId: take.takeId });
	}

	async #endOf(ended: TakeSession): Promise<Seam> {
		this.#isSwitching = true;
		ended.hear({ kind: 'end' });
		const seam = await ended.finish();
		this.#isSwitching = false;
		return seam;
	}
}
