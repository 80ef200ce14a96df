import { describe, expect, it } from 'vitest';
import { ClockWatch } from './clock-watch.ts';

const quantum = 128;
const quantumMs = 8;

/** A watch that has heard a second of sound, from wall-clock time `0` on. */
function awake(): { watch: ClockWatch; frame: number; ms: number } {
	const watch = new ClockWatch(16_000);
	let frame = 0;
	let ms = 0;
	for (; ms <= 1000; frame += quantum, ms += quantumMs) expect(watch.hasSlept(frame, ms)).toBe(false);
	return { watch, frame, ms };
}

describe('ClockWatch', () => {
	it('notices more than 2 s of the wall clock in which the graph stood still, once', () => {
		const { watch, frame, ms } = awake();
		expect(watch.hasSlept(frame, ms + 2500)).toBe(true);
		expect(watch.hasSlept(frame + quantum, ms + 2500 + quantumMs)).toBe(false);
	});

	it('bears with a short stall', () => {
		const { watch, frame, ms } = awake();
		expect(watch.hasSlept(frame, ms + 1900)).toBe(false);
	});

	it('bears with quanta that come in bursts', () => {
		const { watch, frame, ms } = awake();
		for (let n = 1; n <= 100; n++) expect(watch.hasSlept(frame + n * quantum, ms)).toBe(false);
		expect(watch.hasSlept(frame + 101 * quantum, ms + 101 * quantumMs)).toBe(false);
	});

	it('leaves frames that the graph skipped to the silence that takes their place', () => {
		const { watch, frame, ms } = awake();
		expect(watch.hasSlept(frame + 16_000 * 10, ms + 10_000)).toBe(false);
	});

	it('bears with a wall clock that is set back', () => {
		const { watch, frame, ms } = awake();
		expect(watch.hasSlept(frame, ms - 3_600_000)).toBe(false);
	});
});
