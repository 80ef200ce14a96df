import { describe, expect, it } from 'vitest';
import { f1, goldLectures, lead, misheard, type GoldLecture } from '../../../tests/helpers/note-corpus.ts';
import { linesQuoted, notesOf } from '../../../tests/helpers/note-taking.ts';
import { createExtractiveEngine } from './engine.ts';

/** Mean lead of the engine over the first lines of each lecture, in points of F1. */
async function leadOverLead(lectures: readonly GoldLecture[]): Promise<number> {
	const engine = createExtractiveEngine();
	let points = 0;
	for (const lecture of lectures) {
		const picked = linesQuoted(await notesOf(lecture.lines, () => engine));
		points += f1(picked, lecture.gold) - f1(lead(lecture, picked.size), lecture.gold);
	}
	return points / lectures.length;
}

describe('notes of the hand-written lectures', () => {
	it('are at least two points of F1 above the first lines of a lecture', async () => {
		expect(goldLectures().length).toBe(6);
		expect(await leadOverLead(goldLectures())).toBeGreaterThan(2);
	});

	it('are still above them when a third of the words is misheard', async () => {
		expect(
			await leadOverLead(goldLectures().map((each, at) => misheard(each, 0.34, 11 + at)))
		).toBeGreaterThan(2);
	});

	it('are no more than half of what was said', async () => {
		const engine = createExtractiveEngine();
		for (const { lines } of goldLectures()) {
			expect(linesQuoted(await notesOf(lines, () => engine)).size).toBeLessThan(lines.length / 2);
		}
	});

	it('hold the tasks of each lecture', async () => {
		const more = new Map([['en-transactions.txt', 2]]);
		const engine = createExtractiveEngine();
		for (const { name, lines } of goldLectures()) {
			const { blocks } = await notesOf(lines, () => engine);
			expect([name, [...blocks.values()].filter(({ kind }) => kind === 'task').length]).toEqual([
				name,
				more.get(name) ?? 1
			]);
		}
	});
});
