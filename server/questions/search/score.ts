import { featureNames, type Features } from './features.ts';

/* Fitted by logistic regression; see bench/truth/answers.ts for what they reach. */

type Weights = Readonly<Record<(typeof featureNames)[number], number>>;

const ranking: Weights = {
	covered: 0.44,
	coveredNearby: 2.05,
	subject: 1.79,
	mass: 3.77,
	unheard: 1.41,
	unheardWords: 0.87,
	defines: 0.23,
	begins: 0.98,
	whoMissed: -1.48,
	whenMissed: -1.48,
	whereMissed: -0.87,
	amountMissed: -1.12,
	whyMissed: 0.44,
	met: 0.64,
	taskMet: 0.97,
	examMet: 0.25,
	examSame: -0.33,
	examMissed: -0.86
};
const answering: Weights = {
	covered: 0.18,
	coveredNearby: 0.86,
	subject: 0.31,
	mass: -0.97,
	unheard: -0.86,
	unheardWords: -0.88,
	defines: 0.2,
	begins: -0.18,
	whoMissed: -1.41,
	whenMissed: -0.69,
	whereMissed: -0.58,
	amountMissed: -0.66,
	whyMissed: 0.64,
	met: -1,
	taskMet: -0.16,
	examMet: 0.08,
	examSame: -0.71,
	examMissed: -0.27
};
const scoreWeight = 0.92;
const gapWeight = -0.15;
const intercept = -4.5;
const answerLeast = 0.4;

const dot = (weights: Weights, features: Features): number =>
	featureNames.reduce((sum, name, at) => sum + weights[name] * (features[at] ?? 0), 0);

/** How well a line fits a question, among the lines of its lecture. */
export const scoreOf = (features: Features): number => dot(ranking, features);

/** Whether the best line is likely to be an answer at all. */
export function isAnswer(features: Features, score: number, nextScore = score - 4): boolean {
	const gap = Math.min(4, score - nextScore);
	const logit = dot(answering, features) + scoreWeight * score + gapWeight * gap + intercept;
	return 1 / (1 + Math.exp(-logit)) >= answerLeast;
}
