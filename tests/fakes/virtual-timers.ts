type Alarm = { atMs: number; act: () => void };

/** A clock that stands still until it is told to go on. */
export class VirtualTimers {
	#nowMs = 1_000_000;
	readonly #alarms = new Set<Alarm>();

	nowMs(): number {
		return this.#nowMs;
	}

	after(ms: number, act: () => void): () => void {
		const alarm = { atMs: this.#nowMs + ms, act };
		this.#alarms.add(alarm);
		return () => this.#alarms.delete(alarm);
	}

	/** Goes on by `ms`; what falls due acts in the order of its times. */
	advance(ms: number): void {
		const until = this.#nowMs + ms;
		for (let next = this.#next(until); next; next = this.#next(until)) {
			this.#alarms.delete(next);
			this.#nowMs = next.atMs;
			next.act();
		}
		this.#nowMs = until;
	}

	#next(untilMs: number): Alarm | undefined {
		const due = [...this.#alarms].filter((alarm) => alarm.atMs <= untilMs);
		return due.reduce<Alarm | undefined>(
			(first, alarm) => (first && first.atMs <= alarm.atMs ? first : alarm),
			undefined
		);
	}
}
