import type { TakeId } from '#lib/protocol/index.ts';

export type NumberedTake = { takeId: TakeId; number: number };

/**
 * New numbers for takes of this device that the server does not know, where one is another take's: that one and those
 * after it go behind all that are known, so that they stay in the order in which they were recorded (rule W10).
 */
export function newNumbers(
	here: readonly NumberedTake[],
	there: readonly NumberedTake[]
): { takeId: TakeId; number: number }[] {
	const known = new Set(there.map(({ takeId }) => takeId));
	const taken = new Set(there.map(({ number }) => number));
	const unknown = here.filter(({ takeId }) => !known.has(takeId)).toSorted((a, b) => a.number - b.number);
	const first = unknown.findIndex(({ number }) => taken.has(number));
	if (first < 0) return [];
	const next = 1 + Math.max(...taken, ...unknown.slice(0, first).map(({ number }) => number));
	return unknown.slice(first).map(({ takeId }, n) => ({ takeId, number: next + n }));
}
