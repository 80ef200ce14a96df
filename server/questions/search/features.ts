import type { Wanted } from './asked-for.ts';
import type { AskedQuestion } from './question.ts';
import type { LectureIndex, Match } from './lecture-index.ts';
import type { LineFacts } from './line-facts.ts';
import { isClassConcept } from './listing.ts';
import { stemOf } from '../../text/words.ts';

/** What speaks for a line as an answer, each about 0 to 1. */
export const featureNames = [
	'covered',
	'coveredNearby',
	'subject',
	'mass',
	'rest',
	'unheard',
	'unheardWords',
	'unheardRest',
	'defines',
	'begins',
	'beginsRoughly',
	'whoMissed',
	'whenMissed',
	'whereMissed',
	'amountMissed',
	'countMissed',
	'whyMissed',
	'met',
	'countMet',
	'taskMet',
	'taskOfSubject',
	'examMet',
	'examTold',
	'examSame',
	'examMissed'
] as const;
export type Features = readonly number[];

export type Candidate = { readonly place: number; readonly features: Features };

type Weighed = {
	readonly weight: number;
	readonly match: Match;
	readonly terms: readonly string[];
	/** Homework, exam: of class, not of a subject. */
	readonly isOfClass: boolean;
};

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
			terms: concept.terms,
			isOfClass: isClassConcept(concept)
		};
	});
	const places = new Set(weighed.flatMap(({ match }) => [...match.keys()]));
	index.lines.forEach((_, place) => {
		const facts = index.factsAt(place);
		if (facts && isWantedByCue(question, facts)) places.add(place);
	});
	for (const { match } of weighed)
		for (const [place, strength] of match)
			if (strength > 0.6 && index.factsAt(place + 1)) places.add(place + 1);
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
	const names = facts.names?.filter((name) => !question.folded.includes(name));
	const hasName = names === undefined || names.length > 0;
	const missed = [
		isMissed('who', hasName),
		isMissed('when', facts.hasTime),
		whereMissed(wanted, facts, hasName),
		amountMissed(wanted, facts),
		isMissed('why', facts.hasReason)
	] as const;
	const counted = countsOf(question, facts);
	const rest = weighed.map(({ weight, isOfClass }) => (isOfClass ? 0 : weight));
	const restWhole = rest.reduce((a, b) => a + b, 0);
	const restCovered =
		restWhole === 0
			? 1
			: rest.reduce((total, weight, at) => total + weight * (around[at] ?? 0), 0) / restWhole;
	const isMet = missed.every((each) => each === 0);
	const isTask = wanted.has('tasks') && facts.cue === 'task';
	const isExam = wanted.has('exams') && facts.isAboutExam;
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
		restCovered,
		unheard.reduce((a, b) => a + b, 0) / whole,
		Math.min(1, unheard.filter((weight) => weight > 2.5).length / 2),
		restWhole === 0
			? 0
			: unheard.reduce((total, weight, at) => total + (rest[at] ? weight : 0), 0) / restWhole,
		wanted.has('meaning') ? defined / whole : 0,
		wanted.has('meaning') && saysWhatIs(question, facts) ? 1 : 0,
		wanted.has('meaning') ? beginsWith(facts, weighed) : 0,
		...missed.slice(0, 4),
		counted === false ? 1 : 0,
		missed[4],
		asks > 0 && isMet ? 1 : 0,
		counted === true ? 1 : 0,
		isTask ? 1 : 0,
		isTask && restCovered > 0.25 ? 1 : 0,
		isExam ? 1 : 0,
		isExam && !(exams && !isSameExam) && asks > 0 && isMet ? 1 : 0,
		exams && isSameExam ? 1 : 0,
		exams && !isSameExam ? 1 : 0
	];
}

/** Whether a line counts what a question asks the number of; undefined where it asks for no number of things. */
function countsOf({ folded }: AskedQuestion, facts: LineFacts): boolean | undefined {
	const english = /\bhow many (?:\w+ )??([a-z-]{3,})/u.exec(folded)?.[1];
	if (english !== undefined) {
		const stem = stemOf(english);
		return facts.numberedWords.has(stem);
	}
	const chinese = /(几|多少)(?!分钟|年代)(\p{Script=Han})/u.exec(folded);
	if (chinese === null || /[钱久号点年月天何乎]/u.test(chinese[2] ?? '')) return undefined;
	const isCounted = facts.numberedWords.has(chinese[2] ?? '');
	/* Behind 多少 stands what is counted, not its measure: 两万多箱 are an answer to 多少鸦片. */
	return isCounted || chinese[1] === '几' ? isCounted : undefined;
}

/** A room for "which room", where somebody is from, or any place. */
function whereMissed(wanted: AskedQuestion['wanted'], facts: LineFacts, hasName: boolean): number {
	if (wanted.has('origin')) return facts.hasOrigin ? 0 : 1;
	if (wanted.has('room')) return facts.hasPlace ? 0 : 1;
	return wanted.has('where') && !facts.hasPlace && !facts.hasPreposition && !hasName ? 1 : 0;
}

/** A length of time, a share, or whatever else is counted. */
function amountMissed(wanted: AskedQuestion['wanted'], facts: LineFacts): number {
	if (wanted.has('duration')) return facts.hasDuration ? 0 : 1;
	if (wanted.has('share')) return facts.hasShare ? 0 : 1;
	return wanted.has('amount') && !facts.hasNumber ? 1 : 0;
}

const opener =
	/^(?:(?:so|and|now|well|right|okay|ok|then|the|an?|this)\b[,\s]*|(?:所以|那么|那|好|所谓的|所谓)[，,\s]*)+/u;

/** Whether a clause of a line begins with the very words that are asked for and then says what they are. */
function saysWhatIs({ phrases }: AskedQuestion, { folded }: LineFacts): boolean {
	const clauses = folded.split(/[,;.，。；：:]\s*/u).map((clause) => clause.replace(opener, ''));
	return clauses.some((clause) =>
		phrases.some((phrase) => clause.startsWith(phrase) && saying.test(clause.slice(phrase.length)))
	);
}

const saying =
	/^(?:s|es)? (?:\w+ly )?(?:is|are|means?|was|were|tells?|says?|refers?|stands?|does|consists?|turns?|has)\b|^(?:呢)?(?:就|说|也|其实)*(?:是|指|叫|说|意思|要|用|即|回答|包括)/u;

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
