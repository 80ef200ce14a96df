import {
	bytesOf,
	codecForms,
	tailOf,
	type Codec,
	type GapCause,
	type LectureId,
	type Mark,
	type ServerMessage,
	type Take,
	type TakeId
} from '#lib/protocol/index.ts';
import { closeAbandonedTakes, closeTake } from '../../src/lib/uplink/abandoned-takes.ts';
import { MemoryStore } from '../../src/lib/uplink/memory-store.ts';
import { Uplink } from '../../src/lib/uplink/uplink.svelte.ts';
import { VirtualTimers } from '../fakes/virtual-timers.ts';
import type { Network } from './network.ts';

/** Everything that was ever recorded of a take, kept for the comparison at the end. */
export type Captured = { take: Take; bytes: number[]; marks: Mark[] };
export type NextTake = 'pause' | 'split' | 'microphone';

/** Whole frames of either codec. */
const blockSamples = 5 * codecForms.opus.frameSamples;

/** A device that records one lecture: its store outlives its pages. */
export class SimDevice {
	readonly timers = new VirtualTimers();
	readonly captured = new Map<TakeId, Captured>();
	readonly acknowledged = new Map<TakeId, number>();
	readonly store = new MemoryStore();
	readonly #lectureId: LectureId;
	readonly #network: Network;
	readonly #random: () => number;
	readonly #newId: () => string;
	#page: Uplink | undefined;
	#rival: Uplink | undefined;
	#current: TakeId | undefined;
	#gap: GapCause | undefined;

	constructor(parts: { lectureId: LectureId; network: Network; random: () => number; newId: () => string }) {
		this.#lectureId = parts.lectureId;
		this.#network = parts.network;
		this.#random = parts.random;
		this.#newId = parts.newId;
	}

	get isCaughtUp(): boolean {
		return this.#page?.isCaughtUp ?? false;
	}

