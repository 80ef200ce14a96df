import { strengthsAt, weightOf, wholeOf, type Weighed } from './weighed.ts';

/** Lines near a line, and how much of what they have counts for it. */
const nearby = [
	[1, 0.5],
	[-1, 0.6],
	[-2, 0.35]
] as const;
/** The same for a line that goes on about what was said before it. */
const before = [
	[-1, 0.9],
	[-2, 0.72]
] as const;

/** How much of a question stands in a line and near it. */
export type Coverage = {
	readonly here: readonly number[];
	readonly around: readonly number[];
	/** With what the lines before it have, where it goes on about them. */
	readonly carried: readonly number[];
	readonly whole: number;
};

export function coverageOf(weighed: readonly Weighed[], place: number, goesOn: boolean): Coverage {
	const here = strengthsAt(weighed, place);
	const with_ = (steps: readonly (readonly [number, number])[]): number[] =>
		weighed.map(({ match }, at) =>
			Math.max(here[at] ?? 0, ...steps.map(([step, share]) => share * (match.get(place + step) ?? 0)))
		);
	return { here, around: with_(nearby), carried: goesOn ? with_(before) : here, whole: wholeOf(weighed) };
}

/** What is found of a question, in a line or near it: 0 to 1. */
export const coveredBy = (weighed: readonly Weighed[], { around, carried, whole }: Coverage): number =>
	weightOf(weighed, best(around, carried)) / whole;

const best = (some: readonly number[], others: readonly number[]): number[] =>
	some.map((each, at) => Math.max(each, others[at] ?? 0));

export function coverageFeatures(weighed: readonly Weighed[], coverage: Coverage, goesOn: boolean) {
	const { here, around, carried, whole } = coverage;
	const found = best(around, carried);
	const covered = weightOf(weighed, found) / whole;
	const missed = missedWords(weighed, around);
	return {
		covered: weightOf(weighed, here) / whole,
		coveredNearby: weightOf(weighed, around) / whole,
		coveredSquared: covered ** 2,
		mass: Math.min(1, weightOf(weighed, here) / 8),
		subject: subjectCovered(weighed, around),
		rest: restCovered(weighed, around),
		full: toNumber(around.every((strength, at) => strength > 0.3 || (weighed[at]?.weight ?? 0) < 0.6)),
		missedMost: Math.max(0, ...weighed.map(({ weight }, at) => weight * (1 - (found[at] ?? 0)))) / 4,
		elsewhere: weightOf(weighed, elsewhere(weighed, around)) / whole,
		carried: goesOn ? weightOf(weighed, carried) / whole : 0,
		wordsMissed: missed,
		wordsFull: toNumber(missed === 0)
	};
}

const toNumber = (is: boolean): number => (is ? 1 : 0);

/** The share of its weightiest concepts that is there. */
function subjectCovered(weighed: readonly Weighed[], around: readonly number[]): number {
	const heaviest = Math.max(0, ...weighed.map(({ weight }) => weight));
	const heavy = weighed.flatMap(({ weight }, at) => (weight >= heaviest * 0.7 ? [around[at] ?? 0] : []));
	return heavy.length === 0 ? 0 : heavy.filter((strength) => strength > 0).length / heavy.length;
}

/** What is there of what is not of class; 1 where there is nothing else. */
export function restCovered(weighed: readonly Weighed[], around: readonly number[]): number {
	const isRest = weighed.map(({ isOfClass }) => !isOfClass);
	const whole = weighed.reduce((sum, { weight }, at) => sum + (isRest[at] ? weight : 0), 0);
	const found = around.map((strength, at) => (isRest[at] ? strength : 0));
	return whole === 0 ? 1 : weightOf(weighed, found) / whole;
}

/** 1 for what stands in the lecture, but not here. */
const elsewhere = (weighed: readonly Weighed[], around: readonly number[]): number[] =>
	weighed.map(({ match }, at) => (match.size > 0 && around[at] === 0 ? 1 : 0));

/** Of the words of a question, by weight, the share that a line does not have: most of their characters are not there. */
function missedWords(weighed: readonly Weighed[], strengths: readonly number[]): number {
	const words = Map.groupBy(
		weighed.map((each, at) => ({ ...each, strength: strengths[at] ?? 0 })).filter(({ word }) => word !== ''),
		({ word }) => word
	);
	let [missed, whole] = [0, 0];
	for (const parts of words.values()) {
		const weight = Math.max(...parts.map((part) => part.weight));
		const strength = parts.reduce((sum, part) => sum + part.strength, 0) / parts.length;
		whole += weight;
		if (strength < 0.3) missed += weight;
	}
	return missed / (whole || 1);
}
