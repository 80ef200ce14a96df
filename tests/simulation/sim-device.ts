import {
	behindSamplesMax,
	type Codec,
	type GapCause,
	type LectureId,
	type Mark,
	type ServerMessage,
	type Take,
	type TakeId
} from '#lib/protocol/index.ts';
import { closeAbandonedTakes } from '../../src/lib/uplink/abandoned-takes.ts';
import type { BlockStore } from '../../src/lib/uplink/port.ts';
import { Uplink } from '../../src/lib/uplink/uplink.svelte.ts';
import type { VirtualTimers } from '../fakes/virtual-timers.ts';
import type { Network } from './network.ts';
import { SimRecorder, samplesOf, type Notebook } from './sim-recorder.ts';
import { SimStore } from './sim-store.ts';

/** All that a device's store ever held of a take. */
export type Captured = { take: Take; bytes: Buffer; marks: Mark[] };

type Parts = {
	lectureId: LectureId;
	network: Network;
	timers: VirtualTimers;
	random: () => number;
	newId: () => string;
};
type Page = { recorder: SimRecorder; uplink: Uplink; die: () => void };

const never = new Promise<never>(() => {});

/** A device that records one lecture: its store outlives its pages. */
export class SimDevice {
	readonly acknowledged = new Map<TakeId, number>();
	readonly store = new SimStore();
	readonly notebook: Notebook = { heard: [], faults: [] };
	readonly #parts: Parts;
	#page: Page | undefined;
	#rival: Uplink | undefined;

	constructor(parts: Parts) {
		this.#parts = parts;
	}

	/** Whether it has ever been used for this lecture. */
	get hasBegun(): boolean {
		return this.#page !== undefined;
	}

	get isCaughtUp(): boolean {
		return this.#page?.uplink.isCaughtUp ?? true;
	}

	/** Everything that was ever stored here, in the order in which it was recorded. */
	async captured(): Promise<Map<TakeId, Captured>> {
		const takes = await this.store.takesOf(this.#parts.lectureId);
		const found = new Map<TakeId, Captured>();
		for (const { takeId } of this.notebook.heard) {
			const take = takes.find((each) => each.takeId === takeId);
			const marks = await this.store.marksFrom(takeId, 0, Number.MAX_SAFE_INTEGER);
			if (take) found.set(takeId, { take, bytes: this.store.soundOf(takeId), marks });
		}
		return found;
	}

	async record(batches: number, samples: number, codec: Codec): Promise<void> {
		if (!this.#page && !(await this.#begin())) return;
		await this.#page?.recorder.record(batches, samples, codec);
	}

	mark(cuts: boolean): void {
		this.#page?.recorder.mark(cuts);
	}

	/** Goes on in another take, without a gap. */
	split(): void {
		this.#page?.recorder.split();
	}

	sleep(): void {
		this.#page?.recorder.sleep();
	}

	/** Notes what is recorded now, where the server is far behind it (rule W4). */
	async look(): Promise<void> {
		const { recorder, uplink } = this.#page ?? {};
		const heard = this.notebook.heard.at(-1);
		if (uplink?.link.kind !== 'online' || !recorder?.isRecording || heard?.end !== 'none') return;
		const takes = await this.store.takesOf(this.#parts.lectureId);
		const take = takes.find(({ takeId }) => takeId === heard.takeId);
		if (take && take.samples - take.stored.samples > behindSamplesMax)
			heard.behindAtSamples ??= samplesOf(heard);
	}

	/** The take ends. What it still has to write may wait for room on the disk. */
	endTake(gap: GapCause): void {
		void this.#page?.recorder.end(gap);
	}

	/** The lecture ends. */
	stop(): void {
		void this.#page?.recorder.stop();
	}

	/** The page dies with its socket and with what was not on disk; the next one tidies up. */
	async crash(): Promise<void> {
		if (!this.#page) return;
		this.#page.die();
		await closeAbandonedTakes(this.store, async () => () => {}).catch(() => undefined);
		this.#page = await this.#openPage();
	}

	/** A second page sends the same lecture; called again, it closes, and the first one takes the lecture back. */
	async rival(): Promise<void> {
		if (!this.#page) return;
		if (this.#rival) {
			this.#rival.close();
			this.#rival = undefined;
			return this.retry();
		}
		this.#rival = this.#uplink(this.store);
		await this.#rival.start();
	}

	/** Tries to connect at once, also when another device records. */
	retry(): void {
		this.#page?.uplink.retry();
	}

	/** Whatever went wrong is over: there is room, and one page, which ends the lecture and connects. */
	async settle(): Promise<void> {
		this.store.refuses = 'nothing';
		if (this.#rival) await this.rival();
		else this.retry();
		this.stop();
	}

	/** What is held of the newest take, from its beginning, as a request would carry it. */
	async held(): Promise<{ takeId: TakeId; firstSample: number; bytes: Uint8Array } | undefined> {
		const take = (await this.store.takesOf(this.#parts.lectureId)).at(-1);
		const blocks = take ? await this.store.blocksFrom(take.takeId, 0, Infinity) : [];
		if (!take || !blocks[0]) return undefined;
		const bytes = Buffer.concat(blocks.map((block) => block.bytes));
		return { takeId: take.takeId, firstSample: blocks[0].firstSample, bytes };
	}

	/** False where the disk does not take the lecture. */
	async #begin(): Promise<boolean> {
		const isKept = await this.store.putLecture(this.#lecture).then(
			() => true,
			() => false
		);
		if (isKept) this.#page = await this.#openPage();
		return isKept;
	}

	async #openPage(): Promise<Page> {
		const { timers, newId } = this.#parts;
		let isAlive = true;
		const store = writableWhile(() => isAlive, this.store);
		const uplink = this.#uplink(store, () => recorder.split());
		const onStored = () => uplink.nudge();
		const { notebook } = this;
		const recorder = new SimRecorder({ lecture: this.#lecture, store, timers, newId, notebook, onStored });
		const die = () => {
			isAlive = false;
			uplink.close();
			recorder.cutOff();
		};
		await uplink.start();
		return { recorder, uplink, die };
	}

	#uplink(store: BlockStore, onBehind = () => {}): Uplink {
		const { timers, random, newId, network, lectureId } = this.#parts;
		return new Uplink(
			{
				store,
				app: 'simulation',
				timers,
				random,
				newId,
				openSocket: (events) => network.open(events),
				onWake: () => () => {}
			},
			{ lectureId, role: 'recorder', since: () => 0, onMessage: (said) => this.#hear(said), onBehind }
		);
	}

	#hear(said: ServerMessage): void {
		if (said.type === 'stored') this.#acknowledge(said.takeId, said.samples);
		if (said.type === 'welcome') for (const take of said.takes) this.#acknowledge(take.takeId, take.samples);
	}

	#acknowledge(takeId: TakeId, samples: number): void {
		this.acknowledged.set(takeId, Math.max(samples, this.acknowledged.get(takeId) ?? 0));
	}

	get #lecture() {
		const { lectureId } = this.#parts;
		return { lectureId, title: 'Simulated', createdAt: 1, language: 'auto' as const, finishedAt: null };
	}
}

/** A store as a page has it: when the page has died, nothing that it began comes to an end. */
function writableWhile(isAlive: () => boolean, store: SimStore): BlockStore {
	const call = (name: string | symbol) => {
		const act = Reflect.get(store, name) as (...given: unknown[]) => unknown;
		return (...given: unknown[]) => (isAlive() ? act.apply(store, given) : never);
	};
	return new Proxy<BlockStore>(store, { get: (_, name) => call(name) });
}
