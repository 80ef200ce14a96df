/** Who wants to hear of something. */
export class Listeners<Event> {
	readonly #listeners = new Set<(event: Event) => void>();

	/** Hears of every event until the answer is called. */
	listen(listener: (event: Event) => void): () => void {
		this.#listeners.add(listener);
		return () => void this.#listeners.delete(listener);
	}

	tell(event: Event): void {
		for (const listener of this.#listeners) listener(event);
	}
}
