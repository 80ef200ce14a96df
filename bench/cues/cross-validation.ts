import { featuresOf, type CueLanguage } from '../../server/notes/cues/classifier/features.ts';
import { likelihoodsOf, type Likelihoods } from '../../server/notes/cues/classifier/weights.ts';
import {
	examplesOf,
	sentencesOf,
	trainingSets,
	type Example,
	type Label,
	type TrainingSet
} from './corpus.ts';
import { fit } from './fit.ts';

export type Judged = { label: Label; text: string; likely: Likelihoods };

/** Sets that the signs were not written on: what is measured on the others says little. */
export const foreignSets = ['second', 'more-a', 'more-b', 'more-c', 'ordinary-a', 'ordinary-b'] as const;

/** Written after a look at what was wrong in the others. */
const informed: readonly TrainingSet[] = ['more-d'];

/** The sentences of each set, judged by weights that were fitted on all other sets but the informed one. */
export function crossValidated(language: CueLanguage): Map<TrainingSet, Judged[]> {
	const examples = new Map(
		trainingSets.filter((set) => !informed.includes(set)).map((set) => [set, examplesOf(language, set)])
	);
	return new Map(foreignSets.map((set) => [set, judgedWithout(language, set, examples)]));
}

function judgedWithout(
	language: CueLanguage,
	left: TrainingSet,
	examples: ReadonlyMap<TrainingSet, Example[]>
): Judged[] {
	const fitted = fit([...examples].flatMap(([set, each]) => (set === left ? [] : each)));
	const weights = { ...fitted, enough: { task: 0, important: 0 }, featuresHash: '' };
	return sentencesOf(language, left).map(({ label, text }) => ({
		label,
		text,
		likely: likelihoodsOf(featuresOf(text, language, { signs: true }), weights)
	}));
}
