import { beforeEach, describe, expect, it } from 'vitest';
import { VirtualTimers } from '../../../tests/fakes/virtual-timers.ts';
import { StorageWatch } from './storage-watch.svelte.ts';

const pcmHourBytes = 2 * 16_000 * 3600;
const hourMs = 3_600_000;

let timers: VirtualTimers;
let freeBytes: number | undefined;
let codec: 'pcm_s16le' | 'opus';
let lows: number;
let mayPersist: boolean;
let watch: StorageWatch;

beforeEach(() => {
	timers = new VirtualTimers();
	freeBytes = 100 * pcmHourBytes;
	codec = 'pcm_s16le';
	lows = 0;
	mayPersist = true;
	watch = new StorageWatch({
		estimate: async () => (freeBytes === undefined ? {} : { usage: 1000, quota: 1000 + freeBytes }),
		persist: async () => mayPersist,
		persisted: async () => false,
		after: (ms, act) => timers.after(ms, act),
		nextCodec: async () => codec,
		onLow: () => lows++
	});
});

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('StorageWatch', () => {
	it('tells how much more fits, at the rate at which sound is kept', async () => {
		await watch.look();
		expect(watch.room).toEqual({
			usedBytes: 1000,
			freeBytes: 100 * pcmHourBytes,
			leftMs: 100 * hourMs,
			level: 'enough'
		});
		codec = 'opus';
		await watch.look();
		expect(watch.room?.leftMs).toBeGreaterThan(1000 * hourMs);
		expect(lows).toBe(0);
	});

	it.each([
		[3, 'enough', 0],
		[2.9, 'low', 1],
		[0.5, 'low', 1],
		[0.4, 'short', 1],
		[-1, 'short', 1]
	])('with room for %s h: %s', async (hours, level, calls) => {
		freeBytes = hours * pcmHourBytes;
		await watch.look();
		expect(watch.room?.level).toBe(level);
		expect(lows).toBe(calls);
	});

	it('looks again every half minute, until it is told not to', async () => {
		const stop = watch.follow();
		await settled();
		expect(watch.room?.level).toBe('enough');
		freeBytes = 0;
		timers.advance(30_000);
		await settled();
		expect(watch.room?.level).toBe('short');
		stop();
		freeBytes = 100 * pcmHourBytes;
		timers.advance(300_000);
		await settled();
		expect(watch.room?.level).toBe('short');
	});

	it('says nothing where the browser does not', async () => {
		freeBytes = undefined;
		await watch.look();
		expect(watch.room).toBeNull();
	});

	it('keeps the answer of the browser that was asked never to clear the store', async () => {
		await watch.look();
		expect(watch.isPersistent).toBe(false);
		await watch.keep();
		expect(watch.isPersistent).toBe(true);
		mayPersist = false;
		await watch.keep();
		expect(watch.isPersistent).toBe(false);
	});
});
