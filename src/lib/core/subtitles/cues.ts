import { type Cue, limits, type Spoken } from './cue.ts';
import { cutIntoCues } from './cut.ts';
import { linesOf } from './lines.ts';
import { type TimedUnit, timedUnits } from './timing.ts';

/** How far a cue may lag behind its words so that the one before it can be read. */
const lagMsMax = 800;
/** A cue stays this long after its last word, if nothing follows. */
const lingerMs = 300;

/**
 * Cues of what was said. Each stands for 1 to 7 s in one or two lines, ends where the next begins or before, and as far as
 * speech allows can be read at 20 letters a second; no unit is cut, and every word is in one cue.
 */
export function cuesOf(spoken: readonly Spoken[]): Cue[] {
	const groups = cutIntoCues(timedUnits(spoken));
	const cues: Cue[] = [];
	for (const [index, group] of groups.entries()) {
		const startMs = Math.max(cues.at(-1)?.endMs ?? 0, Math.round(group[0]?.startMs ?? 0));
		const nextMs = Math.round(groups[index + 1]?.[0]?.startMs ?? Infinity);
		cues.push({ startMs, endMs: endOf(group, startMs, nextMs), lines: linesOf(group) });
	}
	return cues;
}

function endOf(group: readonly TimedUnit[], startMs: number, nextMs: number): number {
	const width = group.reduce((sum, unit) => sum + unit.width + (unit.spaced ? 1 : 0), 0);
	const readAt = (widthPerSecond: number) => startMs + Math.ceil((width * 1000) / widthPerSecond);
	const spokenUntil = Math.round(group.at(-1)?.endMs ?? startMs) + lingerMs;
	const wanted = Math.max(spokenUntil, readAt(limits.widthPerSecond));
	/** A gap so short would only flicker. */
	const end = nextMs - wanted < lingerMs ? nextMs : wanted;
	const hurried = Math.min(readAt(limits.widthPerSecondMax), nextMs + lagMsMax);
	const within = Math.max(Math.min(end, nextMs), hurried, startMs + limits.durationMsMin);
	return Math.min(within, startMs + limits.durationMsMax);
}
