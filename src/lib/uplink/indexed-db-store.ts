import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction, type StoreNames } from 'idb';
import type { LectureId, Mark, TakeId } from '#lib/protocol/index.ts';
import type { AppendRefusal, BlockStore, LocalLecture, LocalTake, NewTake, StoredBlock } from './port.ts';
import {
	blockRefusalOf,
	byCreation,
	byNumber,
	marksRefusalOf,
	newTake,
	numbered,
	packedBlock
} from './store-rules.ts';

type BlockRow = { takeId: TakeId; firstSample: number; sampleCount: number; bytes: ArrayBuffer };
type MarkRow = Mark & { takeId: TakeId; index: number };

interface Schema extends DBSchema {
	lectures: { key: LectureId; value: LocalLecture };
	takes: { key: TakeId; value: LocalTake; indexes: { byLecture: LectureId } };
	blocks: { key: [TakeId, number]; value: BlockRow };
	marks: { key: [TakeId, number]; value: MarkRow };
}
type Database = IDBPDatabase<Schema>;
type Upgrade = IDBPTransaction<Schema, StoreNames<Schema>[], 'versionchange'>;

/** Step n brings a database of version n to n + 1. A step that has shipped is never edited. */
const upgrades: ((db: Database, tx: Upgrade) => void | Promise<void>)[] = [
	(db) => {
		db.createObjectStore('lectures', { keyPath: 'lectureId' });
		db.createObjectStore('takes', { keyPath: 'takeId' }).createIndex('byLecture', 'lectureId');
		db.createObjectStore('blocks', { keyPath: ['takeId', 'firstSample'] });
		db.createObjectStore('marks', { keyPath: ['takeId', 'index'] });
	},
	async (_db, tx) => {
		// Blocks may hold another codec than PCM by now, and their bytes have a name that fits all.
		type Old = Omit<BlockRow, 'bytes'> & { pcm?: ArrayBuffer };
		for (let cursor = await tx.objectStore('blocks').openCursor(); cursor; cursor = await cursor.continue()) {
			const { pcm, ...row } = cursor.value as unknown as Old;
			if (pcm) await cursor.update({ ...row, bytes: pcm });
		}
	}
];

export type StoreOptions = {
	name?: string;
	/** False for whoever records: a newer version of the app in another tab then waits with its upgrade. */
	yieldsToUpgrade?: boolean;
};

/**
 * Opens the device's store. One row per block; writes are committed with relaxed durability, which survives a crash
 * of the page and of the browser. Rejects where IndexedDB is missing or forbidden.
 */
export async function openIndexedDbStore(options: StoreOptions = {}): Promise<IndexedDbStore> {
	const { name = 'lectures', yieldsToUpgrade = true } = options;
	const db = await openDB<Schema>(name, upgrades.length, {
		async upgrade(opened, oldVersion, _newVersion, tx) {
			for (const step of upgrades.slice(oldVersion)) await step(opened, tx);
		},
		blocking: (_current, _blocked, event) => {
			if (yieldsToUpgrade) (event.target as IDBDatabase).close();
		}
	});
	return new IndexedDbStore(db);
}

export class IndexedDbStore implements BlockStore {
	readonly #db: Database;

	constructor(db: Database) {
		this.#db = db;
	}

	close(): void {
		this.#db.close();
	}

	async putLecture(lecture: LocalLecture): Promise<void> {
		await this.#db.put('lectures', lecture);
	}

