import { expect, test } from 'vitest';
import type { Line } from '#lib/lecture/transcript.ts';
import { citationsOf, indexOf } from './citations.ts';

const lines = [0, 1, 2, 3, 4].map((at) => ({ id: `take/${at}`, startMs: at * 1000 }) as Line);
const runs = (cites: string[]) =>
	citationsOf(cites, lines, indexOf(lines)).map((each) => [each.startMs, each.lines.length]);

test('neighbours are one citation, whatever their order', () => {
	expect(runs(['take/2', 'take/1', 'take/4'])).toEqual([
		[1_000, 2],
		[4_000, 1]
	]);
});

test('a line that is not here yet, or is named twice, makes no citation of its own', () => {
	expect(runs(['take/9', 'take/3', 'take/3'])).toEqual([[3_000, 1]]);
	expect(runs(['take/9'])).toEqual([]);
});
