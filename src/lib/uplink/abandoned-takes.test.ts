import { beforeEach, describe, expect, it } from 'vitest';
import { refusalOf, type Mark } from '#lib/protocol/index.ts';
import { closeAbandonedTakes } from './abandoned-takes.ts';
import { MemoryStore } from './memory-store.ts';

const lectureId = '01890000-0000-7000-8000-000000000001';
const takeId = '01890000-0000-7000-8000-0000000000a0';
const lecture = { lectureId, title: '', createdAt: 1, language: 'auto' as const, finishedAt: null };

let store: MemoryStore;
beforeEach(async () => {
	store = new MemoryStore();
	await store.putLecture(lecture);
	await store.beginTake(lectureId, { takeId, number: 0, startedAt: 0, codec: 'pcm_s16le' });
	await store.appendBlock(takeId, {
		firstSample: 0,
		sampleCount: 1_600_000,
		bytes: new Uint8Array(3_200_000)
	});
});

const free = async () => () => {};
const marks = () => store.marksFrom(takeId, 0, 100);

describe('closeAbandonedTakes', () => {
	it('closes a take that was left open, and ends the speech in it by the rules (L4)', async () => {
		await store.appendMarks(takeId, 0, [{ kind: 'speech-start', sample: 100 }]);
		expect(await closeAbandonedTakes(store, free)).toBe(1);
		const found = await marks();
		expect(found.at(-1)).toEqual({ kind: 'speech-end', sample: 1_600_000 });
		found.reduce<Mark | undefined>(
			(last, mark) => (expect(refusalOf(last, mark)).toBeUndefined(), mark),
			undefined
		);
		expect((await store.takesOf(lectureId))[0]?.closed).toBe(true);
	});

	it('adds no marks where nobody was speaking', async () => {
		await closeAbandonedTakes(store, free);
		expect(await marks()).toEqual([]);
	});

	it('touches nothing while another tab records', async () => {
		expect(await closeAbandonedTakes(store, async () => undefined)).toBe(0);
		expect((await store.takesOf(lectureId))[0]?.closed).toBe(false);
	});
});
