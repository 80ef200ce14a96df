import { describe, expect, it } from 'vitest';
import { superLinear } from './helpers/pattern-growth.ts';
import { sourcePatterns } from './helpers/source-patterns.ts';

/*
 * Text of models, files and people may be made to slow a pattern down. `npm run test:full` tries more and longer texts; the
 * linter forbids the shapes that it knows.
 */
const effort = { samples: 1, ends: 1 };

describe('the patterns of the source', () => {
	it('take no more than linear time on texts made to slow them down', async () => {
		const patterns = await sourcePatterns();
		expect(patterns.length).toBeGreaterThan(400);
		const slow = patterns.flatMap(({ pattern, at }) =>
			superLinear(pattern, effort) ? `${at} ${pattern}` : []
		);
		expect(slow).toEqual([]);
	});

	it.each([
		/\s+$/,
		/^#{1,6}\s+(.+?)\s*#*$/,
		/<!--[\s\S]*?-->/,
		/[ \t]*\[x/,
		/(a+)+$/,
		/\{[^}]*\}/,
		/(\d+)\.xml$/,
		/\p{L}.*\p{Lu}/u
	])('would be found out were it %s', (pattern) => {
		expect(superLinear(pattern, effort)).toBeDefined();
	});
});
