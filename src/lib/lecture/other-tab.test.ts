import { beforeEach, describe, expect, it } from 'vitest';
import { VirtualTimers } from '../../../tests/fakes/virtual-timers.ts';
import { OtherTab } from './other-tab.svelte.ts';

let timers: VirtualTimers;
let isLocked: boolean;
let isHere: boolean;
let overs: number;
let tab: OtherTab;

beforeEach(() => {
	timers = new VirtualTimers();
	isLocked = false;
	isHere = false;
	overs = 0;
	tab = new OtherTab({
		isLocked: async () => isLocked,
		isHere: () => isHere,
		writtenLecture: async () => (isLocked ? 'lecture' : undefined),
		after: (ms, act) => timers.after(ms, act),
		onOver: () => overs++
	});
});

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));
async function pass(ms: number): Promise<void> {
	for (let at = 0; at < ms; at += 500) {
		timers.advance(500);
		await settled();
	}
}

describe('OtherTab', () => {
	it('says which lecture another tab records, until that has ended', async () => {
		isLocked = true;
		tab.follow();
		await settled();
		await pass(1000);
		expect(tab).toMatchObject({ isRecording: true, lectureId: 'lecture' });
		isLocked = false;
		await pass(2500);
		expect(tab).toMatchObject({ isRecording: false, lectureId: null });
		expect(overs).toBe(1);
	});

	it('does not take this page’s own recording for another’s', async () => {
		isLocked = true;
		isHere = true;
		tab.follow();
		await settled();
		await pass(10_000);
		expect(tab.isRecording).toBe(false);
		isHere = false;
		isLocked = false;
		await pass(10_000);
		expect(overs).toBe(0);
	});

	it('does not mind a lock that is held for a moment', async () => {
		isLocked = true;
		tab.follow();
		await settled();
		isLocked = false;
		await pass(2500);
		expect(tab.isRecording).toBe(false);
		expect(overs).toBe(0);
	});

	it('looks no more when it is told not to', async () => {
		const stop = tab.follow();
		await settled();
		stop();
		isLocked = true;
		await pass(10_000);
		expect(tab.isRecording).toBe(false);
	});
});
