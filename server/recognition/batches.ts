import type { Priority } from './queue.ts';

/** Lengths in stacked frames of 60 ms that batches are padded to; the last one holds more than 30 s. */
export const buckets = [64, 128, 256, 512] as const;
/** Rows of a batch, and frames × rows: what a graphics processor's memory is spent on. */
export const rowsMax = 16;
export const framesMax = 4096;
const rowSteps = [2, 4, 8, 16] as const;

/** What a run is padded to. */
export type Shape = { frames: number; rows: number };

export type Waiting = { frames: number; priority: Priority };

export type Batch<Item> = { shape: Shape; items: Item[] };

/** Every shape that `shapeFor` can give, the largest first: warmed in this order, memory is asked for once. */
export const shapes: readonly Shape[] = buckets
	.flatMap((frames) => rowSteps.map((rows) => ({ frames, rows })))
	.filter(({ frames, rows }) => frames * rows <= framesMax)
	.sort((a, b) => b.frames * b.rows - a.frames * a.rows);

export const bucketOf = (frames: number): number => buckets.find((bucket) => frames <= bucket) ?? Infinity;

/** How many segments go into one batch of a bucket. One row is no segment: see `fill` of the session. */
export const roomIn = (bucket: number): number => Math.min(rowsMax, Math.floor(framesMax / bucket)) - 1;

/** The smallest shape for `count` segments of at most `frames` frames and one row more. */
export function shapeFor(frames: number, count: number): Shape {
	const bucket = bucketOf(frames);
	const rows = rowSteps.find((step) => count < step);
	if (bucket === Infinity || rows === undefined || count > roomIn(bucket))
		throw new RangeError(`no batch holds ${count} segments of ${frames} frames`);
	return { frames: bucket, rows };
}

const order: readonly Priority[] = ['final', 'speculative', 'backlog', 'partial'];

/**
 * Shares out everything that waits, in the order in which it is to run: by priority, within one by age. A batch holds
 * one bucket and one priority; where its shape has rows left, the next priorities of the bucket ride along, because an
 * empty row costs as much.
 */
export function planBatches<Item extends Waiting>(waiting: readonly Item[]): Batch<Item>[] {
	const left = order.flatMap((priority) => waiting.filter((item) => item.priority === priority));
	const batches: Batch<Item>[] = [];
	while (left.length > 0) {
		const first = left[0] as Item;
		const bucket = bucketOf(first.frames);
		const alike = left.filter((item) => bucketOf(item.frames) === bucket).slice(0, roomIn(bucket));
		const own = alike.filter((item) => item.priority === first.priority);
		const shape = shapeFor(first.frames, own.length);
		const items = alike.slice(0, shape.rows - 1);
		batches.push({ shape, items });
		for (const item of items) left.splice(left.indexOf(item), 1);
	}
	return batches;
}
