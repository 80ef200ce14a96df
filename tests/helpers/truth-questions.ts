import { readFileSync, readdirSync, existsSync } from 'node:fs';
import { linesFrom } from './note-corpus.ts';
import type { NoteLine } from '../../server/notes/port.ts';

/** A question of `tests/fixtures/truth`, and the places of the lines any of which answers it. */
export type TruthQuestion = {
	lecture: string;
	kind: 'task' | 'date' | 'term' | 'fact' | 'none';
	script: 'same' | 'other';
	/** From 0; empty where the lecture does not answer it. */
	places: ReadonlySet<number>;
	question: string;
};

const folder = new URL('../fixtures/truth/', import.meta.url);

/** The lectures by their names. */
export const truthLectures = (): Map<string, NoteLine[]> =>
	new Map(
		readdirSync(new URL('lectures/', folder))
			.sort()
			.map((file) => {
				const rows = readFileSync(new URL(`lectures/${file}`, folder), 'utf8')
					.trimEnd()
					.split('\n');
				return [file.replace('.txt', ''), linesFrom(rows)];
			})
	);

/** Questions of a half (`develop`, `held-out`) or of our own set; undefined where that file is not there yet. */
export function truthQuestions(
	language: 'en' | 'zh',
	set: 'develop' | 'held-out' | 'own' | 'more' | 'second'
): TruthQuestion[] | undefined {
	const file = new URL(`questions-${language}.${set}.tsv`, folder);
	if (!existsSync(file)) return undefined;
	const rows = readFileSync(file, 'utf8').trimEnd().split('\n');
	return rows.map((row) => {
		const [lecture = '', kind, script, lines = '', question = ''] = row.split('\t');
		const places = new Set(
			lines
				.split(',')
				.filter(Boolean)
				.map((line) => Number(line) - 1)
		);
		return { lecture, kind, script, places, question } as TruthQuestion;
	});
}
