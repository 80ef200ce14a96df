import { expect, test } from 'vitest';
import { childrenFor } from './children.ts';

test('children take half of the processors, at most eight; two processors have two, one has one', () => {
	expect([1, 2, 3, 4, 6, 16, 64].map(childrenFor)).toEqual([1, 2, 2, 2, 3, 8, 8]);
});
