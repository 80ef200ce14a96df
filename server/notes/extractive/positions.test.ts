import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { positionsFor } from './positions.ts';

describe('positionsFor', () => {
	const known = fc.array(fc.option(fc.integer({ min: -50, max: 50 }), { nil: undefined }));

	it('gives rising positions', () => {
		fc.assert(
			fc.property(known, (list) => {
				const positions = positionsFor(list);
				expect(positions.length).toBe(list.length);
				positions.slice(1).forEach((position, at) => expect(position).toBeGreaterThan(positions[at] ?? NaN));
			})
		);
	});

	it('keeps positions that are in order', () => {
		fc.assert(
			fc.property(fc.uniqueArray(fc.integer()), fc.array(fc.boolean()), (list, holes) => {
				const rising = [...list].sort((a, b) => a - b);
				const list2 = rising.map((position, at) => (holes[at] ? undefined : position));
				const positions = positionsFor(list2);
				list2.forEach((position, at) => position !== undefined && expect(positions[at]).toBe(position));
			})
		);
	});
});
