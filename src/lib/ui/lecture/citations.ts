import type { UtteranceId } from '#lib/protocol/index.ts';
import type { Line } from '#lib/lecture/transcript.ts';

/** Neighbouring lines that a note rests on, heard in one go. */
export type Citation = { lines: readonly Line[]; startMs: number };

/** Where each line stands in the transcript. */
export type LineIndex = ReadonlyMap<UtteranceId, number>;

export const indexOf = (lines: readonly Line[]): LineIndex =>
	new Map(lines.map(({ id }, index) => [id, index]));

/** Cited lines as runs of neighbours, in lecture order; lines that are not here yet are left out. */
export function citationsOf(
	cites: readonly UtteranceId[],
	lines: readonly Line[],
	index: LineIndex
): Citation[] {
	const places = cites.flatMap((id) => index.get(id) ?? []).sort((a, b) => a - b);
	const runs: number[][] = [];
	for (const place of places) {
		const last = runs.at(-1);
		if (last && place - (last.at(-1) as number) <= 1) last.push(place);
		else runs.push([place]);
	}
	return runs.flatMap((run) => {
		const cited = [...new Set(run)].flatMap((place) => lines[place] ?? []);
		return cited[0] ? [{ lines: cited, startMs: cited[0].startMs }] : [];
	});
}
