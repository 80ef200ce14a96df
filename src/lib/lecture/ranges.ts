/** A stretch of lecture time. */
export type Range = { fromMs: number; toMs: number };

/** The union of `ranges` in order; neighbours no more than `slackMs` apart become one. */
export function joined(ranges: readonly Range[], slackMs = 0): Range[] {
	const out: Range[] = [];
	for (const range of [...ranges].sort((a, b) => a.fromMs - b.fromMs)) {
		const last = out.at(-1);
		if (last && range.fromMs <= last.toMs + slackMs) last.toMs = Math.max(last.toMs, range.toMs);
		else if (range.toMs > range.fromMs) out.push({ ...range });
	}
	return out;
}

/** What of `ranges` lies outside of `holes`, in order. */
export function without(ranges: readonly Range[], holes: readonly Range[]): Range[] {
	let left = joined(ranges);
	for (const hole of holes)
		left = left.flatMap(({ fromMs, toMs }) =>
			hole.toMs <= fromMs || hole.fromMs >= toMs
				? [{ fromMs, toMs }]
				: [
						{ fromMs, toMs: hole.fromMs },
						{ fromMs: hole.toMs, toMs }
					].filter((piece) => piece.toMs > piece.fromMs)
		);
	return left;
}

export const lengthOf = (ranges: readonly Range[]): number =>
	ranges.reduce((total, { fromMs, toMs }) => total + toMs - fromMs, 0);
