/** Lets a stage wait until a take's logs have grown, for a while. */
export class Growth {
	readonly #waiting = new Map<string, Set<() => void>>();

	/** Takes that are waited for. */
	get takes(): number {
		return this.#waiting.size;
	}

	/** Whoever waits for this take goes on. */
	grew(takeId: string): void {
		const waiting = this.#waiting.get(takeId);
		this.#waiting.delete(takeId);
		for (const goOn of waiting ?? []) goOn();
	}

	/** Answers whether it grew within that time. */
	async next(takeId: string, withinMs: number): Promise<boolean> {
		const waiting = this.#waiting.get(takeId) ?? new Set();
		this.#waiting.set(takeId, waiting);
		return new Promise((resolve) => {
			const end = (grew: boolean) => {
				clearTimeout(timer);
				waiting.delete(goOn);
				if (waiting.size === 0 && this.#waiting.get(takeId) === waiting) this.#waiting.delete(takeId);
				resolve(grew);
			};
			const goOn = () => end(true);
			const timer = setTimeout(() => end(false), withinMs).unref();
			waiting.add(goOn);
		});
	}

	/** Nobody waits any longer. */
	close(): void {
		for (const takeId of [...this.#waiting.keys()]) this.grew(takeId);
	}
}
