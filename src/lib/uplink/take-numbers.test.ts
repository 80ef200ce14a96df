import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newNumbers } from './take-numbers.ts';

const takes = (device: string) =>
	fc
		.uniqueArray(fc.nat(12), { maxLength: 8 })
		.map((numbers) => numbers.map((number) => ({ takeId: `${device}${number}`, number })));

describe('newNumbers [W10]', () => {
	it('leaves takes as they are where no number is another take’s', () => {
		expect(newNumbers([{ takeId: 'a', number: 1 }], [{ takeId: 'b', number: 0 }])).toEqual([]);
		expect(newNumbers([{ takeId: 'a', number: 1 }], [{ takeId: 'a', number: 1 }])).toEqual([]);
	});

	it('no number is two takes’, and takes stay in the order in which they were recorded', () => {
		fc.assert(
			fc.property(takes('here'), takes('there'), fc.nat(8), (mine, others, sent) => {
				const inOrder = mine.toSorted((a, b) => a.number - b.number);
				const free = (number: number) => !inOrder.slice(0, sent).some((take) => take.number === number);
				const there = [...inOrder.slice(0, sent), ...others.filter(({ number }) => free(number))];
				const given = new Map(newNumbers(mine, there).map(({ takeId, number }) => [takeId, number]));
				const after = inOrder.map(({ takeId, number }) => given.get(takeId) ?? number);
				expect(after).toEqual(after.toSorted((a, b) => a - b));
				const unknown = after.slice(sent);
				const all = [...unknown, ...there.map(({ number }) => number)];
				expect(new Set(all).size).toBe(all.length);
			})
		);
	});
});
