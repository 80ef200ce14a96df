import { describe, expect, it } from 'vitest';
import { copyInBackground, type BackgroundCopyDeps } from './background-copy.ts';
import { MemoryStore } from './memory-store.ts';

const lectureId = '01890000-0000-7000-8000-000000000001';
const takeId = '01890000-0000-7000-8000-0000000000a0';

async function setUp(parts: Partial<BackgroundCopyDeps> = {}) {
	const store = new MemoryStore();
	await store.putLecture({ lectureId, title: 'T', createdAt: 1, language: 'en', finishedAt: 2 });
	await store.beginTake(lectureId, { takeId, number: 0, startedAt: 1, codec: 'pcm_s16le' });
	const asked: string[] = [];
	const copy = () =>
		copyInBackground({
			store,
			fetch: async (path, { method }) => {
				asked.push(`${method} ${path}`);
				throw new TypeError('no network');
			},
			takeRecorderLock: async () => () => {},
			withSenderLock: (_, work) => work(),
			...parts
		});
	return { store, asked, copy };
}

describe('copying while no page is open', () => {
	it('closes what a page that died left open, and wants to try again when there is no server', async () => {
		const { store, asked, copy } = await setUp();
		expect(await copy()).toBe(false);
		expect((await store.takesOf(lectureId))[0]?.closed).toBe(true);
		expect(asked).toEqual([`PUT /api/lectures/${lectureId}`]);
	});

	it('asks nothing for what is whole on the server', async () => {
		const { store, asked, copy } = await setUp();
		await store.acknowledge(takeId, { samples: 0, marks: 0, finished: true });
		expect(await copy()).toBe(true);
		expect(asked).toEqual([]);
	});

	it('leaves it to a page that sends or records', async () => {
		const { store, asked, copy } = await setUp({
			takeRecorderLock: async () => undefined,
			withSenderLock: async () => undefined
		});
		expect(await copy()).toBe(true);
		expect(asked).toEqual([]);
		expect((await store.takesOf(lectureId))[0]?.closed).toBe(false);
	});
});
