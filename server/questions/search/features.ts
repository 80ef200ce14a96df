import { coverageFeatures, coverageOf, coveredBy, restCovered } from './coverage.ts';
import { definingFeatures } from './defining.ts';
import { toldFeatures } from './told.ts';
import { weighedConcepts, type Weighed } from './weighed.ts';
import { wantedNames } from './asked-for.ts';
import type { AskedQuestion } from './question.ts';
import type { LectureIndex } from './lecture-index.ts';
import type { LineFacts } from './line-facts.ts';

/** What speaks for something, each by its name and about 0 to 1. What is not named is 0. */
export type Features = Readonly<Record<string, number>>;

export type Candidate = { readonly place: number; readonly features: Features };

/** A question beside a lecture: the lines that have to do with it, and what speaks for there being no answer. */
export type Candidates = { readonly lines: readonly Candidate[]; readonly nothing: Features };

/** More lines are not looked at: those that have least of the question are left out. */
const linesMost = 150;

export function candidatesFor(question: AskedQuestion, index: LectureIndex): Candidates {
	const weighed = weighedConcepts(question, index);
	const lines = candidatePlaces(question, index, weighed).flatMap((place) => {
		const facts = index.factsAt(place);
		return facts
			? [
					{
						place,
						features: { ...featuresOf(question, facts, weighed, place), ...behind(question, index, place) }
					}
				]
			: [];
	});
	return { lines, nothing: nothingFeatures(question, weighed) };
}

/** Lines that have words of a question, lines behind them, and lines of class where it asks for those. */
function candidatePlaces(
	question: AskedQuestion,
	index: LectureIndex,
	weighed: readonly Weighed[]
): number[] {
	const reach = new Map<number, number>();
	const add = (place: number, weight: number): void =>
		void reach.set(place, (reach.get(place) ?? 0) + weight);
	for (const { match, weight } of weighed)
		for (const [place, strength] of match) {
			add(place, weight * strength);
			if (strength > 0.6) add(place + 1, 0.5 * weight * strength);
		}
	index.lines.forEach((_, place) => {
		const facts = index.factsAt(place);
		if (!facts || !isWantedByCue(question, facts)) return;
		add(place, 2);
		for (const step of behindSteps) add(place + step, 1);
	});
	const places = [...reach].sort(([a, x], [b, y]) => y - x || a - b);
	return places.slice(0, linesMost).map(([place]) => place);
}

const isWantedByCue = ({ wanted, exams }: AskedQuestion, { cue, isAboutExam }: LineFacts): boolean =>
	(wanted.has('tasks') && cue === 'task') || ((wanted.has('exams') || exams.length > 0) && isAboutExam);

/** Announcements go on for some lines. */
const behindSteps = [1, 2, 3];

/** Whether a line stands behind one of class that the question asks about, and is none itself. */
function behind(question: AskedQuestion, index: LectureIndex, place: number): Features {
	const isWanted = (at: number): boolean => {
		const facts = index.factsAt(at);
		return facts !== undefined && isWantedByCue(question, facts);
	};
	const isBehind = !isWanted(place) && behindSteps.some((step) => isWanted(place - step));
	return {
		behindExam: isBehind && question.wanted.has('exams') ? 1 : 0,
		behindTask: isBehind && question.wanted.has('tasks') ? 1 : 0
	};
}

function featuresOf(
	question: AskedQuestion,
	facts: LineFacts,
	weighed: readonly Weighed[],
	place: number
): Features {
	const coverage = coverageOf(weighed, place, facts.goesOn);
	const covered = coveredBy(weighed, coverage);
	const told = toldFeatures(question, facts, restCovered(weighed, coverage.around));
	return {
		...coverageFeatures(weighed, coverage, facts.goesOn),
		...definingFeatures(question, facts, weighed),
		...told,
		coveredMet: told.askedMet * covered,
		coveredMissed: told.neededMissed * covered
	};
}

/** What speaks for a lecture not answering a question, apart from its lines: words that are nowhere in it. */
function nothingFeatures(question: AskedQuestion, weighed: readonly Weighed[]): Features {
	const unheard = weighed.filter(({ match }) => match.size === 0);
	const sum = (some: readonly Weighed[]): number => some.reduce((total, { weight }) => total + weight, 0);
	const rest = weighed.filter(({ isOfClass }) => !isOfClass);
	const share = (some: readonly Weighed[], of: readonly Weighed[]): number => sum(some) / (sum(of) || 1);
	return {
		always: 1,
		unheard: share(unheard, weighed),
		unheardWords: Math.min(1, unheard.filter(({ weight }) => weight > 2.5).length / 2),
		unheardRest: share(
			unheard.filter(({ isOfClass }) => !isOfClass),
			rest
		),
		concepts: Math.min(1, question.concepts.length / 6),
		...Object.fromEntries(wantedNames.map((want) => [want, question.wanted.has(want) ? 1 : 0]))
	};
}
