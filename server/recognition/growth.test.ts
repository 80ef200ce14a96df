import { describe, expect, test, vi } from 'vitest';
import { Growth } from './growth.ts';

describe('waiting for a take to grow', () => {
	test('ends when that take grows, for all who wait, and not when another does', async () => {
		const growth = new Growth();
		const waiting = [growth.next('a', 600_000), growth.next('a', 600_000)];
		growth.grew('b');
		expect(growth.takes).toBe(1);
		growth.grew('a');
		expect(await Promise.all(waiting)).toEqual([true, true]);
	});

	test('[M1] leaves nothing behind when it ends, whether or not the take grew', async () => {
		vi.useFakeTimers();
		const growth = new Growth();
		const [grown, stale] = [growth.next('a', 1000), growth.next('b', 1000)];
		growth.grew('a');
		vi.advanceTimersByTime(1000);
		vi.useRealTimers();
		expect([await grown, await stale]).toEqual([true, false]);
		expect(growth.takes).toBe(0);
	});
});
