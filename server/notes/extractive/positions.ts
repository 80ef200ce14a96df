import { firstWhere } from './first-where.ts';

/**
 * Positions for things that are to be read in the given order. Those that have one (a number) keep it as long as it
 * is in order; the others are put evenly between their neighbours.
 */
export function positionsFor(known: readonly (number | undefined)[]): number[] {
	const fixed = inOrder(known);
	const before = nearestBefore(fixed);
	const behind = nearestBefore(fixed.toReversed()).reverse();
	return fixed.map((position, at) => {
		const toNext = behind[at] ?? 0;
		return position ?? between(fixed, at, { first: at - (before[at] ?? 0) + 1, last: at + toNext - 1 });
	});
}

/**
 * The longest run of known positions that rises, the first of several; undefined elsewhere. Of the positions that end a
 * run of one length none is higher than one before it, so that the first that is low enough is found by halving.
 */
function inOrder(known: readonly (number | undefined)[]): (number | undefined)[] {
	const endsOf: number[][] = [];
	const previous: number[] = [];
	const low = (at: number | undefined, position: number): boolean => (known[at ?? -1] ?? Infinity) < position;
	known.forEach((position, at) => {
		if (position === undefined) return;
		const length = firstWhere(endsOf.length, (index) => !low(endsOf[index]?.at(-1), position));
		const ends = endsOf[length - 1] ?? [];
		previous[at] = ends[firstWhere(ends.length, (index) => low(ends[index], position))] ?? -1;
		(endsOf[length] ??= []).push(at);
	});
	const fixed: (number | undefined)[] = known.map(() => undefined);
	for (let at = endsOf.at(-1)?.[0] ?? -1; at >= 0; at = previous[at] ?? -1) fixed[at] = known[at];
	return fixed;
}

/** How many places each is behind the nearest fixed one, or behind the place before the first. */
function nearestBefore(fixed: readonly (number | undefined)[]): number[] {
	let distance = 0;
	return fixed.map((position) => (distance = position === undefined ? distance + 1 : 0));
}

/** An even share of the room that those from `first` to `last`, none of them fixed, have together. */
function between(
	fixed: readonly (number | undefined)[],
	at: number,
	{ first, last }: { first: number; last: number }
): number {
	const share = (at - first + 1) / (last - first + 2);
	const low = fixed[first - 1];
	const high = fixed[last + 1];
	if (low !== undefined && high !== undefined) return low + (high - low) * share;
	if (low !== undefined) return low + (at - first + 1);
	return high === undefined ? at - first + 1 : high - (last - at + 1);
}
