import { readFileSync } from 'node:fs';
import { applyNoteOps, emptyNotes, type NoteBlock, type NoteOp } from '#lib/protocol/index.ts';
import { falseNotes } from '../../tests/fakes/false-notes.ts';
import { goldLectures, linesFrom } from '../../tests/helpers/note-corpus.ts';
import { readingOf } from '../../server/notes/extractive/reading.ts';
import { cuesLeftOut } from '../../server/notes/rolling/kept-cues.ts';
import { verified } from '../../server/notes/rolling/verify.ts';
import { percent, type Family, type Figure } from './figure.ts';

type Pair = { source: string; note: string };

/** Sentences, each with a true note of it in other words. */
export const notePairs = (): Pair[] =>
	readFileSync(new URL('../../tests/fixtures/truth/notes-pairs.tsv', import.meta.url), 'utf8')
		.trimEnd()
		.split('\n')
		.map((row) => {
			const [source = '', note = ''] = row.split('\t');
			return { source, note };
		});

/** What stands in the notes when a model writes `md` of a sentence that others stand around. */
export function shownFor({ source, note: md }: Pair): string[] {
	const lines = linesFrom(['', 'so that is how it is', source, 'and now we go on']);
	const block: NoteBlock = {
		...{ blockId: 'N1.S1.1', sectionId: 'N1.S1', kind: 'bullet', md, cites: [lines[1]?.id ?? ''] },
		...{ position: 1, origin: 'llm', locked: false, rev: 1 }
	};
	return verified([{ op: 'put-block', block }], emptyNotes, { lines }).flatMap((op) =>
		op.op === 'put-block' ? [op.block.md] : []
	);
}

/** Tasks that stand in the notes of lectures of which a model writes nothing but one line. */
function tasksKept(): { planted: number; kept: number } {
	const sum = { planted: 0, kept: 0 };
	for (const { name, lines } of goldLectures()) {
		const planted = name.startsWith('en') ? tasks.en : tasks.zh;
		const all = linesFrom(
			lines
				.flatMap(({ text }, at) => (at % 5 === 4 ? [text, planted[(at - 4) / 5] ?? ''] : [text]))
				.filter(Boolean)
		);
		const cues = all.filter(({ text }) => planted.includes(text) && readingOf(text).cue !== undefined);
		const section: NoteOp = {
			op: 'put-section',
			section: { sectionId: 'N1.S1', title: 'T', position: 1, origin: 'llm', locked: false, rev: 1 }
		};
		const ops = [section, ...cuesLeftOut({ document: emptyNotes, ops: [section], lines: all, due: all })];
		const { blocks } = applyNoteOps(emptyNotes, ops);
		sum.planted += cues.length;
		for (const { id, text } of cues)
			sum.kept += Number(
				[...blocks.values()].some(({ cites, md }) => cites.includes(id) && md.includes(readingOf(text).text))
			);
	}
	return sum;
}

const tasks = {
	en: [
		'Please hand in the lab report by Friday the twelfth.',
		'Your homework is exercise three on page forty.',
		'Read chapter nine before next Tuesday.',
		'The exam is on the third of June.',
		'Your assignment is due on Monday.',
		'Submit the problem set by Thursday.'
	],
	zh: [
		'实验报告请在周五之前交。',
		'作业是第四十页的第三题。',
		'下周二之前请预习第九章。',
		'期末考试在六月三号。',
		'作业周一截止。',
		'请大家周四之前提交习题。'
	]
};

async function figures(): Promise<Figure[]> {
	const pairs = notePairs();
	const made = pairs.flatMap(({ source, note }) =>
		falseNotes(note).map(({ kind, md }) => ({ source, note: md, kind }))
	);
	const through = made.filter((pair) => shownFor(pair).includes(pair.note));
	const replaced = pairs.filter((pair) => !shownFor(pair).includes(pair.note));
	const { planted, kept } = tasksKept();
	const ofKind = (kind: string): Figure => ({
		name: `false ${kind}s shown, of ${made.filter((each) => each.kind === kind).length}`,
		value: through.filter((each) => each.kind === kind).length,
		goal: { is: 'at-most', value: 0 },
		unit: 'count'
	});
	return [
		...['number', 'day', 'name', 'negation'].map(ofKind),
		{
			name: `recognised tasks kept that a model left out, of ${planted}`,
			value: percent(kept, planted),
			goal: { is: 'at-least', value: 100 },
			unit: '%'
		},
		{
			name: `true notes replaced, of ${pairs.length}`,
			value: percent(replaced.length, pairs.length),
			goal: { is: 'at-most', value: 5 },
			unit: '%'
		}
	];
}

export const modelNotes: Family = {
	title: 'Notes that a model writes, on 60 sentences with true and false notes',
	figures
};
