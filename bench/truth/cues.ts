import { cueLanguages, type CueLanguage } from '../../tests/helpers/cue-sentences.ts';
import { falseTasksOf, recognitionOf } from './cue-figures.ts';
import type { Family, Figure } from './figure.ts';

const names: Record<CueLanguage, string> = { en: 'English', zh: 'Chinese' };

function figuresOf(language: CueLanguage, half: 'develop' | 'held-out'): Figure[] {
	const recognition = recognitionOf(language, half);
	if (!recognition) return [];
	const { recall, precision, mislabelled } = recognition;
	const name = `${names[language]}, ${half} half`;
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

/** Tasks, examinations and moved classes in 400 sentences a language, and false tasks in ordinary lectures. */
export const cues: Family = {
	title: 'Tasks and important sentences, recognised',
	figures: () =>
		Promise.resolve(
			cueLanguages.flatMap((language) => [
				...figuresOf(language, 'develop'),
				...figuresOf(language, 'held-out'),
				{
					name: `${names[language]}: false tasks in ten minutes of ordinary lecture`,
					value: falseTasksOf(language),
					goal: { is: 'at-most', value: 1 } as const,
					unit: 'count' as const
				}
			])
		)
};
