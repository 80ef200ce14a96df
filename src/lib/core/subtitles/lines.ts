import { limits } from './cue.ts';
import { cutCost } from './phrases.ts';
import type { Unit } from './units.ts';

/** A cue's units as one line, or as two of about the same width, cut where it reads best. */
export function linesOf(units: readonly Unit[]): string[] {
	const whole = textOf(units);
	const widths = units.map((_, at) => [widthOf(units.slice(0, at)), widthOf(units.slice(at))] as const);
	if (widthOf(units) <= limits.lineWidthMax) return [whole];
	let [best, bestCost] = [0, Infinity];
	for (let at = 1; at < units.length; at++) {
		const [first, second] = widths[at] as readonly [number, number];
		if (first > limits.lineWidthMax || second > limits.lineWidthMax) continue;
		const cost = cutCost(units[at - 1] as Unit, units[at] as Unit) + 3 * Math.abs(first - second);
		if (cost < bestCost) [best, bestCost] = [at, cost];
	}
	return [textOf(units.slice(0, best)), textOf(units.slice(best))];
}

const textOf = (units: readonly Unit[]): string =>
	units.map(({ text, spaced }, at) => (spaced && at > 0 ? ` ${text}` : text)).join('');

const widthOf = (units: readonly Unit[]): number =>
	units.reduce((width, unit, at) => width + unit.width + (unit.spaced && at > 0 ? 1 : 0), 0);
