import { describe, expect, it } from 'vitest';
import { SignalWatch } from './signal-watch.ts';

describe('SignalWatch', () => {
	it('warns when no frames came for 2 s, and stops when they come again', () => {
		const watch = new SignalWatch(0);
		watch.heard(1000, 0.1);
		expect(watch.warnings(2999)).toEqual([]);
		expect(watch.warnings(3000)).toEqual(['no-frames']);
		watch.heard(3100, 0.1);
		expect(watch.warnings(3200)).toEqual([]);
	});

	it('warns after 15 s in which frames came and nothing was to be heard', () => {
		const watch = new SignalWatch(0);
		for (let ms = 0; ms <= 15_000; ms += 100) watch.heard(ms, 0.0001);
		expect(watch.warnings(14_999)).toEqual([]);
		expect(watch.warnings(15_000)).toEqual(['silence']);
		watch.heard(15_100, 0.01);
		expect(watch.warnings(15_200)).toEqual([]);
	});
});
