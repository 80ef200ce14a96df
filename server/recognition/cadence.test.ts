import fc from 'fast-check';
import { expect, test } from 'vitest';
import { restMs } from './cadence.ts';

const cycleMs = (waitedMs: number, heardMs: number) => waitedMs + heardMs + restMs({ waitedMs, heardMs });
const ms = fc.nat({ max: 5000 });

test('an idle recogniser is asked every 300 ms', () => {
	expect([cycleMs(0, 0), cycleMs(2, 20), cycleMs(0, 100)]).toEqual([300, 300, 300]);
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
