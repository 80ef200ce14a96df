import { describe, expect, it } from 'vitest';
import { MemoryStore } from '#lib/uplink/memory-store.ts';
import { closeAbandonedTakes } from '#lib/uplink/abandoned-takes.ts';
import { until } from '../../../tests/helpers/until.ts';
import { Importer } from './importer.svelte.ts';
import { MediaIntake, type MediaFile } from './media-intake.ts';
import type { ImportReport } from './port.ts';
import type { ImportProgress } from './progress.ts';

const nowMs = 1_800_000_000_000;
const fileOf = (name: string, lastModified = 1_700_000_000_000): MediaFile =>
	new File(['sound'], name, { lastModified });

/** An intake whose thread says what the test tells it to. */
function setUp(answer: 'opened' | 'refused' = 'opened') {
	const store = new MemoryStore();
	const locked = new Set<string>();
	let [sent, ids] = [0, 0];
	const thread = { say: (_: ImportReport) => {}, takeId: '', isOpen: false };
	const media = new MediaIntake({
		store: async () => store,
		startThread(onReport) {
			thread.say = onReport;
			thread.isOpen = true;
			return {
				open: () =>
					onReport(
						answer === 'opened'
							? { kind: 'opened', durationMs: 60_000, tracks: { names: [], used: 0 } }
							: { kind: 'refused', problem: 'no-audio' }
					),
				begin: (_, { takeId }) => (thread.takeId = takeId),
				close: () => (thread.isOpen = false)
			};
		},
		lock: async (lectureId) => {
			locked.add(lectureId);
			return () => locked.delete(lectureId);
		},
		nextCodec: async () => 'pcm_s16le',
		language: () => 'zh',
		onTakenIn: async () => void sent++,
		newId: () => `01890000-0000-7000-8000-00000000000${ids++}`,
		nowMs: () => nowMs
	});
	const store1s = () =>
		store.appendBlock(thread.takeId, { firstSample: 0, sampleCount: 16_000, bytes: new Uint8Array(32_000) });
	const begun = () => until('the take to begin', () => thread.takeId !== '');
	const told: ImportProgress[] = [];
	const stop = new AbortController();
	const takeIn = (file = fileOf('My_talk.mp3')) =>
		media.takeIn(file, (progress) => told.push(progress), stop.signal);
	return { store, media, thread, locked, stop, told, takeIn, begun, store1s, sent: () => sent };
}

describe('taking in a media file', () => {
	it('makes a lecture of it: title from its name, time from its date, ended, and sent', async () => {
		const { takeIn, begun, store1s, thread, store, sent, locked, told } = setUp();
		const taken = takeIn();
		await begun();
		expect(locked.size).toBe(1);
		await store1s();
		thread.say({ kind: 'progress', positionMs: 30_000, isHeldUp: true });
		await store.closeTake(thread.takeId);
		thread.say({ kind: 'ended', samples: 16_000, ending: 'whole', wasCancelling: false });
		expect(await taken).toMatchObject({ kind: 'imported', samples: 16_000, ending: 'whole' });
		expect(told).toMatchObject([{ share: 0.5, isHeldUp: true }]);
		const [lecture] = await store.lectures();
		const createdAt = 1_700_000_000_000;
		expect(lecture).toMatchObject({ title: 'My talk', createdAt, language: 'zh', finishedAt: nowMs });
		expect(await store.takesOf(lecture?.lectureId ?? '')).toMatchObject([
			{ startedAt: createdAt, closed: true }
		]);
		expect([sent(), locked.size, thread.isOpen]).toEqual([1, 0, false]);
	});

	it('of a file whose date lies ahead is dated now', async () => {
		const { takeIn, begun, store, thread } = setUp();
		void takeIn(fileOf('a.wav', nowMs + 1e9));
		await begun();
		expect((await store.lectures())[0]?.createdAt).toBe(nowMs);
		thread.say({ kind: 'crashed' });
	});

	it('that is refused leaves nothing behind', async () => {
		const { takeIn, store, thread } = setUp('refused');
		expect(await takeIn()).toEqual({ kind: 'refused', problem: 'no-audio' });
		expect(await store.lectures()).toEqual([]);
		expect(thread.isOpen).toBe(false);
	});

	it('that is cancelled leaves nothing behind', async () => {
		const { takeIn, begun, store1s, stop, store, locked } = setUp();
		const taken = takeIn();
		await begun();
		await store1s();
		stop.abort();
		expect(await taken).toEqual({ kind: 'cancelled' });
		expect(await store.lectures()).toEqual([]);
		expect(locked.size).toBe(0);
	});

	it('keeps what was read when its thread dies, and closes the take there', async () => {
		const { takeIn, begun, store1s, thread, store } = setUp();
		const taken = takeIn();
		await begun();
		await store1s();
		thread.say({ kind: 'crashed' });
		const outcome = await taken;
		expect(outcome).toMatchObject({ kind: 'imported', samples: 16_000, ending: 'damaged' });
		const { lectureId = '' } = (await store.lectures())[0] ?? {};
		expect(await store.takesOf(lectureId)).toMatchObject([{ closed: true, samples: 16_000 }]);
	});

	it('that gave no sample is refused with the reason', async () => {
		const { takeIn, begun, thread, store } = setUp();
		const taken = takeIn();
		await begun();
		thread.say({ kind: 'ended', samples: 0, ending: 'storage-full', wasCancelling: false });
		expect(await taken).toEqual({ kind: 'refused', problem: 'storage-full' });
		expect(await store.lectures()).toEqual([]);
	});

	it('is not tidied up by another page while it goes on', async () => {
		const { takeIn, begun, store, locked, thread } = setUp();
		void takeIn();
		await begun();
		const free = async () => () => undefined;
		expect(await closeAbandonedTakes(store, free, async () => locked)).toBe(0);
		expect(await closeAbandonedTakes(store, free)).toBe(1);
		thread.say({ kind: 'crashed' });
	});
});

describe('the importer', () => {
	it('takes several files one after the other, and one that waits can be cancelled', async () => {
		const order: string[] = [];
		let isAwake = false;
		const importer = new Importer({
			rescue: { takeIn: async () => ({ kind: 'refused', problem: 'foreign-file' }) },
			media: {
				takeIn: async ({ name }) => {
					order.push(`${name} begins`);
					await new Promise((resolve) => setImmediate(resolve));
					order.push(`${name} ends`);
					return {
						kind: 'imported',
						lectureId: 'x',
						samples: 1,
						ending: 'whole',
						tracks: { names: [], used: 0 },
						wasCancelling: false
					};
				}
			},
			wakeLock: { hold: () => (isAwake = true), release: () => (isAwake = false) }
		});
		const done = importer.add([fileOf('a'), fileOf('b'), fileOf('c')]);
		importer.cancel(1);
		expect([importer.isBusy, isAwake]).toEqual([true, true]);
		await done;
		expect(order).toEqual(['a begins', 'a ends', 'c begins', 'c ends']);
		expect(importer.rows.map(({ outcome }) => outcome?.kind)).toEqual(['imported', 'cancelled', 'imported']);
		expect([importer.isBusy, isAwake]).toEqual([false, false]);
	});

	it('leaves rescue files to those who know them', async () => {
		const importer = new Importer({
			rescue: { takeIn: async () => ({ kind: 'refused', problem: 'newer-file' }) },
			media: { takeIn: () => Promise.reject(new Error('not asked')) },
			wakeLock: { hold: () => undefined, release: () => undefined }
		});
		await importer.add([fileOf('a.404take')]);
		expect(importer.rows).toMatchObject([{ outcome: { problem: 'newer-file' } }]);
	});
});
