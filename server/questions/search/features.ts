import type { Wanted } from './asked-for.ts';
import type { AskedQuestion } from './question.ts';
import type { LectureIndex, Match } from './lecture-index.ts';
import type { LineFacts } from './line-facts.ts';

/** What speaks for a line as an answer, each about 0 to 1. */
export const featureNames = [
	'covered',
	'coveredNearby',
	'subject',
	'mass',
	'unheard',
	'unheardWords',
	'defines',
	'begins',
	'whoMissed',
	'whenMissed',
	'whereMissed',
	'amountMissed',
	'whyMissed',
	'met',
	'taskMet',
	'examMet',
	'examSame',
	'examMissed'
] as const;
export type Features = readonly number[];

export type Candidate = { readonly place: number; readonly features: Features };

type Weighed = { readonly weight: number; readonly match: Match; readonly terms: readonly string[] };

const nearby = [
	[1, 0.5],
	[-1, 0.6],
	[-2, 0.35]
] as const;

/** All lines that have to do with a question, with what speaks for each. */
export function candidatesFor(question: AskedQuestion, index: LectureIndex): Candidate[] {
	const weighed = question.concepts.map((concept): Weighed => {
		const match = index.match(concept);
		const exact = [...match.values()].filter((strength) => strength === 1).length;
		return {
			weight: concept.share * rarity(exact || match.size * 0.8, index.lines.length),
			match,
			terms: concept.terms
		};
	});
	const places = new Set(weighed.flatMap(({ match }) => [...match.keys()]));
	index.lines.forEach((_, place) => {
		const facts = index.factsAt(place);
		if (facts && isWantedByCue(question, facts)) places.add(place);
	});
	return [...places].map((place) => ({ place, features: featuresOf(question, index, weighed, place) }));
}

/** In a short lecture no word is rare; it counts as one of this many lines. */
const linesLeast = 60;
const rarity = (lines: number, of: number): number =>
	Math.log((Math.max(of, linesLeast) + 1) / (lines + 0.5));

const isWantedByCue = ({ wanted, exams }: AskedQuestion, { cue, isAboutExam }: LineFacts): boolean =>
	(wanted.has('tasks') && cue === 'task') || ((wanted.has('exams') || exams.length > 0) && isAboutExam);

function featuresOf(
	question: AskedQuestion,
	index: LectureIndex,
	weighed: readonly Weighed[],
	place: number
): Features {
	const facts = index.factsAt(place) as LineFacts;
	const { wanted } = question;
	const whole = weighed.reduce((sum, { weight }) => sum + weight, 0) || 1;
	const here = weighed.map(({ match }) => match.get(place) ?? 0);
	const around = weighed.map(({ match }, at) =>
		Math.max(here[at] ?? 0, ...nearby.map(([step, share]) => share * (match.get(place + step) ?? 0)))
	);
	const sum = (strengths: readonly number[]): number =>
		weighed.reduce((total, { weight }, at) => total + weight * (strengths[at] ?? 0), 0);
	const heaviest = Math.max(0, ...weighed.map(({ weight }) => weight));
	const heavy = weighed.map(({ weight }) => weight >= heaviest * 0.7);
	const unheard = weighed.map(({ weight, match }) => (match.size === 0 ? weight : 0));
	const defined = weighed.reduce(
		(total, { weight, terms }) => total + (terms.some((term) => facts.defines.has(term)) ? weight : 0),
		0
	);
	const isMissed = (want: Wanted, has: boolean): number => (wanted.has(want) && !has ? 1 : 0);
	const missed = [
		isMissed('who', facts.hasName),
		isMissed('when', facts.hasTime),
		isMissed('where', facts.hasPlace || facts.hasName),
		wanted.has('duration') ? isMissed('duration', facts.hasDuration) : isMissed('amount', facts.hasNumber),
		isMissed('why', facts.hasReason)
	];
	const asks = (['who', 'when', 'where', 'amount', 'why'] as const).filter((want) => wanted.has(want)).length;
	const exams = question.exams.length > 0 && facts.exams.length > 0;
	const isSameExam = question.exams.some((exam) => facts.exams.includes(exam));
	return [
		sum(here) / whole,
		sum(around) / whole,
		heavy.filter(Boolean).length === 0
			? 0
			: around.filter((strength, at) => heavy[at] && strength > 0).length / heavy.filter(Boolean).length,
		Math.min(1, sum(here) / 8),
		unheard.reduce((a, b) => a + b, 0) / whole,
		Math.min(1, unheard.filter((weight) => weight > 2.5).length / 2),
		wanted.has('meaning') ? defined / whole : 0,
		wanted.has('meaning') ? beginsWith(facts, weighed) : 0,
		...missed,
		asks > 0 && missed.every((each) => each === 0) ? 1 : 0,
		wanted.has('tasks') && facts.cue === 'task' ? 1 : 0,
		wanted.has('exams') && facts.isAboutExam ? 1 : 0,
		exams && isSameExam ? 1 : 0,
		exams && !isSameExam ? 1 : 0
	];
}

/** Whether a line begins with what is asked for, as lines do that say what it is. */
function beginsWith({ folded }: LineFacts, weighed: readonly Weighed[]): number {
	const head = folded.slice(0, /\p{Script=Han}/u.test(folded) ? 10 : 32);
	const whole = weighed.reduce((sum, { weight }) => sum + weight, 0) || 1;
	const begun = weighed.reduce(
		(sum, { weight, terms }) => sum + (terms.some((term) => head.includes(term)) ? weight : 0),
		0
	);
	return begun / whole;
}
