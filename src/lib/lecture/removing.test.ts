import { expect, test } from 'vitest';
import { MemoryStore } from '#lib/uplink/memory-store.ts';
import type { Api, ApiProblem, LectureSummary } from './api.ts';
import { Library } from './library.svelte.ts';

const lectureId = '01890000-0000-7000-8000-000000000001';
const takeId = '01890000-0000-7000-8000-0000000000a0';

/** A device that holds a second of a lecture, of which it knows `stored` samples to be on the server. */
async function setUp({ stored = 0, problem = null as ApiProblem | null, listed = false } = {}) {
	const store = new MemoryStore();
	await store.putLecture({ lectureId, title: 'T', createdAt: 1, language: 'en', finishedAt: 2 });
	await store.beginTake(lectureId, { takeId, number: 0, startedAt: 1, codec: 'pcm_s16le' });
	await store.appendBlock(takeId, {
		firstSample: 0,
		sampleCount: 16_000,
		bytes: new Uint8Array(32_000)
	});
	await store.acknowledge(takeId, { samples: stored, marks: 0, finished: false });
	const api = {
		remove: async () => (problem ? { ok: false, problem } : { ok: true, value: undefined }),
		lectures: async () => ({ ok: true, value: listed ? [{ lectureId } as LectureSummary] : [] })
	} as unknown as Api;
	const library = new Library({ api, store: async () => store, doing: () => ({}) });
	await library.refresh();
	const isHere = async () => (await store.lectures()).length === 1;
	return { library, isHere };
}

test('how much only this device has is said before a lecture is deleted', async () => {
	expect(await (await setUp({ stored: 4000 })).library.onlyHere(lectureId)).toBe(12_000);
	expect(await (await setUp()).library.onlyHere('another')).toBe(0);
});

test('a lecture that the server never had is deleted here without a server, and when signed out', async () => {
	for (const problem of ['unreachable', 'not-signed-in'] as const) {
		const { library, isHere } = await setUp({ problem });
		expect(await library.remove(lectureId)).toBeUndefined();
		expect(await isHere()).toBe(false);
	}
});

test('a lecture that the server has some of, or lists, is not deleted while it cannot be asked', async () => {
	for (const known of [{ stored: 1 }, { listed: true }]) {
		const { library, isHere } = await setUp({ ...known, problem: 'unreachable' });
		expect(await library.remove(lectureId)).toBe('needs-server');
		expect(await isHere()).toBe(true);
	}
	const signedOut = await setUp({ stored: 1, problem: 'not-signed-in' });
	expect(await signedOut.library.remove(lectureId)).toBe('not-signed-in');
	expect(await signedOut.isHere()).toBe(true);
});

test('a server that fails deletes nothing here', async () => {
	const { library, isHere } = await setUp({ problem: 'server-failed' });
	expect(await library.remove(lectureId)).toBe('server-failed');
	expect(await isHere()).toBe(true);
});

test('what the server has deleted, or does not know any more, this device forgets', async () => {
	for (const problem of [null, 'not-found'] as const) {
		const { library, isHere } = await setUp({ stored: 1, problem });
		expect(await library.remove(lectureId)).toBeUndefined();
		expect(await isHere()).toBe(false);
	}
});
