import { featureNames, type Features } from './features.ts';

/*
 * Fitted by logistic regression on the questions that may be looked at (`develop` and `own` of tests/fixtures/truth), each
 * weight with the sign that its name says; cross-validated by lecture. bench/truth/answers.ts measures what it reaches.
 */

type Name = (typeof featureNames)[number];
type Weights = Readonly<Record<Name, number>>;

const ranking: Weights = {
	covered: 0,
	coveredNearby: 1.15,
	subject: 0.66,
	mass: 4.84,
	rest: 1.78,
	unheard: 0,
	unheardWords: 0,
	unheardRest: 0,
	defines: 1.37,
	begins: 2.86,
	beginsRoughly: 0.15,
	whoMissed: -2.74,
	whenMissed: -2.42,
	whereMissed: -1.85,
	amountMissed: -2.1,
	countMissed: -2.41,
	whyMissed: 0,
	met: 0.59,
	countMet: 1.27,
	taskMet: 0.07,
	taskOfSubject: 1.3,
	examMet: 0,
	examTold: 1.5,
	examSame: 0,
	examMissed: -1.66
};
const answering: Weights = {
	covered: 1.15,
	coveredNearby: 1.73,
	subject: 0.9,
	mass: 0.84,
	rest: 1.1,
	unheard: -0.6,
	unheardWords: -0.45,
	unheardRest: -0.48,
	defines: 0.61,
	begins: 0.23,
	beginsRoughly: 0,
	whoMissed: 0,
	whenMissed: 0,
	whereMissed: 0,
	amountMissed: -1.18,
	countMissed: 0,
	whyMissed: 0,
	met: 0,
	countMet: 0.11,
	taskMet: 0.18,
	taskOfSubject: 0.24,
	examMet: 0,
	examTold: 0,
	examSame: 0,
	examMissed: -2.05
};
const scoreWeight = 0.115;
const intercept = -3.74;
const answerLeast = 0.2;

/** A line without these is no answer, however near it is: a person who is asked for, a time, a place, a number of things. */
const needed: readonly Name[] = ['whoMissed', 'whenMissed', 'whereMissed', 'countMissed'];

const dot = (weights: Weights, features: Features): number =>
	featureNames.reduce((sum, name, at) => sum + weights[name] * (features[at] ?? 0), 0);

/** How well a line fits a question, among the lines of its lecture. */
export const scoreOf = (features: Features): number => dot(ranking, features);

/** Whether the best line is likely to be an answer at all. */
export function isAnswer(features: Features): boolean {
	if (needed.some((name) => (features[featureNames.indexOf(name)] ?? 0) > 0)) return false;
	const logit = dot(answering, features) + scoreWeight * scoreOf(features) + intercept;
	return 1 / (1 + Math.exp(-logit)) >= answerLeast;
}
