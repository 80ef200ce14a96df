import { describe, expect, it } from 'vitest';
import { SignalWatch } from './signal-watch.ts';

const second = 16_000;
const sound = (amplitude: number, samples = second) => new Int16Array(samples).fill(amplitude);

/** Looks twice a second, as the writer does. */
function lookFor(watch: SignalWatch, fromMs: number, ms: number): string[] {
	const seen: string[] = [];
	for (let at = fromMs + 500; at <= fromMs + ms; at += 500) seen.push(watch.look(at));
	return seen;
}

describe('SignalWatch', () => {
	it('misses the frames after 2 s, and no longer when they come again', () => {
		const watch = new SignalWatch(0);
		watch.heard(sound(1000));
		expect(lookFor(watch, 0, 2000)).toEqual(['sound', 'sound', 'sound', 'none']);
		watch.heard(sound(1000));
		expect(watch.look(2500)).toBe('sound');
	});

	it('does not count the time in which its own thread stood still', () => {
		const watch = new SignalWatch(0);
		watch.heard(sound(1000));
		expect(watch.look(60_000)).toBe('sound');
		watch.heard(sound(1000));
		expect(watch.look(60_500)).toBe('sound');
	});

	it('says so when no frames come after a sleep', () => {
		const watch = new SignalWatch(0);
		watch.heard(sound(1000));
		expect(watch.look(60_000)).toBe('sound');
		expect(lookFor(watch, 60_000, 1000)).toEqual(['sound', 'not-woken']);
	});

	it('hears silence after 15 s of sound in which nothing is to be heard, whatever the clock says', () => {
		const watch = new SignalWatch(0);
		for (let n = 0; n < 14; n++) watch.heard(sound(8));
		expect(watch.look(500)).toBe('unknown');
		watch.heard(sound(8));
		expect(watch.look(1000)).toBe('silence');
		watch.heard(sound(200));
		expect(watch.look(1500)).toBe('sound');
	});

	it('tells 30 s of nothing but zeros from a quiet room', () => {
		const watch = new SignalWatch(0);
		for (let n = 0; n < 40; n++) watch.heard(sound(1));
		expect(watch.look(500)).toBe('silence');
		for (let n = 0; n < 29; n++) watch.heard(sound(0));
		expect(watch.look(1000)).toBe('silence');
		watch.heard(sound(0));
		expect(watch.look(1500)).toBe('zeros');
	});
});
