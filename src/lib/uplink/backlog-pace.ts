import type { TakeId } from '#lib/protocol/index.ts';

/** How long live sound may have to wait behind backlog. */
const aheadMs = 500;
/** A line that is long, not slow, holds more without a wait: what is on its way counts, up to this. */
const onTheWayMsMax = 2000;
const windowBytesMin = 8 * 1024;

type Sent = { takeId: TakeId; endSample: number; bytes: number; atMs: number; storedBytesThen: number };

/**
 * How much backlog may be in flight: what the line carries in half a second, so that live sound never waits much longer
 * behind it (rule W4). Begins small, at most doubles and at most halves with each acknowledgement, and is measured in bytes.
 */
export class BacklogPace {
	readonly #nowMs: () => number;
	readonly #windowBytesMax: number;
	#windowBytes = windowBytesMin;
	#inFlight: Sent[] = [];
	#storedBytes = 0;
	#quickestMs = Infinity;

	constructor(nowMs: () => number, windowBytesMax: number) {
		this.#nowMs = nowMs;
		this.#windowBytesMax = windowBytesMax;
	}

	get windowBytes(): number {
		return Math.min(this.#windowBytes, this.#windowBytesMax);
	}

	/** Sound was handed to the socket, live or not. */
	sent(takeId: TakeId, endSample: number, bytes: number): void {
		const storedBytesThen = this.#storedBytes;
		this.#inFlight.push({ takeId, endSample, bytes, atMs: this.#nowMs(), storedBytesThen });
	}

	/** All sound of the take up to here has arrived. */
	stored(takeId: TakeId, samples: number): void {
		const isStored = (each: Sent) => each.takeId === takeId && each.endSample <= samples;
		const arrived = this.#inFlight.filter(isStored);
		const latest = arrived.at(-1);
		if (!latest) return;
		this.#inFlight = this.#inFlight.filter((each) => !isStored(each));
		this.#storedBytes += arrived.reduce((sum, each) => sum + each.bytes, 0);
		this.#adapt(latest);
	}

	/** What is in flight of a take is not waited for any more. */
	forget(takeId: TakeId): void {
		this.#inFlight = this.#inFlight.filter((each) => each.takeId !== takeId);
	}

	#adapt({ atMs, storedBytesThen }: Sent): void {
		const tookMs = Math.max(1, this.#nowMs() - atMs);
		this.#quickestMs = Math.min(this.#quickestMs, tookMs);
		const onTheWayMs = Math.min(this.#quickestMs, onTheWayMsMax);
		const allowedMs = Math.max(aheadMs, onTheWayMs + aheadMs / 2);
		const bytes = ((this.#storedBytes - storedBytesThen) / tookMs) * allowedMs;
		const bounded = Math.min(Math.max(bytes, this.#windowBytes / 2), this.#windowBytes * 2);
		this.#windowBytes = Math.max(windowBytesMin, Math.min(bounded, this.#windowBytesMax));
	}
}
