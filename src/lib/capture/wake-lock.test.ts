import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WakeLock } from './wake-lock.ts';

let page: EventTarget & { visibilityState: string };
/** Locks that are held. */
let held: Set<EventTarget>;
let isRefused: boolean;
let lock: WakeLock;

beforeEach(() => {
	page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
	held = new Set();
	isRefused = false;
	const request = async () => {
		if (isRefused) throw new DOMException('', 'NotAllowedError');
		const sentinel = Object.assign(new EventTarget(), {
			async release() {
				held.delete(sentinel);
				sentinel.dispatchEvent(new Event('release'));
			}
		});
		held.add(sentinel);
		return sentinel;
	};
	vi.stubGlobal('document', page);
	vi.stubGlobal('navigator', { wakeLock: { request } });
	lock = new WakeLock();
});
afterEach(() => vi.unstubAllGlobals());

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));
async function show(visibilityState: string): Promise<void> {
	page.visibilityState = visibilityState;
	if (visibilityState === 'hidden') await takeBack();
	page.dispatchEvent(new Event('visibilitychange'));
	await settled();
}
/** As a browser does. */
async function takeBack(): Promise<void> {
	for (const sentinel of [...held]) {
		held.delete(sentinel);
		sentinel.dispatchEvent(new Event('release'));
	}
	await settled();
}

describe('WakeLock', () => {
	it('is asked for again when the page shows again, and when it was taken back otherwise', async () => {
		lock.hold();
		await settled();
		expect(held.size).toBe(1);
		await show('hidden');
		expect(held.size).toBe(0);
		await show('visible');
		expect(held.size).toBe(1);
		await takeBack();
		expect(held.size).toBe(1);
	});

	it('is let go of for good', async () => {
		lock.hold();
		await settled();
		lock.release();
		await show('hidden');
		await show('visible');
		expect(held.size).toBe(0);
	});

	it('is not kept when it comes too late', async () => {
		lock.hold();
		lock.release();
		await settled();
		expect(held.size).toBe(0);
	});

	it('does without where the browser refuses', async () => {
		isRefused = true;
		lock.hold();
		await settled();
		isRefused = false;
		await show('visible');
		expect(held.size).toBe(1);
	});
});
