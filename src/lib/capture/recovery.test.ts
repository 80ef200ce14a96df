import { beforeEach, describe, expect, it } from 'vitest';
import { VirtualTimers } from '../../../tests/fakes/virtual-timers.ts';
import type { CaptureProblem } from './port.ts';
import { Recovery } from './recovery.ts';

const turn = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

let timers: VirtualTimers;
let attempts: number[];
let obstacle: CaptureProblem | undefined;
let chance: (() => void) | undefined;
let recovery: Recovery;

beforeEach(() => {
	timers = new VirtualTimers();
	attempts = [];
	obstacle = 'no-device';
	chance = undefined;
	const beganMs = timers.nowMs();
	recovery = new Recovery({
		attempt: async () => (attempts.push((timers.nowMs() - beganMs) / 1000), obstacle),
		after: (ms, act) => timers.after(ms, act),
		onChance: (given) => ((chance = given), () => (chance = undefined))
	});
});

async function pass(seconds: number): Promise<void> {
	for (let n = 0; n < seconds; n++) {
		timers.advance(1000);
		await turn();
	}
}

describe('Recovery', () => {
	it('tries at once, then after 1, 2, 5, 10, 20 and 30 s, without an end', async () => {
		recovery.begin();
		await turn();
		await pass(130);
		expect(attempts).toEqual([0, 1, 3, 8, 18, 38, 68, 98, 128]);
	});

	it('ends when it has worked', async () => {
		recovery.begin();
		await turn();
		obstacle = undefined;
		await pass(60);
		expect(attempts).toEqual([0, 1]);
		expect(chance).toBeUndefined();
	});

	it('tries within the very call of a person, and of a chance', async () => {
		recovery.begin();
		await turn();
		void recovery.tryNow();
		expect(attempts).toHaveLength(2);
		await turn();
		chance?.();
		expect(attempts).toHaveLength(3);
	});

	it('never tries twice at a time', async () => {
		recovery.begin();
		void recovery.tryNow();
		chance?.();
		expect(attempts).toHaveLength(1);
	});

	it('stops when it is no longer wanted, also in the middle of an attempt', async () => {
		recovery.begin();
		recovery.cancel();
		await turn();
		await pass(60);
		void recovery.tryNow();
		expect(attempts).toHaveLength(1);
	});

	it('does not begin anew with what has not held', async () => {
		obstacle = undefined;
		recovery.begin();
		await turn();
		recovery.begin();
		expect(attempts).toHaveLength(1);
		await pass(1);
		expect(attempts).toHaveLength(2);
		recovery.proved();
		recovery.begin();
		expect(attempts).toHaveLength(3);
	});
});
