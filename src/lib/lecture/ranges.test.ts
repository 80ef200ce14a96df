import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joined, lengthOf, without } from './ranges.ts';

const ranges = fc.array(
	fc.tuple(fc.nat(100), fc.integer({ min: 1, max: 20 })).map(([from, length]) => ({
		fromMs: from,
		toMs: from + length
	})),
	{ maxLength: 12 }
);
/** Whether the millisecond that begins at `ms` is covered. */
const covers = (all: readonly { fromMs: number; toMs: number }[], ms: number) =>
	all.some((range) => range.fromMs <= ms && ms < range.toMs);
const everyMs = Array.from({ length: 121 }, (_, ms) => ms);

test('joined ranges are ordered, apart from each other, and cover what was given', () => {
	fc.assert(
		fc.property(ranges, (given) => {
			const out = joined(given);
			for (const [index, each] of out.entries())
				if (index > 0) expect(each.fromMs).toBeGreaterThan(out[index - 1]!.toMs);
			for (const ms of everyMs) expect(covers(out, ms)).toBe(covers(given, ms));
			expect(lengthOf(out)).toBe(everyMs.filter((ms) => covers(given, ms)).length);
		})
	);
});

test('what is left without holes covers exactly what was covered outside of them', () => {
	fc.assert(
		fc.property(ranges, ranges, (given, holes) => {
			const out = without(given, holes);
			for (const ms of everyMs) expect(covers(out, ms)).toBe(covers(given, ms) && !covers(holes, ms));
		})
	);
});
