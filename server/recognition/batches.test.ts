import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	bucketOf,
	framesMax,
	planBatches,
	roomIn,
	rowsMax,
	shapeFor,
	shapes,
	type Waiting
} from './batches.ts';

const priorities = ['final', 'speculative', 'backlog', 'partial'] as const;
const waiting = fc.array(
	fc.record({ frames: fc.integer({ min: 1, max: 500 }), priority: fc.constantFrom(...priorities) }),
	{ maxLength: 80 }
);
const rankOf = (item: Waiting | undefined) => priorities.indexOf(item?.priority ?? 'partial');

describe('whatever waits', () => {
	test('is in exactly one batch', () => {
		fc.assert(
			fc.property(waiting, (items) => {
				const planned = planBatches(items).flatMap((batch) => batch.items);
				expect(planned).toHaveLength(items.length);
				expect(new Set(planned)).toEqual(new Set(items));
			})
		);
	});

	test('a batch has at most 16 rows, 4,096 frames, one bucket, and a row to spare', () => {
		fc.assert(
			fc.property(waiting, (items) => {
				for (const { shape, items: own } of planBatches(items)) {
					expect(shapes).toContainEqual(shape);
					expect(shape.rows).toBeLessThanOrEqual(rowsMax);
					expect(shape.rows * shape.frames).toBeLessThanOrEqual(framesMax);
					expect(own.length).toBeLessThan(shape.rows);
					for (const { frames } of own) expect(bucketOf(frames)).toBe(shape.frames);
				}
			})
		);
	});

	test('finals go before the others, older ones before newer ones; who rides along makes no batch larger', () => {
		fc.assert(
			fc.property(waiting, (items) => {
				const batches = planBatches(items);
				const ranks = batches.map((batch) => rankOf(batch.items[0]));
				expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
				for (const { shape, items: own } of batches) {
					const leading = own.filter((item) => rankOf(item) === rankOf(own[0]));
					expect(shape).toEqual(shapeFor(shape.frames, leading.length));
					const places = leading.map((item) => items.indexOf(item));
					expect(places).toEqual([...places].sort((a, b) => a - b));
				}
				for (const priority of priorities)
					for (const bucket of [64, 128, 256, 512]) {
						const planned = batches
							.flatMap((batch) => batch.items)
							.filter((item) => item.priority === priority && bucketOf(item.frames) === bucket);
						const places = planned.map((item) => items.indexOf(item));
						expect(places).toEqual([...places].sort((a, b) => a - b));
					}
			})
		);
	});
});

test('a shape holds what it is asked for, and nothing longer or more', () => {
	expect(shapeFor(1, 1)).toEqual({ frames: 64, rows: 2 });
	expect(shapeFor(65, 3)).toEqual({ frames: 128, rows: 4 });
	expect(shapeFor(500, 7)).toEqual({ frames: 512, rows: 8 });
	expect(roomIn(512)).toBe(7);
	expect(roomIn(64)).toBe(15);
	expect(() => shapeFor(500, 8)).toThrow(RangeError);
	expect(() => shapeFor(513, 1)).toThrow(RangeError);
	expect(shapes[0]).toMatchObject({ frames: expect.any(Number) as number });
	expect(shapes.map(({ frames, rows }) => frames * rows)).toEqual(
		shapes.map(({ frames, rows }) => frames * rows).sort((a, b) => b - a)
	);
});
