import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createQueue, type Priority, type Standing } from './queue.ts';

const priorities: Priority[] = ['final', 'speculative', 'backlog', 'partial'];
const items = fc
	.array(fc.constantFrom(...priorities))
	.map((list) => list.map((priority, index) => ({ priority, index })));
const final: Standing = { priority: 'final' };
const partial: Standing = { priority: 'partial' };

function drainOneByOne<Item>(queue: { take(): Item | undefined }): Item[] {
	const taken: Item[] = [];
	for (let item = queue.take(); item !== undefined; item = queue.take()) taken.push(item);
	return taken;
}

describe('the queue', () => {
	test('gives finals before speculative ones, then guesses and backlog in turn, each in the order in which they came', () => {
		fc.assert(
			fc.property(items, (list) => {
				const queue = createQueue<(typeof list)[number]>();
				for (const item of list) queue.push(item, item);
				expect(queue.size).toBe(list.length);
				const of = (priority: Priority) => list.filter((item) => item.priority === priority);
				const [guesses, backlog] = [of('partial'), of('backlog')];
				const inTurn = list.flatMap((_, n) => [guesses[n], backlog[n]]).filter((item) => item !== undefined);
				expect(drainOneByOne(queue)).toEqual([...of('final'), ...of('speculative'), ...inTurn]);
				expect(queue.size).toBe(0);
			})
		);
	});

	test('gives first guesses before later ones', () => {
		const queue = createQueue<string>();
		queue.push('later', { ...partial, guess: 3 });
		queue.push('first', { ...partial, guess: 0 });
		expect(drainOneByOne(queue)).toEqual(['first', 'later']);
	});

	test('of different lectures the one whose speech ended first goes first', () => {
		const ages = fc.uniqueArray(fc.nat(30_000), { minLength: 1, maxLength: 12 });
		fc.assert(
			fc.property(ages, (list) => {
				const queue = createQueue<number>({ nowMs: () => 0 });
				list.forEach((ageMs) => queue.push(ageMs, { ...final, stream: `lecture ${ageMs}`, ageMs }));
				expect(drainOneByOne(queue)).toEqual([...list].sort((a, b) => b - a));
			})
		);
	});

	test('a lecture with much to do takes no turn from another: while one waits it has the rest of this round and one turn of the next, no more', () => {
		const acts = fc.array(fc.record({ lecture: fc.nat(4), ageMs: fc.nat(1000), takes: fc.nat(2) }), {
			maxLength: 60
		});
		fc.assert(
			fc.property(acts, (list) => {
				const queue = createQueue<number>({ nowMs: () => 0 });
				const waiting = new Map<number, number>();
				/** Lectures that had a turn while each lecture waited. */
				const turnsSince = new Map<number, Map<number, number>>();
				const take = () => {
					const taken = queue.take();
					if (taken === undefined) return;
					waiting.set(taken, (waiting.get(taken) as number) - 1);
					turnsSince.delete(taken);
					for (const [lecture, jobs] of waiting) {
						if (jobs === 0 || lecture === taken) continue;
						const turns = turnsSince.get(lecture) ?? new Map<number, number>();
						turns.set(taken, (turns.get(taken) ?? 0) + 1);
						turnsSince.set(lecture, turns);
						expect(Math.max(...turns.values())).toBeLessThanOrEqual(2);
					}
				};
				for (const { lecture, ageMs, takes } of list) {
					if (queue.push(lecture, { ...final, stream: String(lecture), ageMs }))
						waiting.set(lecture, (waiting.get(lecture) ?? 0) + 1);
					for (let turn = 0; turn < takes; turn++) take();
				}
				while (queue.size > 0) take();
				expect([...waiting.values()].every((jobs) => jobs === 0)).toBe(true);
			})
		);
	});

	test('two hundred jobs of one lecture stand behind the first of each other', () => {
		const queue = createQueue<string>({ jobsOfStreamMax: 200 });
		for (let job = 0; job < 200; job++) queue.push('long', { priority: 'backlog', stream: 'long' });
		for (const stream of ['a', 'b']) queue.push(stream, { priority: 'backlog', stream });
		expect(drainOneByOne(queue).slice(0, 3)).toEqual(['long', 'a', 'b']);
	});

	test('[M1] is bounded: for each stream and priority, and at all', () => {
		const queue = createQueue<string>({ jobsMax: 5, jobsOfStreamMax: 2 });
		const push = (stream: string, priority: Priority) => queue.push(stream, { stream, priority });
		expect(['a', 'a', 'a', 'b'].map((stream) => push(stream, 'final'))).toEqual([true, true, false, true]);
		expect([push('a', 'partial'), push('c', 'final'), push('d', 'final')]).toEqual([true, true, false]);
		expect(queue.size).toBe(5);
		queue.putBack(queue.take() as string, { ...final, stream: 'a' });
		expect(push('a', 'final')).toBe(false);
	});

	test('says how many wait and for how long the first of them has', () => {
		let nowMs = 0;
		const queue = createQueue<string>({ nowMs: () => nowMs });
		queue.push('a', partial);
		nowMs = 40;
		queue.push('b', { ...partial, guess: 0 });
		nowMs = 100;
		expect(queue.waiting('partial')).toEqual({ jobs: 2, oldestMs: 100 });
		expect(queue.waiting('final')).toEqual({ jobs: 0, oldestMs: 0 });
	});

	test('gives what was put back first among its equals', () => {
		const queue = createQueue<string>();
		queue.push('a', final);
		queue.push('b', final);
		queue.putBack(queue.take() as string, final);
		queue.push('c', { ...final, ageMs: 10_000 });
		expect(drainOneByOne(queue)).toEqual(['a', 'c', 'b']);
	});

	test('gives what was put behind after all that waits at its priority', () => {
		const queue = createQueue<string>({ nowMs: () => 0, jobsOfStreamMax: 1 });
		queue.push('a', { ...final, stream: 'a', ageMs: 10_000 });
		const taken = queue.take() as string;
		for (const stream of ['a', 'b']) queue.push(`${stream} later`, { ...final, stream, ageMs: 10 });
		queue.putBehind(taken, { ...final, stream: 'a', ageMs: 10_000 });
		expect(drainOneByOne(queue)).toEqual(['a later', 'b later', 'a']);
	});

	test('does not give what was withdrawn', () => {
		const queue = createQueue<string>();
		queue.push('a', partial);
		queue.push('b', partial);
		expect([queue.withdraw('a'), queue.withdraw('a')]).toEqual([true, false]);
		expect(drainOneByOne(queue)).toEqual(['b']);
	});

	test('is empty once it was drained, or empty of one priority', () => {
		const queue = createQueue<string>();
		queue.push('p', partial);
		queue.push('q', { ...partial, guess: 0 });
		queue.push('f', final);
		expect(queue.drain('partial')).toEqual(['q', 'p']);
		expect(queue.drain()).toEqual(['f']);
		expect(queue.take()).toBeUndefined();
	});
});
