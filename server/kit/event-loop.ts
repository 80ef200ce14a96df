/** Work that one turn of the event loop may do, in ms. */
const turnMs = 5;

let begunAtMs: number | undefined;

/**
 * To be awaited after each small part of long work. Yields to the event loop once all such work of this turn together has taken
 * a few milliseconds; costs next to nothing before that.
 */
export function yieldToLoop(): Promise<void> | undefined {
	const nowMs = performance.now();
	if (begunAtMs === undefined) {
		begunAtMs = nowMs;
		setImmediate(() => (begunAtMs = undefined));
	}
	if (nowMs - begunAtMs < turnMs) return undefined;
	return new Promise((resolve) => setImmediate(resolve));
}

/** What `make` gives for each item, in order, yielding to the event loop in between. */
export async function mappedInTurns<T, R>(items: readonly T[], make: (item: T) => R): Promise<R[]> {
	const made: R[] = [];
	for (const item of items) {
		made.push(make(item));
		await yieldToLoop();
	}
	return made;
}

/** Runs of at most `length` items, in order. */
export function* slicesOf<T>(items: readonly T[], length: number): Generator<T[]> {
	for (let at = 0; at < items.length; at += length) yield items.slice(at, at + length);
}
