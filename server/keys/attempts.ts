/** Slows guessing: so many failures from one address in a minute, then no more tries until it has passed. */
export class Attempts {
	readonly #failures = new Map<string, { count: number; until: number }>();
	readonly #most: number;
	readonly #now: () => number;

	constructor({ most = 10, now = Date.now }: { most?: number; now?: () => number } = {}) {
		this.#most = most;
		this.#now = now;
	}

	isBlocked(address: string): boolean {
		const entry = this.#failures.get(address);
		return entry !== undefined && entry.until > this.#now() && entry.count >= this.#most;
	}

	failed(address: string): void {
		const now = this.#now();
		for (const [old, { until }] of this.#failures) if (until <= now) this.#failures.delete(old);
		const entry = this.#failures.get(address) ?? { count: 0, until: now + 60_000 };
		this.#failures.set(address, { ...entry, count: entry.count + 1 });
	}
}
