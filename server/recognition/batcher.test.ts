import { expect, test } from 'vitest';
import type { Waiting } from './batches.ts';
import { createBatcher } from './batcher.ts';

type Item = Waiting & { name: string };
const item = (name: string, priority: Item['priority'] = 'final', frames = 50): Item => ({
	name,
	priority,
	frames
});

/** A batcher that notes what ran together; items called `bad` cannot be run. */
function batcherOf() {
	const runs: string[] = [];
	const hear = createBatcher<Item, string>({
		waitMs: 1,
		run: (items) => {
			runs.push(items.map(({ name }) => name).join(' '));
			if (items.some(({ name }) => name === 'bad')) return Promise.reject(new Error('the model choked'));
			return Promise.resolve(items.map(({ name }) => `heard ${name}`));
		}
	});
	return { hear, runs };
}

test('what comes together runs together, each with its own answer', async () => {
	const { hear, runs } = batcherOf();
	const answers = await Promise.all(['a', 'b', 'c'].map((name) => hear(item(name))));
	expect(answers).toEqual(['heard a', 'heard b', 'heard c']);
	expect(runs).toEqual(['a b c']);
});

test('finals run before partials, and what came while a batch ran is the next one', async () => {
	const { hear, runs } = batcherOf();
	const first = [hear(item('p1', 'partial', 200)), hear(item('p2', 'partial', 200)), hear(item('f1'))];
	const late = first[2]!.then(() => hear(item('f2', 'final', 300)));
	await Promise.all([...first, late]);
	expect(runs).toEqual(['f1', 'f2', 'p1 p2']);
});

test('an item that cannot be run fails alone', async () => {
	const { hear, runs } = batcherOf();
	const outcomes = await Promise.allSettled(['a', 'bad', 'b'].map((name) => hear(item(name))));
	expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
	expect(runs).toEqual(['a bad b', 'a', 'bad', 'b']);
	expect(await hear(item('c'))).toBe('heard c');
});
