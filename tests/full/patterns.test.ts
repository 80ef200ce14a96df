import { expect, it } from 'vitest';
import { superLinear } from '../helpers/pattern-growth.ts';
import { sourcePatterns } from '../helpers/source-patterns.ts';

it('no pattern of the source takes more than linear time, whatever its parts are repeated with', async () => {
	const effort = { samples: 4, ends: 4 };
	const slow = (await sourcePatterns()).flatMap(({ pattern, at }) => {
		const found = superLinear(pattern, effort);
		return found ? [{ at, pattern: String(pattern), ...found }] : [];
	});
	expect(slow).toEqual([]);
});
