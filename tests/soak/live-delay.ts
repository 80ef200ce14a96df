/** A moment of a take that is being recorded: how much of it is in the device's store, and how much on the server. */
export type Moment = { atMs: number; capturedSamples: number; storedSamples: number };

export type Delays = { p50Ms: number; p95Ms: number; maxMs: number };

/**
 * How long sound waited between the device's store and the server's: at each moment at which more of it was stored, the
 * wait of the oldest sample among that; and of what still waits at the end.
 */
export function delaysOf(moments: readonly Moment[]): Delays {
	const delays: number[] = [];
	let oldest = 0;
	let stored = 0;
	const ageAt = (atMs: number): number | undefined => {
		while ((moments[oldest]?.capturedSamples ?? Infinity) <= stored) oldest++;
		const captured = moments[oldest];
		return captured && atMs - captured.atMs;
	};
	for (const { atMs, storedSamples } of moments) {
		if (storedSamples <= stored) continue;
		delays.push(ageAt(atMs) ?? 0);
		stored = storedSamples;
	}
	delays.push(ageAt(moments.at(-1)?.atMs ?? 0) ?? 0);
	const sorted = delays.sort((a, b) => a - b);
	const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
	return { p50Ms: Math.round(at(0.5)), p95Ms: Math.round(at(0.95)), maxMs: Math.round(at(1)) };
}
