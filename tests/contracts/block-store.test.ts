/// <reference lib="dom" />
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import { openIndexedDbStore } from '../../src/lib/uplink/indexed-db-store.ts';
import { MemoryStore } from '../../src/lib/uplink/memory-store.ts';
import { blockOf, blockStoreContract, takeOf } from './block-store-contract.ts';

blockStoreContract('MemoryStore', async () => new MemoryStore());

blockStoreContract('IndexedDbStore', async () => {
	globalThis.indexedDB = new IDBFactory();
	return openIndexedDbStore();
});

describe('IndexedDbStore', () => {
	const lectureId = '01890000-0000-7000-8000-000000000002';
	const lecture = { lectureId, title: '', createdAt: 1, language: 'auto' as const, finishedAt: null };

	it('finds everything again after it was closed and opened', async () => {
		globalThis.indexedDB = new IDBFactory();
		const before = await openIndexedDbStore();
		await before.putLecture(lecture);
		await before.beginTake(lectureId, takeOf(0));
		await before.appendBlock(takeOf(0).takeId, blockOf(0, 30));
		before.close();
		const after = await openIndexedDbStore();
		expect(await after.lectures()).toEqual([lecture]);
		expect(await after.blocksFrom(takeOf(0).takeId, 0, 30)).toEqual([blockOf(0, 30)]);
	});

	it('answers storage-full when the disk has no room, and the log stays as it was', async () => {
		globalThis.indexedDB = new IDBFactory();
		const store = await openIndexedDbStore();
		await store.beginTake(lectureId, takeOf(0));
		const real = IDBObjectStore.prototype.add;
		IDBObjectStore.prototype.add = () => {
			throw new DOMException('no room', 'QuotaExceededError');
		};
		try {
			expect(await store.appendBlock(takeOf(0).takeId, blockOf(0, 30))).toBe('storage-full');
		} finally {
			IDBObjectStore.prototype.add = real;
		}
		expect(await store.appendBlock(takeOf(0).takeId, blockOf(0, 30))).toBeUndefined();
	});

	it('answers storage-failed when the database has gone', async () => {
		globalThis.indexedDB = new IDBFactory();
		const store = await openIndexedDbStore();
		await store.beginTake(lectureId, takeOf(0));
		store.close();
		expect(await store.appendBlock(takeOf(0).takeId, blockOf(0, 30))).toBe('storage-failed');
	});
});
