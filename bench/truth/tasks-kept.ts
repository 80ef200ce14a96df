import { createExtractiveEngine } from '../../server/notes/extractive/engine.ts';
import type { Cue } from '../../server/notes/cues/cue.ts';
import type { NoteLine } from '../../server/notes/port.ts';
import { tenLinesSaid, twoHours } from '../../tests/helpers/cue-lectures.ts';
import { cueLanguages } from '../../tests/helpers/cue-sentences.ts';
import { notesOf } from '../../tests/helpers/note-taking.ts';
import { percent, type Family, type Figure } from './figure.ts';

type Lecture = { lines: NoteLine[]; cues: ReadonlyMap<string, Cue> };

/** Share of the lines planted in a lecture that its notes list as what they are, each with the line as its time. */
export async function keptOf({ lines, cues }: Lecture, batch: number): Promise<number> {
	const engine = createExtractiveEngine();
	const { blocks } = await notesOf(lines, () => engine, { batches: [batch] });
	const listed = new Set(
		[...blocks.values()].flatMap(({ kind, cites }) => cites.map((id) => `${kind} ${id}`))
	);
	return percent([...cues].filter(([id, cue]) => listed.has(`${cue} ${id}`)).length, cues.size);
}

const goal = { is: 'at-least', value: 100 } as const;

async function figures(): Promise<Figure[]> {
	const all: Figure[] = [];
	for (const language of cueLanguages) {
		const ten = await keptOf(tenLinesSaid(language), 1);
		const long = await keptOf(twoHours(language), 30);
		all.push(
			{ name: `ten lines, ${language}: tasks and important lines listed`, value: ten, goal, unit: '%' },
			{ name: `two hours, ${language}: tasks and important lines listed`, value: long, goal, unit: '%' }
		);
	}
	return all;
}

/** Lectures in which tasks differ in little but a day or a number: all of them are in the notes. */
export const tasksKept: Family = { title: 'Tasks and important lines, kept', figures };
