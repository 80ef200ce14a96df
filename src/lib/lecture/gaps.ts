import type { GapCause, TakeId } from '#lib/protocol/index.ts';
import type { Place, Places } from './transcript.ts';

/** Time in which nothing was recorded. `atMs` is its place in the lecture, which leaves it out; the rest is wall clock. */
export type Gap = { beforeTake: TakeId; atMs: number; cause: GapCause; fromMs: number; toMs: number };

/**
 * Gaps between takes, in order; a take that continues another has none. A take without a sound is part of the gap
 * around it, and what made the gap is what made it begin. A take of an old version that names no cause was paused.
 */
export function gapsOf(places: Places): Gap[] {
	const gaps: Gap[] = [];
	let previous: Place | undefined;
	let cause: GapCause | undefined;
	for (const place of places.values()) {
		if (previous) cause ??= place.gap ?? (place.continues === undefined ? 'pause' : undefined);
		if (place.lengthMs === 0) continue;
		if (previous && cause) gaps.push(gapBetween(previous, place, cause));
		previous = place;
		cause = undefined;
	}
	return gaps;
}

/** Gaps between two places in the lecture, the later one included. */
export const gapsWithin = (gaps: readonly Gap[], afterMs: number, untilMs: number): Gap[] =>
	gaps.filter(({ atMs }) => atMs > afterMs && atMs <= untilMs);

function gapBetween(previous: Place, { takeId, startMs, startedAt }: Place, cause: GapCause): Gap {
	const fromMs = previous.startedAt + previous.lengthMs;
	return { beforeTake: takeId, atMs: startMs, cause, fromMs, toMs: Math.max(fromMs, startedAt) };
}
