import type { Recogniser, RecogniserState } from './port.ts';

/** The recogniser in use. It can be exchanged while lectures go on: what was queued in the old one is asked again. */
export class RecogniserSlot {
	#current: Recogniser;
	#stopWatching: () => void;
	readonly #onChange: () => void;

	constructor(recogniser: Recogniser, onChange: (state: RecogniserState) => void) {
		this.#onChange = () => onChange(this.#current.state);
		this.#current = recogniser;
		this.#stopWatching = recogniser.onState(this.#onChange);
	}

	get current(): Recogniser {
		return this.#current;
	}

	async exchange(recogniser: Recogniser): Promise<void> {
		const old = this.#current;
		this.#stopWatching();
		this.#current = recogniser;
		this.#stopWatching = recogniser.onState(this.#onChange);
		await old.close();
		this.#onChange();
	}

	async close(): Promise<void> {
		this.#stopWatching();
		await this.#current.close();
	}
}
