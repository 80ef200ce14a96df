import { readFileSync } from 'node:fs';
import type { Candidates, Features } from './features.ts';

/** By the names of features; those of Chinese are added to the shared ones for a question in Chinese. */
type Weights = { readonly shared: Features; readonly chinese: Features };
/** Fitted by bench/truth/fit-answers.ts. */
export type AnswerWeights = {
	readonly line: Weights;
	readonly nothing: Weights;
	/** A question is answered where an answer is at least this likely. */
	readonly answerLeast: { readonly chinese: number; readonly other: number };
};

const fitted = JSON.parse(
	readFileSync(new URL('answer-weights.json', import.meta.url), 'utf8')
) as AnswerWeights;

const dot = (weights: Features, features: Features): number =>
	Object.entries(features).reduce((sum, [name, value]) => sum + (weights[name] ?? 0) * value, 0);
const scored = ({ shared, chinese }: Weights, features: Features, isChinese: boolean): number =>
	dot(shared, features) + (isChinese ? dot(chinese, features) : 0);

export type Scored = { readonly place: number; readonly score: number };

/** How well each line fits a question, and how well it fits that there is no answer, on one scale of log odds. */
export function scoresOf(
	{ lines, nothing }: Candidates,
	isChinese: boolean,
	weights: AnswerWeights = fitted
): { lines: Scored[]; nothing: number } {
	return {
		lines: lines.map(({ place, features }) => ({
			place,
			score: scored(weights.line, features, isChinese)
		})),
		nothing: scored(weights.nothing, nothing, isChinese)
	};
}

/** How likely one of the best lines is an answer. */
export function likelihood(best: readonly Scored[], nothing: number): number {
	const odds = best.reduce((sum, { score }) => sum + Math.exp(score - nothing), 0);
	return odds / (1 + odds);
}

export const isLikely = (
	likely: number,
	isChinese: boolean,
	{ answerLeast }: AnswerWeights = fitted
): boolean => likely >= (isChinese ? answerLeast.chinese : answerLeast.other);
