import { describe, expect, it, vi } from 'vitest';
import { Updates, type Freshness, type Worker } from './updates.svelte.ts';

async function setUp() {
	const acts = { waiting: () => {}, exchanged: () => {} };
	const world = { recording: false, reloads: 0, exchanges: 0, freshness: 'newest' as Freshness };
	const worker: Worker = {
		onWaiting: (act) => void (acts.waiting = act),
		onExchanged: (act) => void (acts.exchanged = act),
		exchange: () => void world.exchanges++,
		look: async () => world.freshness
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

	it('never reloads a page that did not ask, whoever did; that page may be reloaded later', async () => {
		const { updates, world, acts, stop } = await setUp();
		acts.waiting();
		acts.exchanged();
		expect(world.reloads).toBe(0);
		expect(updates.state).toBe('exchanged');
		await updates.take();
		expect(world).toMatchObject({ exchanges: 0, reloads: 1 });
		stop();
	});

	it.each([
		['there is none: the page is reloaded as it is', 'newest', { reloads: 1, exchanges: 0 }],
		['one waits: it takes over', 'waiting', { reloads: 0, exchanges: 1 }],
		['one is on its way: nothing happens yet', 'fetching', { reloads: 0, exchanges: 0 }]
	] as const)('a page that the server refuses as too old is renewed; %s', async (_, freshness, expected) => {
		const { updates, world, stop } = await setUp();
		world.freshness = freshness;
		await updates.renew();
		expect(world).toMatchObject(expected);
		stop();
	});

	it('that a person wants takes over as soon as it is here, unless a tab records by then', async () => {
		const { updates, world, acts, stop } = await setUp();
		world.freshness = 'fetching';
		await updates.renew();
		expect(updates.state).toBe('fetching');
		world.recording = true;
		acts.waiting();
		await vi.waitFor(() => expect(updates.state).toBe('held-back'));
		world.recording = false;
		await updates.take();
		expect(world.exchanges).toBe(1);
		stop();
	});
});
