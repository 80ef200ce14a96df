import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BacklogPace } from './backlog-pace.ts';

const most = 512 * 1024;
const least = 8 * 1024;

/** A pace whose answers come `delayMs` after the last byte has left at `bytesPerMs`; what is free is sent in one piece. */
class Line {
	nowMs = 0;
	#end = 0;
	readonly pace = new BacklogPace(() => this.nowMs, most);

	round(delayMs: number, bytesPerMs = Infinity): number {
		const { windowBytes } = this.pace;
		this.#end += windowBytes;
		this.pace.sent('t', this.#end, windowBytes);
		this.nowMs += delayMs + windowBytes / bytesPerMs;
		this.pace.stored('t', this.#end);
		return this.pace.windowBytes;
	}

	rounds(count: number, delayMs: number, bytesPerMs?: number): number {
		for (let n = 1; n < count; n++) this.round(delayMs, bytesPerMs);
		return this.round(delayMs, bytesPerMs);
	}
}

describe('BacklogPace [W4]', () => {
	it('begins small, and doubles with each answer that comes fast', () => {
		const line = new Line();
		expect(line.pace.windowBytes).toBe(least);
		expect(line.round(50)).toBe(2 * least);
		expect(line.round(50)).toBe(4 * least);
		expect(line.rounds(10, 50)).toBe(most);
	});

	it('halves when answers come slowly, and never stops', () => {
		const line = new Line();
		line.rounds(10, 50);
		expect(line.round(5000)).toBe(most / 2);
		expect(line.rounds(12, 5000)).toBe(least);
	});

	it('comes to what the line carries in half a second', () => {
		const line = new Line();
		const bytes = line.rounds(30, 40, 64);
		expect(bytes).toBeGreaterThan(64 * 400);
		expect(bytes).toBeLessThanOrEqual(64 * 500);
	});

	it('fills a line that is long, not slow', () => {
		expect(new Line().rounds(20, 700)).toBe(most);
	});

	it('waits for nothing of a take that is sent again', () => {
		const line = new Line();
		line.pace.sent('t', 100, 1000);
		line.pace.forget('t');
		line.nowMs += 60_000;
		line.pace.stored('t', 100);
		expect(line.pace.windowBytes).toBe(least);
	});

	it('stays within its bounds whatever is sent and answered', () => {
		const act = fc.record({ bytes: fc.nat(100_000), waitMs: fc.nat(20_000), isStored: fc.boolean() });
		fc.assert(
			fc.property(fc.array(act), (acts) => {
				let nowMs = 0;
				let end = 0;
				const pace = new BacklogPace(() => nowMs, most);
				for (const { bytes, waitMs, isStored } of acts) {
					const before = pace.windowBytes;
					pace.sent('t', (end += bytes), bytes);
					nowMs += waitMs;
					if (isStored) pace.stored('t', end);
					expect(pace.windowBytes).toBeGreaterThanOrEqual(Math.max(least, before / 2));
					expect(pace.windowBytes).toBeLessThanOrEqual(Math.min(most, before * 2));
				}
			})
		);
	});
});
