import { msToSamples } from '#lib/protocol/index.ts';
import { alignedLength, unitsOf } from './agreement.ts';
import type { Recognition } from './port.ts';

/** A guess that has heard more begins later the next time, so that it costs the same however long a segment becomes. */
export const windowSamplesMax = msToSamples(8_000);
/** What is heard of the committed words all the same, so that those that follow are understood and find their place. */
const contextMs = 2_000;
/** The sound of a word begins before the model is sure of it. */
const marginMs = 160;

/** Where a later guess may begin: `units` of the committed ones given are over by then. */
export type LaterBegin = { units: number; samples: number };

/**
 * Where the next guess may begin, counted from where `recognition` did; `committed` are the committed units since then.
 * Undefined while too little is committed, or while what was heard last contradicts it there.
 */
export function laterBegin(committed: readonly string[], recognition: Recognition): LaterBegin | undefined {
	const units = unitsOf(recognition.text);
	const end = alignedLength(committed, units);
	const starts = startsOf(units, recognition);
	const latestMs = (starts[end] ?? starts.at(-1) ?? 0) - contextMs;
	const first = starts.findLastIndex((startMs, index) => index < end && startMs <= latestMs);
	const heardAgain = committed.slice(first - end);
	if (first <= 0 || !heardAgain.every((unit, index) => unit === units[first + index])) return undefined;
	const samples = msToSamples(Math.max(0, (starts[first] as number) - marginMs));
	return { units: committed.length - heardAgain.length, samples };
}

/** When each unit begins to sound, in ms. */
function startsOf(units: readonly string[], { tokens }: Recognition): number[] {
	const ends: { at: number; startMs: number }[] = [];
	let at = 0;
	for (const { text, startMs } of tokens) ends.push({ at: (at += text.length), startMs });
	let from = 0;
	return units.map((unit) => {
		const begin = from;
		from += unit.length;
		return ends.find(({ at }) => at > begin)?.startMs ?? Infinity;
	});
}
