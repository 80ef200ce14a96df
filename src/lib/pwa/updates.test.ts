import { describe, expect, it, vi } from 'vitest';
import { Updates, type Worker } from './updates.svelte.ts';

async function setUp() {
	const acts = { waiting: () => {}, exchanged: () => {} };
	const world = { recording: false, reloads: 0, exchanges: 0 };
	const worker: Worker = {
		onWaiting: (act) => void (acts.waiting = act),
		onExchanged: (act) => void (acts.exchanged = act),
		exchange: () => void world.exchanges++,
		look: async () => undefined
	};
	const updates = new Updates({
		register: async () => worker,
		isAnyRecording: async () => world.recording,
		reload: () => void world.reloads++
	});
	const stop = updates.start();
	await vi.waitFor(() => expect(acts.waiting).not.toBeUndefined());
	await Promise.resolve();
	return { updates, world, acts, stop };
}

describe('a newer version of the app', () => {
	it('waits for a person, and reloads the page that asked for it', async () => {
		const { updates, world, acts, stop } = await setUp();
		expect(updates.state).toBe('none');
		acts.waiting();
		expect(updates.state).toBe('waiting');
		expect(world).toMatchObject({ exchanges: 0, reloads: 0 });
		await updates.take();
		expect(world.exchanges).toBe(1);
		acts.exchanged();
		expect(world.reloads).toBe(1);
		stop();
	});

	it('does not take over while any tab records, and may be asked for again', async () => {
		const { updates, world, acts, stop } = await setUp();
		acts.waiting();
		world.recording = true;
		await updates.take();
		expect(updates.state).toBe('held-back');
		expect(world.exchanges).toBe(0);
		world.recording = false;
		await updates.take();
		expect(world.exchanges).toBe(1);
		stop();
	});

	it('never reloads a page that did not ask, whoever did', async () => {
		const { world, acts, stop } = await setUp();
		acts.waiting();
		acts.exchanged();
		expect(world.reloads).toBe(0);
		stop();
	});
});
