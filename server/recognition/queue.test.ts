import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createQueue, type Priority } from './queue.ts';

const priorities: Priority[] = ['final', 'speculative', 'backlog', 'partial'];
const items = fc
	.array(fc.constantFrom(...priorities))
	.map((list) => list.map((priority, index) => ({ priority, index })));

function drainOneByOne<Item>(queue: { take(): Item | undefined }): Item[] {
	const taken: Item[] = [];
	for (let item = queue.take(); item !== undefined; item = queue.take()) taken.push(item);
	return taken;
}

describe('the queue', () => {
	test('gives finals before speculative ones before backlog before partials, in the order in which they came', () => {
		fc.assert(
			fc.property(items, (list) => {
				const queue = createQueue<(typeof list)[number]>();
				for (const item of list) queue.push(item, item.priority);
				expect(queue.size).toBe(list.length);
				const rank = (item: (typeof list)[number]) => priorities.indexOf(item.priority);
				expect(drainOneByOne(queue)).toEqual(
					[...list].sort((a, b) => rank(a) - rank(b) || a.index - b.index)
				);
				expect(queue.size).toBe(0);
			})
		);
	});

	test('gives what was put back first among its equals', () => {
		const queue = createQueue<string>();
		queue.push('a', 'final');
		queue.push('b', 'final');
		queue.putBack(queue.take() as string, 'final');
		queue.push('c', 'final');
		expect(drainOneByOne(queue)).toEqual(['a', 'b', 'c']);
	});

	test('does not give what was withdrawn', () => {
		const queue = createQueue<string>();
		queue.push('a', 'partial');
		queue.push('b', 'partial');
		expect([queue.withdraw('a'), queue.withdraw('a')]).toEqual([true, false]);
		expect(drainOneByOne(queue)).toEqual(['b']);
	});

	test('is empty once it was drained', () => {
		const queue = createQueue<string>();
		queue.push('p', 'partial');
		queue.push('f', 'final');
		expect(queue.drain()).toEqual(['f', 'p']);
		expect(queue.take()).toBeUndefined();
	});
});
