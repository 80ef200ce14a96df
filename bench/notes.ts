/* Notes of the hand-written lectures: F1 against the marked lines, beside the first lines and chance. */
import { f1, f1OfChance, goldLectures, lead, misheard } from '../tests/helpers/note-corpus.ts';
import { linesQuoted, notesOf } from '../tests/helpers/note-taking.ts';
import { createExtractiveEngine } from '../server/notes/extractive/engine.ts';

const engine = createExtractiveEngine();
const row = (name: string, values: readonly number[]): void => {
	process.stdout.write(`${name.padEnd(34)}${values.map((value) => value.toFixed(1).padStart(9)).join('')}\n`);
};

process.stdout.write(`${''.padEnd(34)}   engine     lead   chance  removed\n`);
for (const share of [0, 0.15, 0.34]) {
	const sums = [0, 0, 0, 0];
	const lectures = goldLectures().map((each, at) => (share > 0 ? misheard(each, share, 11 + at) : each));
	for (const lecture of lectures) {
		let removed = 0;
		const each = (ops: readonly { op: string }[]): void => {
			removed += ops.filter(({ op }) => op === 'remove-block').length;
		};
		const picked = linesQuoted(await notesOf(lecture.lines, () => engine, { batches: [1], each }));
		const first = f1(lead(lecture, picked.size), lecture.gold);
		const values = [f1(picked, lecture.gold), first, f1OfChance(lecture, picked.size), removed];
		row(`${lecture.name} ${share * 100} % misheard`, values);
		values.forEach((value, at) => (sums[at] = (sums[at] ?? 0) + value / lectures.length));
	}
	row(`mean, ${share * 100} % misheard`, sums);
}
