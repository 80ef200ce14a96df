import { bytesOf, sampleRate, type Codec } from '#lib/protocol/index.ts';
import type { Timers } from '../uplink/timers.ts';

const hourMs = 3_600_000;
const lookEveryMs = 30_000;
/** A long lecture; and what is left to act in. */
const lowMs = 3 * hourMs;
const shortMs = hourMs / 2;

export type StorageWatchDeps = {
	/** Undefined where the browser does not tell. */
	estimate: () => Promise<{ usage?: number; quota?: number } | undefined>;
	/** Asks the browser never to clear the store when space runs short; and whether it has agreed. */
	persist: () => Promise<boolean>;
	persisted: () => Promise<boolean>;
	after: Timers['after'];
	/** How sound is kept. */
	nextCodec: () => Promise<Codec>;
	/** There is little room; what reaches the server makes some. */
	onLow: () => void;
};

export type Room = {
	usedBytes: number;
	freeBytes: number;
	/** So much more can be recorded with no connection. */
	leftMs: number;
	level: 'enough' | 'low' | 'short';
};

/** How much room this device's store has, as far as the browser tells, and whether it may be cleared. */
export class StorageWatch {
	readonly #deps: StorageWatchDeps;
	/** Null until it is known. */
	room: Room | null = $state.raw(null);
	isPersistent: boolean | null = $state(null);

	constructor(deps: StorageWatchDeps) {
		this.#deps = deps;
	}

	async look(): Promise<void> {
		this.isPersistent ??= await this.#deps.persisted().catch(() => null);
		const found = await this.#deps.estimate().catch(() => undefined);
		if (found?.usage === undefined || found.quota === undefined) return;
		const freeBytes = Math.max(0, found.quota - found.usage);
		const room = roomOf(found.usage, freeBytes, await this.#deps.nextCodec());
		this.room = room;
		if (room.level !== 'enough') this.#deps.onLow();
	}

	/** Looks again and again; gives the way to stop that. */
	follow(): () => void {
		let stop = () => {};
		const look = () => {
			stop = this.#deps.after(lookEveryMs, look);
			void this.look();
		};
		look();
		return () => stop();
	}

	/** To be called when a recording begins: then a browser is most likely to agree. */
	async keep(): Promise<void> {
		this.isPersistent = await this.#deps.persist().catch(() => null);
	}
}

function roomOf(usedBytes: number, freeBytes: number, codec: Codec): Room {
	const leftMs = (freeBytes / bytesOf(codec, 3600 * sampleRate)) * hourMs;
	const level = leftMs < shortMs ? 'short' : leftMs < lowMs ? 'low' : 'enough';
	return { usedBytes, freeBytes, leftMs, level };
}

/** The real browser behind a StorageWatch. */
export const browserStorage: Pick<StorageWatchDeps, 'estimate' | 'persist' | 'persisted'> = {
	estimate: async () => navigator.storage?.estimate(),
	persist: async () => navigator.storage.persist(),
	persisted: async () => navigator.storage.persisted()
};
