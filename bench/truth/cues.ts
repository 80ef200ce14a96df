import {
	cueLanguages,
	type CueLanguage,
	type CueSet,
	type OrdinaryLecture
} from '../../tests/helpers/cue-sentences.ts';
import { weightsFor } from '../../server/notes/cues/classifier/weights.ts';
import { crossValidated } from '../cues/cross-validation.ts';
import { recognised } from '../cues/recognised.ts';
import { falseTasksOf, recognitionOf, type Recognition } from './cue-figures.ts';
import type { Family, Figure } from './figure.ts';

const names: Record<CueLanguage, string> = { en: 'English', zh: 'Chinese' };

const sets = {
	third: 'blind set',
	fourth: 'other blind set'
} satisfies Partial<Record<CueSet, string>>;

function figuresOf(language: CueLanguage, set: keyof typeof sets): Figure[] {
	const recognition = recognitionOf(language, set);
	return recognition ? figuresFrom(`${names[language]}, ${sets[set]}`, recognition) : [];
}

/** Each set judged by weights that were trained on the others, where the weights that ship were trained on all. */
function crossValidatedFigures(language: CueLanguage): Figure[] {
	const { enough } = weightsFor(language);
	return [...crossValidated(language)]
		.filter(([set]) => !set.startsWith('ordinary'))
		.flatMap(([set, judged]) =>
			figuresFrom(`${names[language]}, trained without ${set}`, recognised(judged, enough))
		);
}

function figuresFrom(name: string, { recall, precision, mislabelled }: Recognition): Figure[] {
	return [
		{ name: `${name}: recall`, value: recall, goal: { is: 'at-least', value: 95 }, unit: '%' },
		{ name: `${name}: precision`, value: precision, goal: { is: 'at-least', value: 90 }, unit: '%' },
		{
			name: `${name}: task taken for important or back`,
			value: mislabelled,
			goal: { is: 'at-most', value: 8 },
			unit: 'count'
		}
	];
}

const falseTasks = (language: CueLanguage, lecture: OrdinaryLecture): Figure => ({
	name: `${names[language]}: false tasks in ten minutes of ordinary lecture, ${lecture}`,
	value: falseTasksOf(language, lecture),
	goal: { is: 'at-most', value: 1 },
	unit: 'count'
});

/** Tasks, examinations and moved classes in written sentences, and false tasks in ordinary lectures. */
export const cues: Family = {
	title: 'Tasks and important sentences, recognised',
	figures: () =>
		Promise.resolve(
			cueLanguages.flatMap((language) => [
				...crossValidatedFigures(language),
				...figuresOf(language, 'third'),
				...figuresOf(language, 'fourth'),
				falseTasks(language, 'first'),
				falseTasks(language, 'second')
			])
		)
};
