/**
 * How many children suit so many processors: half of them, up to eight, so that the server has room beside them. But two
 * where there are two or three, because a final must not wait until a guess at another lecture is through.
 */
export const childrenFor = (processors: number): number =>
	Math.min(8, Math.max(Math.floor(processors / 2), Math.min(2, processors)));
