import type { Hole } from '#lib/protocol/index.ts';

/** The holes of a take with one more: in order, and those that touch as one. */
export function withHole(holes: readonly Hole[], added: Hole): Hole[] {
	const joined: Hole[] = [];
	for (const { from, to } of [...holes, added].sort((a, b) => a.from - b.from)) {
		const last = joined.at(-1);
		if (last && from <= last.to) last.to = Math.max(last.to, to);
		else joined.push({ from, to });
	}
	return joined;
}

/** What of them lies before the end of a log of so many samples. */
export const holesBefore = (holes: readonly Hole[], samples: number): Hole[] =>
	holes.filter(({ from }) => from < samples).map(({ from, to }) => ({ from, to: Math.min(to, samples) }));
