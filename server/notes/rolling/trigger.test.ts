import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NoteLine } from '../port.ts';
import { dueLines, tokensOf, type Due } from './trigger.ts';

/** Lines of about `tokens` each, half a second apart; a negative number stands for a pause of 3 s before it. */
function lines(...tokens: number[]): NoteLine[] {
	let startMs = 0;
	return tokens.map((count, at) => {
		startMs += count < 0 ? 3_000 : 500;
		const line = { id: `t/${at}`, language: 'en', startMs, endMs: startMs + 1_000 };
		startMs += 1_000;
		return { ...line, text: 'x'.repeat(Math.round((Math.abs(count) - 6) / 0.3)) };
	});
}
const now = { waitedMs: 0, quietMs: 0, finished: false, tokensMax: 3_000 };
const countOf = (due: Due): number | undefined => (due.kind === 'due' ? due.lines.length : undefined);

describe('when waiting lines are read', () => {
	it('is at 1,200 tokens at once', () => {
		expect(countOf(dueLines(lines(400, 400, 390), now))).toBe(undefined);
		expect(countOf(dueLines(lines(400, 400, 420), now))).toBe(3);
	});

	it('is at 600 where the lecturer pauses: up to there', () => {
		expect(countOf(dueLines(lines(300, 310, -100), now))).toBe(2);
		expect(countOf(dueLines(lines(300, -200, 50), now))).toBe(undefined);
		expect(dueLines(lines(300, 310), now)).toEqual({ kind: 'wait', afterMs: 2_000 });
		expect(countOf(dueLines(lines(300, 310), { ...now, quietMs: 2_000 }))).toBe(2);
	});

	it('is at 150 after three minutes', () => {
		expect(dueLines(lines(160), { ...now, waitedMs: 170_000 })).toEqual({ kind: 'wait', afterMs: 10_000 });
		expect(countOf(dueLines(lines(160), { ...now, waitedMs: 180_000 }))).toBe(1);
		expect(dueLines(lines(100), { ...now, waitedMs: 900_000 })).toEqual({ kind: 'wait', afterMs: undefined });
	});

	it('is at the end, whatever there is', () => {
		expect(countOf(dueLines(lines(10), { ...now, finished: true }))).toBe(1);
		expect(dueLines([], { ...now, finished: true })).toEqual({ kind: 'wait', afterMs: undefined });
	});

	it('grows with what waits, up to what one call may read, and is never nothing', () => {
		const some = fc.array(fc.integer({ min: 10, max: 900 }), { minLength: 1, maxLength: 30 });
		fc.assert(
			fc.property(some, fc.integer({ min: 100, max: 3_000 }), (tokens, tokensMax) => {
				const due = dueLines(lines(...tokens), { ...now, finished: true, tokensMax });
				if (due.kind === 'wait') throw new Error('it waits at the end');
				expect(due.lines.length).toBeGreaterThan(0);
				if (due.lines.length > 1) expect(tokensOf(due.lines)).toBeLessThanOrEqual(tokensMax);
				expect(due.lines).toEqual(lines(...tokens).slice(0, due.lines.length));
			})
		);
	});
});
