import { describe, expect, test } from 'vitest';
import { Affinity } from './affinity.ts';

describe('the place of a stream', () => {
	test('is where it was heard last, as long as that is open', () => {
		const affinity = new Affinity<string>();
		expect(affinity.choose(['a', 'b'], 'algebra')).toBe('a');
		expect(affinity.choose(['a', 'b'], 'biology')).toBe('b');
		expect(affinity.choose(['a', 'b'], 'biology')).toBe('b');
		expect(affinity.choose(['b', 'a'], 'algebra')).toBe('a');
		expect(affinity.choose(['b'], 'algebra')).toBe('b');
		expect(affinity.choose(['a', 'b'], 'algebra')).toBe('b');
	});

	test('is the one that rested longest for a stream that is new, or has no name', () => {
		const affinity = new Affinity<string>();
		const all = ['a', 'b', 'c'];
		expect(['x', undefined, 'y', 'z', undefined].map((stream) => affinity.choose(all, stream))).toEqual([
			'a',
			'b',
			'c',
			'a',
			'b'
		]);
	});

	test('there is none when nothing is open, and a thousand streams are not all remembered', () => {
		const affinity = new Affinity<string>();
		expect(affinity.choose([], 'x')).toBeUndefined();
		affinity.choose(['a', 'b'], 'first');
		for (let stream = 0; stream < 1000; stream++) affinity.choose(['b'], String(stream));
		expect(affinity.choose(['b', 'a'], 'first')).toBe('a');
		affinity.choose(['b'], 'first');
		expect(affinity.choose(['a', 'b'], 'first')).toBe('b');
	});
});
