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
import type { NewTake } from '../uplink/port.ts';
import { TakeSession, type TakeSessionDeps } from './take-session.ts';

/** How long a moment in which nobody speaks is waited for. */
const splitPatienceSamples = msToSamples(5000);

export type TakeLineDeps = Omit<
	TakeSessionDeps,
	'takeId' | 'codec' | 'begin' | 'before' | 'onHeard' | 'onEncoderFailed'
> & {
	newId: () => string;
	/** A take has to go on in PCM. */
	onEncoderFailed: () => void;
};

/**
 * The takes that come, one after another, out of the sound of one worklet. A cut lies between two batches, or where an
 * encoder failed: what it left begins the next take, in PCM.
 */
export class TakeLine {
	readonly #deps: TakeLineDeps;
	readonly #lectureId: LectureId;
	#take: NewTake;
	#session: TakeSession;
	/** Whose sound the detector hears; the one before, for a moment after a cut. */
	#heard: TakeSession;
	/** Samples of the current take that came in. */
	#samples = 0;
	/** Where a wanted split is made at the latest. */
	#splitBy: number | undefined;
	#isSwitching = false;
	/** The current take is in the store. */
	#begun: Promise<void> = Promise.resolve();
	#cutting: Promise<void> | undefined;
	/** What comes while a take is cut; the next one hears it. */
	#held: WorkletMessage[] | undefined;

	/** `take` is in the store already. */
	constructor(lectureId: LectureId, take: NewTake, deps: TakeLineDeps) {
		this.#deps = deps;
		this.#lectureId = lectureId;
		this.#take = take;
		this.#session = new TakeSession(this.#sessionDeps(take));
		this.#heard = this.#session;
	}

	hear(message: WorkletMessage): void {
		if (message.kind === 'batch' && this.#isGoodForSplit()) void this.#cut();
		if (this.#held) return void this.#held.push(message);
		if (message.kind === 'gap') return this.#goOnAfterSleep(message.startedAtMs);
		if (message.kind === 'batch') this.#samples += message.pcm.length;
		this.#session.hear(message);
	}

	mark(marks: Mark[]): void {
		this.#heard.mark(marks);
	}

	/** The take that the detector hears seems to fall silent. */
	pause(endSample: number): void {
		this.#heard.pause(endSample);
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
		while (this.#cutting) await this.#cutting;
		const left = await this.#session.endSound();
		if (left?.length) {
			await this.#cut();
			this.#session.hear({ kind: 'end' });
		}
		await this.#session.finish();
	}

	/** A take ends with a whole frame of its codec. */
	#isGoodForSplit(): boolean {
		if (this.#splitBy === undefined || this.#samples === 0) return false;
		if (this.#samples % codecForms[this.#take.codec].frameSamples !== 0) return false;
		return !this.#deps.detection.speaking || this.#samples >= this.#splitBy;
	}

	/** `sleptUntil` is when the sound goes on that does not join the one before. */
	#cut(sleptUntil?: number): Promise<void> {
		return (this.#cutting ??= this.#goOn(sleptUntil));
	}

	/** Ends the take with the last sample that it heard; what comes in the meantime waits for the next one. */
	async #goOn(sleptUntil?: number): Promise<void> {
		const { takeId, startedAt } = this.#take;
		const held: WorkletMessage[] = [];
		this.#held = held;
		this.#isSwitching = true;
		this.#session.hear({ kind: 'end' });
		const left = await this.#session.endSound();
		const endedAt = startedAt + samplesToMs(this.#samples - (left?.length ?? 0));
		if (left || sleptUntil === undefined) this.#switchTo({ startedAt: endedAt, continues: takeId }, left);
		if (sleptUntil !== undefined) this.#switchTo({ startedAt: sleptUntil, gap: 'sleep' });
		this.#held = this.#cutting = undefined;
		for (const message of held) this.hear(message);
	}

	#sessionDeps({ takeId, codec }: NewTake): TakeSessionDeps {
		const onEncoderFailed = () => takeId === this.#take.takeId && void this.#cut();
		return { ...this.#deps, takeId, codec, onEncoderFailed };
	}

	/** A take that holds nothing yet goes on with the sound after it. */
	#goOnAfterSleep(startedAtMs: number): void {
		if (this.#samples > 0) void this.#cut(startedAtMs);
	}

	/** `left` is what the take before could not encode: this one begins with it, in PCM. */
	#switchTo(link: Pick<Take, 'startedAt' | 'continues' | 'gap'>, left?: Int16Array): void {
		const { store, report } = this.#deps;
		const { device } = this.#take;
		const codec = left ? 'pcm_s16le' : this.#take.codec;
		const takeId = this.#deps.newId();
		const take: NewTake = { takeId, codec, ...(device !== undefined && { device }), ...link };
		const isSeam = take.continues !== undefined;
		const ended = this.#session;
		const next: TakeSession = new TakeSession({
			...this.#sessionDeps(take),
			begin: this.#inTurn(() => store.beginTake(this.#lectureId, take)),
			before: this.#endOf(ended).then((seam) => (isSeam ? seam : undefined)),
			onHeard: () => (this.#heard = next)
		});
		this.#take = take;
		this.#session = next;
		this.#samples = 0;
		this.#splitBy = undefined;
		report({ kind: 'switched', takeId: take.takeId });
		if (left) this.#beginWith(left);
	}

	/** Takes come to the store in the order in which they were recorded, however often it refuses one: so they are numbered. */
	#inTurn(begin: () => Promise<void>): () => Promise<void> {
		const before = this.#begun;
		let onBegun = () => {};
		this.#begun = new Promise((resolve) => (onBegun = resolve));
		return async () => {
			await before;
			await begin();
			onBegun();
		};
	}

	#beginWith(left: Int16Array): void {
		this.#deps.onEncoderFailed();
		this.#samples = left.length;
		this.#session.encode(left);
	}

	async #endOf(ended: TakeSession): Promise<Seam> {
		this.#isSwitching = true;
		ended.hear({ kind: 'end' });
		const seam = await ended.finish();
		this.#isSwitching = false;
		return seam;
	}
}
