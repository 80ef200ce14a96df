import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NoteOp } from '#lib/protocol/index.ts';
import { notePairs, shownFor } from '../../../bench/truth/model-notes.ts';
import { falseNotes } from '../../../tests/fakes/false-notes.ts';
import { PlayedModel } from '../../../tests/fakes/note-writer.ts';
import { linesFrom } from '../../../tests/helpers/note-corpus.ts';
import { Desk } from '../../../tests/helpers/rolling.ts';
import { createExtractiveEngine } from '../extractive/engine.ts';
import { RollingEngine } from './engine.ts';

const extractor = createExtractiveEngine();
const pairs = notePairs();
const planted = [
	'Please hand in the lab report by Friday the twelfth.',
	'Your homework is exercise three on page forty.',
	'The exam is on the third of June.',
	'第四十页的作业下周五截止。',
	'期末考试在六月三号。'
];

describe('[N9] what a model writes', () => {
	it.each(pairs.map(({ source, note }) => [note, source] as const))(
		'stands where it is true: “%s” of “%s”',
		(note, source) => {
			expect(shownFor({ source, note })).toEqual([note]);
		}
	);

	it('is not shown where a number, a day, a name or a denial in it is another one', () => {
		const shown = pairs.flatMap(({ source, note }) =>
			falseNotes(note).filter(({ md }) => shownFor({ source, note: md }).includes(md))
		);
		expect(shown).toEqual([]);
	});
});

/** Writes a note of each line that it reads, true or false by `isFalse`, and no task. */
function notesOf(asked: string, isFalse: (at: number) => boolean): { text: string; false: string[] } {
	const rows = asked.slice(asked.lastIndexOf('\nNEW\n')).split('\n');
	const wrong: string[] = [];
	const written = rows.flatMap((row, at) => {
		const [, number = '', words = ''] = /^s(\d+) \d+:\d\d (.*)$/u.exec(row) ?? [];
		const pair = pairs.find(({ source }) => source === words);
		if (!pair) return [];
		const others = falseNotes(pair.note);
		const other = isFalse(at) ? others[at % Math.max(1, others.length)]?.md : undefined;
		if (other) wrong.push(other);
		return [`+ S1 | s${number} | ${other ?? pair.note}`];
	});
	return { text: ['= S1 | Notes', ...written, '.'].join('\n'), false: wrong };
}

describe('[N9] the notes of a lecture that a model falsifies', { timeout: 60_000 }, () => {
	it('hold none of it, not even while it writes, and every task that it leaves out', async () => {
		const lecture = fc.record({
			sentences: fc.shuffledSubarray(pairs, { minLength: 4, maxLength: 14 }),
			tasks: fc.subarray(planted),
			seed: fc.nat(1000)
		});
		await fc.assert(
			fc.asyncProperty(lecture, async ({ sentences, tasks, seed }) => {
				const wrong: string[] = [];
				const model = new PlayedModel({
					mishap: (_, { messages }) => {
						if (messages[0]?.content.includes('The lecture is over'))
							return { kind: 'says', text: '- S1.1 | no use\n.' };
						const notes = notesOf(messages.at(-1)?.content ?? '', (at) => (at * 7 + seed) % 3 === 0);
						wrong.push(...notes.false);
						return { kind: 'says', text: notes.text };
					}
				});
				const desk = new Desk();
				const said = sentences.map(({ source }) => source);
				for (const [at, task] of tasks.entries()) said.splice((seed + at * 3) % said.length, 0, task);
				desk.hear(linesFrom(said.flatMap((text) => [text, ''])));
				const { nowMs } = desk;
				const engine = new RollingEngine({
					extractor,
					modelOf: () => model,
					hasModel: () => true,
					nowMs: () => nowMs
				});
				await desk.run(engine, { finished: true });
				const shown = [...desk.log, ...desk.drafts]
					.flat()
					.flatMap((op: NoteOp) => (op.op === 'put-block' ? [op.block.md] : []));
				expect(shown.filter((md) => wrong.includes(md))).toEqual([]);
				const texts = [...desk.document.blocks.values()].map(({ md }) => md);
				expect(tasks.filter((task) => !texts.some((md) => md.includes(task)))).toEqual([]);
			}),
			{ numRuns: 6 }
		);
	});
});
