import { describe, expect, it } from 'vitest';
import { falseTasksOf, recognitionOf } from '../../../bench/truth/cue-figures.ts';
import { cueLanguages } from '../../../tests/helpers/cue-sentences.ts';
import { cueOf } from './cue.ts';

describe('cueOf', () => {
	it.each([
		'Your homework for Friday is to read chapter four.',
		'Please try this at home with a deck of cards.',
		'The report is due on the twelfth of November.',
		'作业是第三章的第五题，下周三之前交到网站上。',
		'请大家回去预习第四章。'
	])('finds a task in %s', (text) => expect(cueOf(text)).toBe('task'));

	it.each([
		'Remember this point, because it will be in the exam.',
		'The midterm exam is on Monday.',
		'期中考试在十一月八号。',
		'这个是考试的重点，一定要记住。'
	])('finds something important in %s', (text) => expect(cueOf(text)).toBe('important'));

	it.each([
		'On Monday we will measure the time that each method takes.',
		'Any questions about the homework?',
		'Most of this is due to the heat.',
		'If this were on the exam, nobody would pass.',
		"You don't have to hand anything in.",
		''
	])('finds nothing in %s', (text) => expect(cueOf(text)).toBeUndefined());

	it('finds a task anywhere in a long run of words without marks', () => {
		const filler = 'and the current goes on through the wire and '.repeat(40);
		expect(cueOf(`${filler} please hand in exercise four by friday ${filler}`)).toBe('task');
		expect(cueOf(filler)).toBeUndefined();
	});

	it.each(cueLanguages)('recognises the sentences of the develop half, %s', (language) => {
		const { recall = 0, precision = 0 } = recognitionOf(language, 'develop') ?? {};
		expect(recall).toBeGreaterThanOrEqual(95);
		expect(precision).toBeGreaterThanOrEqual(90);
	});

	it.each(cueLanguages)('recognises the sentences that were written with the rules, %s', (language) => {
		const { recall = 0, precision = 0 } = recognitionOf(language, 'own') ?? {};
		expect(recall).toBeGreaterThanOrEqual(95);
		expect(precision).toBeGreaterThanOrEqual(90);
	});

	it.each([
		['en', 83.5, 89],
		['zh', 86, 89.5]
	] as const)(
		'keeps what it reached on the first held-out half, %s',
		(language, recallBefore, precisionBefore) => {
			const { recall, precision } = recognitionOf(language, 'held-out') ?? {};
			expect(recall).toBeGreaterThanOrEqual(recallBefore);
			expect(precision).toBeGreaterThanOrEqual(precisionBefore);
		}
	);

	it.each(cueLanguages)('takes at most one ordinary sentence in ten minutes for a task, %s', (language) => {
		expect(falseTasksOf(language)).toBeLessThanOrEqual(1);
	});
});
