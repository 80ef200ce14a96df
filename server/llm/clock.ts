/** Time and chance as they are handed to the parts that wait. */
export type Clock = {
	/** Wall clock, ms. */
	nowMs(): number;
	/** Runs `act` once after `ms`; the answer takes it back. */
	after(ms: number, act: () => void): () => void;
};

export const realClock: Clock = {
	nowMs: () => Date.now(),
	after(ms, act) {
		const timer = setTimeout(act, ms);
		return () => clearTimeout(timer);
	}
};

/** Resolves after `ms`, or as soon as the signal is aborted. */
export function pause(ms: number, clock: Clock, signal: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		if (signal.aborted) return resolve();
		const end = () => {
			cancel();
			signal.removeEventListener('abort', end);
			resolve();
		};
		const cancel = clock.after(ms, end);
		signal.addEventListener('abort', end);
	});
}
