/** Time as it is handed to the parts that wait. */
export type Timers = {
	/** Wall clock, ms. */
	nowMs(): number;
	/** Runs `act` once after `ms`; the answer takes it back. */
	after(ms: number, act: () => void): () => void;
};

export const browserTimers: Timers = {
	nowMs: () => Date.now(),
	after(ms, act) {
		const id = setTimeout(act, ms);
		return () => clearTimeout(id);
	}
};
