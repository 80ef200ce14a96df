import type { Timers } from '../uplink/timers.ts';
import type { CaptureProblem } from './port.ts';

/** How long after a failed attempt the next one follows. */
export const patienceMs: readonly number[] = [1000, 2000, 5000, 10_000, 20_000, 30_000];

export type RecoveryDeps = {
	/** One attempt; says what is in its way. */
	attempt: () => Promise<CaptureProblem | undefined>;
	after: Timers['after'];
	/** Calls back when an attempt is worth while at once: a device came, the page shows. Gives the way to stop that. */
	onChance: (chance: () => void) => () => void;
};

/**
 * Tries until it works: at once, then after growing waits, and whenever a person or the browser gives a chance. A recovery
 * soon after another, with nothing proved between them, goes on with the longer wait.
 */
export class Recovery {
	readonly #deps: RecoveryDeps;
	#attempts = 0;
	#isTrying = false;
	#isWanted = false;
	#stopWaiting = () => {};
	#stopListening = () => {};

	constructor(deps: RecoveryDeps) {
		this.#deps = deps;
	}

	begin(): void {
		this.#isWanted = true;
		this.#stopListening = this.#deps.onChance(() => void this.tryNow());
		if (this.#attempts === 0) void this.tryNow();
		else this.#wait();
	}

	/** Calls `attempt` before anything is awaited, so that it may be done in the handler of a tap. */
	async tryNow(): Promise<void> {
		if (!this.#isWanted || this.#isTrying) return;
		this.#stopWaiting();
		this.#isTrying = true;
		this.#attempts++;
		const obstacle = await this.#deps.attempt();
		this.#isTrying = false;
		if (!obstacle) this.cancel();
		else if (this.#isWanted) this.#wait();
	}

	cancel(): void {
		this.#isWanted = false;
		this.#stopWaiting();
		this.#stopListening();
	}

	/** It has held: the next time is a first time. */
	proved(): void {
		this.#attempts = 0;
	}

	#wait(): void {
		const index = Math.min(this.#attempts, patienceMs.length) - 1;
		this.#stopWaiting = this.#deps.after(patienceMs[index] as number, () => void this.tryNow());
	}
}
