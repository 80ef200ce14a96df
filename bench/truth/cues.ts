import { cueLanguages, type CueLanguage, type CueSet } from '../../tests/helpers/cue-sentences.ts';
import { falseTasksOf, recognitionOf } from './cue-figures.ts';
import type { Family, Figure } from './figure.ts';

const names: Record<CueLanguage, string> = { en: 'English', zh: 'Chinese' };

type Measured = Exclude<CueSet, 'own'>;
const sets: Record<Measured, string> = {
	develop: 'develop half',
	'held-out': 'first held-out half, later used for building',
	second: 'second held-out set'
};

function figuresOf(language: CueLanguage, set: Measured): Figure[] {
	const recognition = recognitionOf(language, set);
	if (!recognition) return [];
	const { recall, precision, mislabelled } = recognition;
	const name = `${names[language]}, ${sets[set]}`;
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

/** Tasks, examinations and moved classes in written sentences, and false tasks in ordinary lectures. */
export const cues: Family = {
	title: 'Tasks and important sentences, recognised',
	figures: () =>
		Promise.resolve(
			cueLanguages.flatMap((language) => [
				...figuresOf(language, 'develop'),
				...figuresOf(language, 'held-out'),
				...figuresOf(language, 'second'),
				{
					name: `${names[language]}: false tasks in ten minutes of ordinary lecture`,
					value: falseTasksOf(language),
					goal: { is: 'at-most', value: 1 } as const,
					unit: 'count' as const
				}
			])
		)
};
