/** The first index for which `holds`, which holds for all behind it too; `count` when there is none. */
export function firstWhere(count: number, holds: (index: number) => boolean): number {
	let [from, to] = [0, count];
	while (from < to) {
		const middle = (from + to) >> 1;
		if (holds(middle)) to = middle;
		else from = middle + 1;
	}
	return from;
}
