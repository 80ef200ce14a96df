import { describe, expect, it } from 'vitest';
import { falseTasksOf, recognitionOf } from '../../../bench/truth/cue-figures.ts';
import { cueLanguages } from '../../../tests/helpers/cue-sentences.ts';
import { cueOf } from './cue.ts';

describe('cueOf', () => {
	it.each([
		'Your homework for Friday is to read chapter four.',
		'Please try this at home with a deck of cards.',
		'The readings for week four are the two articles by Geertz.',
		'your sketches must be on my desk by thursday',
		'The report is due on the twelfth of November.',
		'作业是第三章的第五题，下周三之前交到网站上。',
		'请大家回去预习第四章。'
	])('finds a task in %s', (text) => expect(cueOf(text)).toBe('task'));

	it.each([
		'Remember this point, because it will be in the exam.',
		'The midterm exam is on Monday.',
		'rousseau is examined locke is not',
		'my office ours are moved to wednesday',
		'这种人名题我是要出的。',
		'三十号的讨论克不上了',
		'期中考试在十一月八号。',
		'这个是考试的重点，一定要记住。'
	])('finds something important in %s', (text) => expect(cueOf(text)).toBe('important'));

	it.each([
		'On Monday we will measure the time that each method takes.',
		'Any questions about the homework?',
		'Most of this is due to the heat.',
		'If this were on the exam, nobody would pass.',
		'If you keep a plant in the dark for two days, it still breathes.',
		'Please do not send me drafts.',
		'It would be lovely to have a take-home exam, but the dean would never allow it.',
		'要是能考开卷那再好不过，可惜教务处不批。',
		'你们的草稿请不要发给我。',
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
		['en', 99, 99],
		['zh', 99, 98]
	] as const)(
		'keeps what it reached on the first held-out half, once that was used for building, %s',
		(language, recallBefore, precisionBefore) => {
			const { recall, precision } = recognitionOf(language, 'held-out') ?? {};
			expect(recall).toBeGreaterThanOrEqual(recallBefore);
			expect(precision).toBeGreaterThanOrEqual(precisionBefore);
		}
	);

	it.each(cueLanguages)('takes at most one ordinary sentence in ten minutes for a task, %s', (language) => {
		expect(falseTasksOf(language, 'first')).toBeLessThanOrEqual(1);
	});
});
