import type { Load } from '#lib/protocol/index.ts';
import type { Recogniser, RecogniserState } from './port.ts';

type Changes = { onState: (state: RecogniserState) => void; onLoad: (load: Load) => void };

/** The recogniser in use. It can be exchanged while lectures go on: what was queued in the old one is asked again. */
export class RecogniserSlot {
	#current: Recogniser;
	#stopWatching: () => void;
	readonly #changes: Changes;

	constructor(recogniser: Recogniser, changes: Changes) {
		this.#changes = changes;
		this.#current = recogniser;
		this.#stopWatching = this.#watch(recogniser);
	}

	get current(): Recogniser {
		return this.#current;
	}

	async exchange(recogniser: Recogniser): Promise<void> {
		const old = this.#current;
		this.#stopWatching();
		this.#current = recogniser;
		this.#stopWatching = this.#watch(recogniser);
		await old.close();
		this.#changes.onState(recogniser.state);
	}

	async close(): Promise<void> {
		this.#stopWatching();
		await this.#current.close();
	}

	#watch(recogniser: Recogniser): () => void {
		const { onState, onLoad } = this.#changes;
		const removals = [recogniser.onState(onState), recogniser.onLoad(onLoad)];
		return () => removals.forEach((remove) => remove());
	}
}
