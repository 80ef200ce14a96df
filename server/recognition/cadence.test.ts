import fc from 'fast-check';
import { expect, test } from 'vitest';
import { restMs } from './cadence.ts';

const cycleMs = (waitedMs: number, heardMs: number, shown: 'words' | 'no-words' = 'words') =>
	waitedMs + heardMs + restMs({ waitedMs, heardMs }, shown);
const ms = fc.nat({ max: 5000 });

test('an idle recogniser is asked every 300 ms', () => {
	expect([cycleMs(0, 0), cycleMs(2, 20), cycleMs(0, 100)]).toEqual([300, 300, 300]);
});

test('until there are words, an idle recogniser is asked with every block, a busy one no more often than else', () => {
	expect(cycleMs(2, 20, 'no-words')).toBe(150);
	expect(cycleMs(50, 200, 'no-words')).toBe(cycleMs(50, 200));
});

test('a guess comes never sooner, and the more rarely the longer inference takes or jobs wait', () => {
	fc.assert(
		fc.property(ms, ms, fc.nat({ max: 500 }), (waited, heard, more) => {
			expect(cycleMs(waited, heard)).toBeGreaterThanOrEqual(Math.max(300, 3 * heard));
			expect(cycleMs(waited, heard + more)).toBeGreaterThanOrEqual(cycleMs(waited, heard));
			expect(cycleMs(waited + more, heard)).toBeGreaterThanOrEqual(cycleMs(waited, heard));
		})
	);
});
