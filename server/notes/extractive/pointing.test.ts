import { describe, expect, it } from 'vitest';
import { linesFrom } from '../../../tests/helpers/note-corpus.ts';
import { notesOf } from '../../../tests/helpers/note-taking.ts';
import { createExtractiveEngine } from './engine.ts';
import { createReader } from './stream.ts';

const read = createReader();
const unitsOf = async (texts: readonly string[]): Promise<number> =>
	(await read(linesFrom(texts), () => Promise.resolve())).length;

describe('a cue that only points back', () => {
	it.each([
		['The cases had been falling for days.', 'Remember this point, because it will be in the exam.'],
		['The threshold is one minus one over R nought.', 'This is going to be on the exam.'],
		[
			'For every case that you see there are 199 that you do not.',
			'Keep that in mind.',
			'You will need it for the exam.'
		],
		['Please plot the three curves for the model.', 'Hand it in by Friday, the 24th.'],
		['在地下的叫岩浆，流出来的叫熔岩。', '这个考试会考。'],
		['你跑不过火山碎屑流，开车也跑不过。', '这一点一定要记住，期末会出简答题。']
	])('is one with %s', async (...said) => {
		expect(await unitsOf(said)).toBe(1);
	});

	it.each([
		['The cases had been falling for days.', 'It is important that you hand in the essay by Friday.'],
		['The cases had been falling for days.', 'This will be in the exam: the proof of Chebyshev.'],
		['Why did the cases fall for days?', 'This will be in the exam.'],
		['火山的坡度和岩浆的黏度有关。', '第三章的作业下周五之前交。']
	])('is not looked for in: %s %s', async (...said) => {
		expect(await unitsOf(said)).toBe(2);
	});

	it.each([1, 2, 3])('shows what it points to when lines come %i at a time', async (batch) => {
		const said = [
			'The handle did not stop the outbreak.',
			'Remember this point, because it will be in the exam.'
		];
		const engine = createExtractiveEngine({ breathe: () => Promise.resolve() });
		const { blocks } = await notesOf(linesFrom(said), () => engine, { batches: [batch] });
		expect([...blocks.values()].map(({ kind, md }) => [kind, md])).toEqual([['important', said.join(' ')]]);
	});
});
