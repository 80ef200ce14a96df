import { limits } from './cue.ts';
import { cutCost } from './phrases.ts';
import type { TimedUnit } from './timing.ts';

/** A cue more costs this much: two short sentences share one. */
const cueCost = 40;
/** A cue as good as empty costs this much more than a full one. */
const emptyCost = 30;
/** A sentence that begins within a cue costs this much: better each has its own, if they are long. */
const mixedCost = 25;
/** Silence within a cue is not noticed up to this length. */
const silenceMsMax = 500;

/** Groups of units that each fit one cue, cut where it reads best over all of them. */
export function cutIntoCues(units: readonly TimedUnit[]): TimedUnit[][] {
	const cuts = units.map((unit, index) => {
		const after = units[index + 1];
		return after ? cutCost(unit, after) : 0;
	});
	/** The least cost of everything from a unit on, and where the cue that begins there ends. */
	const costs: number[] = new Array<number>(units.length + 1).fill(0);
	const ends: number[] = new Array<number>(units.length).fill(0);
	for (let from = units.length - 1; from >= 0; from--) {
		costs[from] = Infinity;
		for (const { until, cost } of cuesFrom(units, cuts, from)) {
			const total = cost + (cuts[until - 1] as number) + (costs[until] as number);
			if (total >= (costs[from] as number)) continue;
			costs[from] = total;
			ends[from] = until;
		}
	}
	const groups: TimedUnit[][] = [];
	for (let from = 0; from < units.length; from = ends[from] as number)
		groups.push(units.slice(from, ends[from]));
	return groups;
}

/** Every cue that may begin with a unit: where it ends, and what its length and its pauses cost. */
function* cuesFrom(
	units: readonly TimedUnit[],
	cuts: readonly number[],
	from: number
): Generator<{ until: number; cost: number }> {
	const first = units[from] as TimedUnit;
	let [lines, lineWidth, width, insideCost] = [1, 0, 0, 0];
	for (let at = from; at < units.length; at++) {
		const unit = units[at] as TimedUnit;
		const before = units[at - 1];
		const space = unit.spaced && lineWidth > 0 ? 1 : 0;
		if (lineWidth + space + unit.width <= limits.lineWidthMax) lineWidth += space + unit.width;
		else [lines, lineWidth] = [lines + 1, unit.width];
		width += space + unit.width;
		if (at > from && before) {
			insideCost += Math.max(0, unit.startMs - before.endMs - silenceMsMax) / 5;
			if (cuts[at - 1] === 0) insideCost += mixedCost;
		}
		const isTooLong = lines > limits.linesMax || unit.endMs - first.startMs > limits.durationMsMax;
		if (isTooLong && at > from) return;
		const roomMs = (units[at + 1]?.startMs ?? Infinity) - first.startMs;
		yield { until: at + 1, cost: cueCost + fillCost(width) + insideCost + hurryCost(roomMs, width) };
	}
}

const fillCost = (width: number): number =>
	emptyCost * Math.max(0, 1 - width / (limits.linesMax * limits.lineWidthMax)) ** 2;

/** A cue that cannot stand long enough to be read. */
function hurryCost(roomMs: number, width: number): number {
	const { durationMsMin, widthPerSecondMax } = limits;
	const neededMs = (width * 1000) / widthPerSecondMax;
	return Math.max(0, durationMsMin - roomMs) + Math.max(0, neededMs - roomMs) / 20;
}