	async lectures(): Promise<LocalLecture[]> {
		return (await this.#db.getAll('lectures')).sort(byCreation);
	}

	async removeLecture(lectureId: LectureId): Promise<void> {
		const tx = this.#db.transaction(['lectures', 'takes', 'blocks', 'marks'], 'readwrite');
		const takeIds = await tx.objectStore('takes').index('byLecture').getAllKeys(lectureId);
		await committed(tx, () => [
			...takeIds.map((takeId) => tx.objectStore('takes').delete(takeId)),
			...takeIds.map((takeId) => tx.objectStore('blocks').delete(allOf(takeId))),
			...takeIds.map((takeId) => tx.objectStore('marks').delete(allOf(takeId))),
			tx.objectStore('lectures').delete(lectureId)
		]);
	}

	async beginTake(lectureId: LectureId, take: NewTake, fromSample?: number): Promise<void> {
		const tx = this.#db.transaction('takes', 'readwrite');
		if (await tx.store.getKey(take.takeId)) return;
		const others = await tx.store.index('byLecture').getAll(lectureId);
		await committed(tx, () => [tx.store.add(newTake(lectureId, numbered(take, others), fromSample))]);
	}

	appendBlock(takeId: TakeId, block: StoredBlock): Promise<AppendRefusal | undefined> {
		return refusalOfStorage(async () => {
			const tx = this.#db.transaction(['takes', 'blocks'], 'readwrite', { durability: 'relaxed' });
			const takes = tx.objectStore('takes');
			const take = await takes.get(takeId);
			const refusal = blockRefusalOf(take, block);
			if (!take || refusal) return refusal;
			const { firstSample, sampleCount, bytes } = block;
			await committed(tx, () => [
				tx.objectStore('blocks').add({ takeId, firstSample, sampleCount, bytes: ownBuffer(bytes) }),
				takes.put({ ...take, samples: take.samples + sampleCount })
			]);
			return undefined;
		});
	}

	async packBlocks(takeId: TakeId, from: number, to: number): Promise<void> {
		const tx = this.#db.transaction('blocks', 'readwrite', { durability: 'relaxed' });
		const range = IDBKeyRange.bound([takeId, from], [takeId, to], false, true);
		const rows = await tx.store.getAll(range);
		const packed = packedBlock(rows.map((row) => ({ ...row, bytes: new Uint8Array(row.bytes) })));
		if (!packed) return;
		const row = { ...packed, takeId, bytes: ownBuffer(packed.bytes) };
		await committed(tx, () => [tx.store.delete(range), tx.store.put(row)]);
	}

	appendMarks(takeId: TakeId, from: number, marks: readonly Mark[]): Promise<AppendRefusal | undefined> {
		return refusalOfStorage(async () => {
			const tx = this.#db.transaction(['takes', 'marks'], 'readwrite', { durability: 'relaxed' });
			const takes = tx.objectStore('takes');
			const take = await takes.get(takeId);
			const refusal = marksRefusalOf(take, from);
			if (!take || refusal) return refusal;
			const log = tx.objectStore('marks');
			await committed(tx, () => [
				...marks.map((mark, i) => log.add({ ...mark, takeId, index: from + i })),
				takes.put({ ...take, marks: from + marks.length })
			]);
			return undefined;
		});
	}

	async closeTake(takeId: TakeId): Promise<void> {
		const tx = this.#db.transaction('takes', 'readwrite');
		const take = await tx.store.get(takeId);
		if (take) await committed(tx, () => [tx.store.put({ ...take, closed: true })]);
	}

	async renumber(takeId: TakeId, number: number): Promise<void> {
		const tx = this.#db.transaction('takes', 'readwrite');
		const take = await tx.store.get(takeId);
		if (take) await committed(tx, () => [tx.store.put({ ...take, number })]);
	}

	async takesOf(lectureId: LectureId): Promise<LocalTake[]> {
		return (await this.#db.getAllFromIndex('takes', 'byLecture', lectureId)).sort(byNumber);
	}

	async blocksFrom(takeId: TakeId, fromSample: number, maxSamples: number): Promise<StoredBlock[]> {
		const { store } = this.#db.transaction('blocks');
		const before = await store.openCursor(IDBKeyRange.bound([takeId], [takeId, fromSample]), 'prev');
		const found: StoredBlock[] = [];
		let samples = 0;
		let cursor = await store.openCursor(IDBKeyRange.bound(before?.key ?? [takeId], [takeId, Infinity]));
		for (; cursor && samples < maxSamples; cursor = await cursor.continue()) {
			const { firstSample, sampleCount, bytes } = cursor.value;
			if (firstSample + sampleCount <= fromSample) continue;
			found.push({ firstSample, sampleCount, bytes: new Uint8Array(bytes) });
			samples += sampleCount;
		}
		return found;
	}

	async marksFrom(takeId: TakeId, from: number, max: number): Promise<Mark[]> {
		if (max <= 0) return [];
		const rows = await this.#db.getAll('marks', IDBKeyRange.bound([takeId, from], [takeId, Infinity]), max);
		return rows.map(({ kind, sample }) => ({ kind, sample }));
	}

	async acknowledge(takeId: TakeId, stored: LocalTake['stored']): Promise<void> {
		const tx = this.#db.transaction(['takes', 'blocks'], 'readwrite', { durability: 'relaxed' });
		const take = await tx.objectStore('takes').get(takeId);
		if (!take) return;
		const blocks = tx.objectStore('blocks');
		const below = IDBKeyRange.bound([takeId], [takeId, stored.samples], false, true);
		const last = await blocks.openCursor(below, 'prev');
		const isHeld = !!last && last.value.firstSample + last.value.sampleCount <= stored.samples;
		await committed(tx, () => [
			tx.objectStore('takes').put({ ...take, stored }),
			...(last ? [blocks.delete(IDBKeyRange.bound([takeId], last.key, false, !isHeld))] : [])
		]);
	}
}

const allOf = (takeId: TakeId): IDBKeyRange => IDBKeyRange.bound([takeId], [takeId, Infinity]);

/** The bytes alone: a view of a larger buffer would be stored with all of it. */
const ownBuffer = (bytes: Uint8Array): ArrayBuffer => bytes.slice().buffer as ArrayBuffer;

/** Makes the requests and waits until they are committed, all of them or none. */
async function committed(
	tx: { done: Promise<void>; abort(): void },
	requests: () => Promise<unknown>[]
): Promise<void> {
	let made: Promise<unknown>[];
	try {
		made = requests();
	} catch (error) {
		tx.done.catch(() => undefined);
		tx.abort();
		throw error;
	}
	await Promise.all([...made, tx.done]);
}

async function refusalOfStorage(
	append: () => Promise<AppendRefusal | undefined>
): Promise<AppendRefusal | undefined> {
	try {
		return await append();
	} catch (error) {
		return error instanceof Error && error.name === 'QuotaExceededError' ? 'storage-full' : 'storage-failed';
	}
}