	async begin(): Promise<void> {
		await this.store.putLecture(this.#lecture(null));
		await this.#openPage();
	}

	async record(blocks: number, codec: Codec): Promise<void> {
		const takeId = this.#current ?? (await this.#beginTake(codec));
		const { take, bytes } = this.captured.get(takeId) as Captured;
		for (let n = 0; n < blocks; n++) {
			const firstSample =
				(bytes.length / codecForms[take.codec].frameBytes) * codecForms[take.codec].frameSamples;
			const size = bytesOf(take.codec, blockSamples);
			const block = Uint8Array.from(
				{ length: size },
				(_, at) => 1 + ((take.number * 31 + bytes.length + at) % 251)
			);
			const refusal = await this.store.appendBlock(takeId, {
				firstSample,
				sampleCount: blockSamples,
				bytes: block
			});
			if (refusal) throw new Error(`the store refused: ${refusal}`);
			bytes.push(...block);
		}
		this.#page?.nudge();
	}

	/** What is held of the newest take, from its beginning, as a request would carry it. */
	async held(): Promise<{ takeId: TakeId; firstSample: number; bytes: Uint8Array } | undefined> {
		const take = (await this.store.takesOf(this.#lectureId)).at(-1);
		const blocks = take ? await this.store.blocksFrom(take.takeId, 0, Infinity) : [];
		if (!take || !blocks[0]) return undefined;
		const bytes = Uint8Array.from(blocks.flatMap((block) => [...block.bytes]));
		return { takeId: take.takeId, firstSample: blocks[0].firstSample, bytes };
	}

	/** Speech begins, ends or is cut at the end of what is recorded. */
	async mark(cuts: boolean): Promise<void> {
		const captured = this.#current && this.captured.get(this.#current);
		if (!captured) return;
		const { speaking } = tailOf(captured.marks.at(-1));
		const kind = !speaking ? 'speech-start' : cuts ? 'cut' : 'speech-end';
		await this.#append(captured, [{ kind, sample: this.#samplesOf(captured) }]);
		this.#page?.nudge();
	}

	async nextTake(how: NextTake, codec: Codec): Promise<void> {
		const before = this.#current;
		if (!before) return;
		await this.#endTake();
		if (how === 'split') await this.#beginTake(codec, before);
		else this.#gap = how;
	}

	async stop(): Promise<void> {
		await this.#endTake();
		await this.store.putLecture(this.#lecture(1));
		this.#page?.nudge();
	}

	/** The page dies with its socket; the next one tidies up and goes on. */
	async crash(): Promise<void> {
		this.#page?.close();
		if (this.#current) this.#gap = 'crash';
		this.#current = undefined;
		await closeAbandonedTakes(this.store, async () => () => {});
		await this.#noteClosingMarks();
		await this.#openPage();
	}

	/** A second page sends the same lecture; called again, it closes, and the first one takes the lecture back. */
	async rival(): Promise<void> {
		if (this.#rival) {
			this.#rival.close();
			this.#rival = undefined;
			return this.#page?.retry();
		}
		this.#rival = this.#uplink();
		await this.#rival.start();
	}

	/** Whatever went wrong is over: one page, which tries at once. */
	async settle(): Promise<void> {
		if (this.#rival) await this.rival();
		else this.#page?.retry();
		await this.stop();
	}

	async #openPage(): Promise<void> {
		this.#page = this.#uplink();
		await this.#page.start();
	}

	#uplink(): Uplink {
		return new Uplink(
			{
				store: this.store,
				app: 'simulation',
				timers: this.timers,
				random: this.#random,
				newId: this.#newId,
				openSocket: (events) => this.#network.open(events),
				onWake: () => () => {}
			},
			{ lectureId: this.#lectureId, role: 'recorder', since: () => 0, onMessage: (said) => this.#hear(said) }
		);
	}

	#hear(said: ServerMessage): void {
		if (said.type === 'stored') this.#acknowledge(said.takeId, said.samples);
		if (said.type === 'welcome') for (const take of said.takes) this.#acknowledge(take.takeId, take.samples);
	}

	#acknowledge(takeId: TakeId, samples: number): void {
		this.acknowledged.set(takeId, Math.max(samples, this.acknowledged.get(takeId) ?? 0));
	}

	async #beginTake(codec: Codec, continues?: TakeId): Promise<TakeId> {
		const takes = await this.store.takesOf(this.#lectureId);
		const number = 1 + Math.max(-1, ...takes.map((take) => take.number));
		const cause = continues ? { continues } : number > 0 ? { gap: this.#gap ?? 'pause' } : {};
		const take: Take = { takeId: this.#newId(), number, startedAt: this.timers.nowMs(), codec, ...cause };
		await this.store.putLecture(this.#lecture(null));
		await this.store.beginTake(this.#lectureId, take);
		this.captured.set(take.takeId, { take, bytes: [], marks: [] });
		this.#gap = undefined;
		this.#current = take.takeId;
		return take.takeId;
	}

	async #endTake(): Promise<void> {
		const open = (await this.store.takesOf(this.#lectureId)).find((take) => !take.closed);
		if (open) await closeTake(this.store, open);
		this.#current = undefined;
		await this.#noteClosingMarks();
		this.#page?.nudge();
	}

	/** What closing a take has added to its marks. */
	async #noteClosingMarks(): Promise<void> {
		for (const [takeId, captured] of this.captured)
			captured.marks = await this.store.marksFrom(takeId, 0, Number.MAX_SAFE_INTEGER);
	}

	async #append(captured: Captured, marks: Mark[]): Promise<void> {
		await this.store.appendMarks(captured.take.takeId, captured.marks.length, marks);
		captured.marks.push(...marks);
	}

	#samplesOf({ take, bytes }: Captured): number {
		const { frameBytes, frameSamples } = codecForms[take.codec];
		return (bytes.length / frameBytes) * frameSamples;
	}

	#lecture(finishedAt: number | null) {
		return {
			lectureId: this.#lectureId,
			title: 'Simulated',
			createdAt: 1,
			language: 'auto' as const,
			finishedAt
		};
	}
}
