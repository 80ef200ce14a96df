import { describe, expect, it } from 'vitest';
import { applyNoteOps, emptyNotes, outlineOf, type NoteDocument } from '#lib/protocol/index.ts';
import { goldLectures, linesFrom } from '../../../tests/helpers/note-corpus.ts';
import { notesOf } from '../../../tests/helpers/note-taking.ts';
import type { NoteLine } from '../port.ts';
import { createExtractiveEngine } from './engine.ts';

const engine = createExtractiveEngine({ breathe: () => Promise.resolve() });
const noted = (texts: readonly string[]): Promise<NoteDocument> =>
	notesOf(linesFrom(texts), () => engine, { batches: [1] });
const step = async (lines: readonly NoteLine[], document: NoteDocument, finished = true) =>
	applyNoteOps(document, await engine.update({ lines, document, finished }, new AbortController().signal));
const shownOf = (document: NoteDocument): string[] =>
	outlineOf(document).flatMap(({ blocks }) => blocks.map(({ md }) => md));

const fillers = goldLectures()
	.slice(0, 3)
	.flatMap(({ lines }) => lines.map(({ text }) => text))
	.filter((text) => !/exam|homework|assignment|submit|hand in/iu.test(text));
const tasks = [
	'Your homework for Friday is to read chapter four.',
	'Your homework for Monday is to read chapter four.',
	'Your homework for Monday is to read chapter five.',
	'Hand in the report to Doctor Meyer by the twelfth.',
	'Hand in the report to Doctor Mayer by the twelfth.'
];
const chineseTasks = [
	'作业是第三章的第五题，下周三之前交到网站上。',
	'作业是第三章的第六题，下周三之前交到网站上。',
	'作业是第三章的第六题，下周四之前交到网站上。'
];

describe('the notes', () => {
	it.each([
		['English', tasks],
		['Chinese', chineseTasks]
	])('show each of several tasks that differ in one word, in %s', async (_, said) => {
		expect(shownOf(await noted(said))).toEqual(said);
	});

	it('show the tasks and the exam cue of ten lines', async () => {
		const said = [
			'Today we talk about the law of large numbers and how proofs of it work.',
			'A sample mean is the average of the values in a sample.',
			'Your homework for Friday is to read chapter four and solve the exercises.',
			'The law says that the sample mean comes close to the expected value.',
			'Your homework for Monday is to read chapter five and solve the exercises.',
			'The proof uses the inequality of Chebyshev and nothing else.',
			'This will be in the exam: the proof of the inequality of Chebyshev.',
			'Variance is the mean of the squared distance from the mean.',
			'The third assignment is to write two pages on Bernoulli by the twelfth.',
			'See you next week.'
		];
		const { blocks } = await noted(said);
		expect(
			[...blocks.values()].filter(({ kind }) => kind === 'task' || kind === 'important').map(({ md }) => md)
		).toEqual([said[2], said[4], said[6], said[8]]);
	});

	it('show a task that stands alone at the end of a lecture', async () => {
		const said = [...fillers.slice(0, 60), '', '', '', tasks[0] as string];
		expect(shownOf(await noted(said)).at(-1)).toBe(tasks[0]);
	});

	it('show the same task once, where it was said first', async () => {
		const said = [tasks[0], 'Um, your homework for Friday is to read chapter four!'] as string[];
		const document = await noted(said);
		expect([...document.blocks.values()].map(({ cites }) => cites)).toEqual([[linesFrom(said)[0]?.id]]);
	});

	it('show ten tasks of one section', async () => {
		const said = Array.from({ length: 10 }, (_, at) => `Please hand in exercise ${at + 1} by Friday.`);
		expect(shownOf(await noted(said))).toEqual(said);
	});

	it('show a task that is filled in late in a section that changes no more', async () => {
		const said = [...fillers.slice(0, 12), tasks[0] as string, ...fillers.slice(12)];
		const lines = linesFrom(said);
		const document = await notesOf(
			lines.filter(({ text }) => text !== tasks[0]),
			() => engine
		);
		expect(document.sections.size).toBeGreaterThan(3);
		expect(shownOf(await step(lines, document))).toContain(tasks[0]);
	});

	it('show a task that is said after a person removed the section that goes on', async () => {
		const said = [...fillers.slice(0, 8), ...tasks.slice(0, 2)];
		const lines = linesFrom(said);
		const before = await step(lines.slice(0, 9), emptyNotes, false);
		expect(shownOf(before)).toContain(tasks[0]);
		const [section] = [...before.sections.keys()];
		const mine = applyNoteOps(before, [{ op: 'remove-section', sectionId: section ?? '', by: 'person' }]);
		const after = await step(lines, mine);
		expect(shownOf(after)).toEqual([tasks[1]]);
		expect(
			await engine.update({ lines, document: after, finished: true }, new AbortController().signal)
		).toEqual([]);
	});
});
