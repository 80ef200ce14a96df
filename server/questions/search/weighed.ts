import type { AskedQuestion } from './question.ts';
import type { LectureIndex, Match } from './lecture-index.ts';
import { isClassConcept } from './listing.ts';

/** A concept of a question, with the lines of a lecture that have it. */
export type Weighed = {
	/** How much it says which line is meant: rare words of a subject say most. */
	readonly weight: number;
	readonly match: Match;
	readonly terms: readonly string[];
	/** Homework, exam: of class, not of a subject. */
	readonly isOfClass: boolean;
	readonly word: string;
};

export const weighedConcepts = (question: AskedQuestion, index: LectureIndex): Weighed[] =>
	question.concepts.map((concept) => {
		const match = index.match(concept);
		const exact = [...match.values()].filter((strength) => strength === 1).length;
		/* Two characters of different words are often no word: they speak for the lines that have them, and not against the others. */
		const share = concept.word === '' && match.size === 0 ? 0 : concept.share;
		return {
			weight: share * rarity(exact || match.size * 0.8, index.lines.length),
			match,
			terms: concept.terms,
			isOfClass: isClassConcept(concept),
			word: concept.word
		};
	});

/** In a short lecture no word is rare; it counts as one of this many lines. */
const linesLeast = 60;
const rarity = (lines: number, of: number): number =>
	Math.log((Math.max(of, linesLeast) + 1) / (lines + 0.5));

/** Strengths of the concepts in a line. */
export const strengthsAt = (weighed: readonly Weighed[], place: number): number[] =>
	weighed.map(({ match }) => match.get(place) ?? 0);

/** The weight of concepts, each by its strength. */
export const weightOf = (weighed: readonly Weighed[], strengths: readonly number[]): number =>
	weighed.reduce((total, { weight }, at) => total + weight * (strengths[at] ?? 0), 0);

/** Of the whole weight; 1 where there is none. */
export const wholeOf = (weighed: readonly Weighed[]): number =>
	weighed.reduce((sum, { weight }) => sum + weight, 0) || 1;
