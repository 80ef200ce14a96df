import { expect, it } from 'vitest';
import { yieldToLoop, mappedInTurns, slicesOf } from './event-loop.ts';

it('yielding lets the event loop go on in the midst of long work, however many work at once', async () => {
	let turns = 0;
	let isOver = false;
	const turn = (): void => {
		turns++;
		if (!isOver) setImmediate(turn);
	};
	setImmediate(turn);
	const work = async (): Promise<void> => {
		for (let part = 0; part < 20; part++) {
			for (const until = performance.now() + 2; performance.now() < until;);
			await yieldToLoop();
		}
	};
	await Promise.all([work(), work(), work()]);
	isOver = true;
	expect(turns).toBeGreaterThan(10);
});

it('a list is made in order, and cut into runs that are it', async () => {
	const items = Array.from({ length: 10 }, (_, n) => n);
	expect(await mappedInTurns(items, (n) => n * 2)).toEqual(items.map((n) => n * 2));
	expect([...slicesOf(items, 4)]).toEqual([
		[0, 1, 2, 3],
		[4, 5, 6, 7],
		[8, 9]
	]);
	expect([...slicesOf([], 4)]).toEqual([]);
});
