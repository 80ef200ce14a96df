/** Work that one turn of the event loop may do, in ms. */
const turnMs = 5;

let begunAtMs: number | undefined;

/**
 * Awaited after each small part of long work, lets the event loop go once this turn of it has worked for a few milliseconds,
 * all who ask taken together.
 */
export function breath(): Promise<void> | undefined {
	const nowMs = performance.now();
	if (begunAtMs === undefined) {
		begunAtMs = nowMs;
		setImmediate(() => (begunAtMs = undefined));
	}
	if (nowMs - begunAtMs < turnMs) return undefined;
	return new Promise((resolve) => setImmediate(resolve));
}

/** What `make` gives for each item, in order, with a breath between. */
export async function mappedInTurns<T, R>(items: readonly T[], make: (item: T) => R): Promise<R[]> {
	const made: R[] = [];
	for (const item of items) {
		made.push(make(item));
		await breath();
	}
	return made;
}

/** Runs of at most `length` items, in order. */
export function* slicesOf<T>(items: readonly T[], length: number): Generator<T[]> {
	for (let at = 0; at < items.length; at += length) yield items.slice(at, at + length);
}
