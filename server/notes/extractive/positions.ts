/**
 * Positions for things that are to be read in the given order. Those that have one (a number) keep it as long as it
 * is in order; the others are put evenly between their neighbours.
 */
export function positionsFor(known: readonly (number | undefined)[]): number[] {
	const fixed = inOrder(known);
	return known.map((_, at) => fixed[at] ?? between(fixed, at));
}

/** The longest run of known positions that rises; undefined elsewhere. */
function inOrder(known: readonly (number | undefined)[]): (number | undefined)[] {
	const length: number[] = [];
	const previous: number[] = [];
	let end = -1;
	known.forEach((position, at) => {
		length[at] = position === undefined ? 0 : 1;
		previous[at] = -1;
		for (let before = 0; position !== undefined && before < at; before++) {
			const other = known[before];
			if (other === undefined || other >= position || (length[before] ?? 0) < (length[at] ?? 0)) continue;
			length[at] = (length[before] ?? 0) + 1;
			previous[at] = before;
		}
		if (position !== undefined && (end < 0 || (length[at] ?? 0) > (length[end] ?? 0))) end = at;
	});
	const fixed: (number | undefined)[] = known.map(() => undefined);
	for (let at = end; at >= 0; at = previous[at] ?? -1) fixed[at] = known[at];
	return fixed;
}

function between(fixed: readonly (number | undefined)[], at: number): number {
	let first = at;
	while (first > 0 && fixed[first - 1] === undefined) first--;
	let last = at;
	while (last < fixed.length - 1 && fixed[last + 1] === undefined) last++;
	const share = (at - first + 1) / (last - first + 2);
	const low = fixed[first - 1];
	const high = fixed[last + 1];
	if (low !== undefined && high !== undefined) return low + (high - low) * share;
	if (low !== undefined) return low + (at - first + 1);
	return high === undefined ? at - first + 1 : high - (last - at + 1);
}
