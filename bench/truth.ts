/*
 * Whether notes, answers and statements are true: each figure beside its goal, and one summary line at the end. Exits with
 * 1 when a goal is missed.
 */
import { answers } from './truth/answers.ts';
import { cues } from './truth/cues.ts';
import { numbersKept } from './truth/numbers-kept.ts';
import { isReached, type Family, type Figure } from './truth/figure.ts';
import { modelNotes } from './truth/model-notes.ts';
import { statements } from './truth/statements.ts';
import { tasksKept } from './truth/tasks-kept.ts';

const families: Family[] = [numbersKept, cues, tasksKept, statements, modelNotes, answers];

const say = (line: string) => void process.stdout.write(`${line}\n`);
const shown = (value: number, unit: Figure['unit']): string =>
	unit === '%' ? `${value.toFixed(1)} %` : String(value);

function row(figure: Figure): string {
	const { name, value, goal, unit } = figure;
	const sign = goal.is === 'at-least' ? '≥' : '≤';
	const verdict = isReached(figure) ? 'reached' : 'MISSED';
	return `  ${name.padEnd(56)}${shown(value, unit).padStart(9)}   ${sign} ${shown(goal.value, unit).padEnd(9)}${verdict}`;
}

const all: Figure[] = [];
for (const { title, figures } of families) {
	say(title);
	for (const figure of await figures()) {
		say(row(figure));
		all.push(figure);
	}
}
const missed = all.filter((figure) => !isReached(figure));
say(`truth: ${all.length - missed.length} of ${all.length} goals reached`);
process.exitCode = missed.length === 0 ? 0 : 1;
