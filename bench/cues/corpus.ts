import { cueSentences, moreOrdinaryLines, type CueSet } from '../../tests/helpers/cue-sentences.ts';
import { featuresOf, type CueLanguage, type Features } from '../../server/notes/cues/classifier/features.ts';
import type { Cue } from '../../server/notes/cues/classifier/weights.ts';
import { createRandom } from '../random.ts';
import { blemished } from './blemishes.ts';

export type Label = Cue | 'none';
/** A sentence to learn from, or something made of it. */
export type Example = { label: Label; features: Features; share: number };

/** Sentences by where they come from. The signs were written on the first three, and are not believed there. */
export const trainingSets = [
	'develop',
	'held-out',
	'own',
	'second',
	'more-a',
	'more-b',
	'more-c',
	'more-d',
	'ordinary-a',
	'ordinary-b'
] as const;
export type TrainingSet = (typeof trainingSets)[number];
const seenBySigns: readonly TrainingSet[] = ['develop', 'held-out', 'own'];

/** How often each sentence is learned as a recogniser might have given it, beside the sentence itself. */
const copies = 3;

/** The sentences of a set, each with copies that a recogniser might have given; always the same. */
export function examplesOf(language: CueLanguage, set: TrainingSet): Example[] {
	const random = createRandom(trainingSets.indexOf(set) + 1);
	const signs = !seenBySigns.includes(set);
	return sentencesOf(language, set).flatMap(({ label, text }) =>
		[text, ...Array.from({ length: copies }, () => blemished(text, language, random.fraction))].map(
			(each, at) => ({
				label,
				features: featuresOf(each, language, { signs }),
				share: at === 0 ? 1 : 1 / copies
			})
		)
	);
}

export function sentencesOf(language: CueLanguage, set: TrainingSet): { label: Label; text: string }[] {
	if (set === 'ordinary-a' || set === 'ordinary-b')
		return moreOrdinaryLines(language)
			.filter((_, at) => (at % 2 === 0) === (set === 'ordinary-a'))
			.map((text) => ({ label: 'none', text }));
	return cueSentences(language, set satisfies CueSet) ?? [];
}
