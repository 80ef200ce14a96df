import { beforeEach, describe, expect, it } from 'vitest';
import { MemoryStore } from '../uplink/memory-store.ts';
import type { AppendRefusal, StoredBlock } from '../uplink/port.ts';
import { bytesOfPcm } from './pcm.ts';
import { until } from '../../../tests/helpers/until.ts';
import { TakeWriter, unsavedSamplesMax } from './take-writer.ts';

const lectureId = '01890000-0000-7000-8000-000000000001';
const takeId = '01890000-0000-7000-8000-0000000000a0';
const batch = (first: number, samples = 2048) => {
	const pcm = Int16Array.from({ length: samples }, (_, n) => first + n);
	return { pcm, bytes: bytesOfPcm(pcm) };
};

/** A store whose disk refuses as told, one answer for each append. */
class FullStore extends MemoryStore {
	refusals: AppendRefusal[] = [];
	readonly appended: number[] = [];
	override async appendBlock(id: string, block: StoredBlock) {
		this.appended.push(block.sampleCount);
		return this.refusals.shift() ?? super.appendBlock(id, block);
	}
}

let store: FullStore;
let writer: TakeWriter;
let stored: number[];
let waits: number;
let wait: () => Promise<void>;

beforeEach(async () => {
	store = new FullStore();
	stored = [];
	waits = 0;
	wait = async () => {};
	await store.beginTake(lectureId, { takeId, number: 0, startedAt: 0, codec: 'pcm_s16le' });
	writer = new TakeWriter({
		store,
		takeId,
		onStored: (pcm) => stored.push(...pcm),
		wait: () => (waits++, wait())
	});
});

async function onDisk(): Promise<number[]> {
	const blocks = await store.blocksFrom(takeId, 0, Infinity);
	return blocks.flatMap(({ bytes }) => [...new Int16Array(bytes.slice().buffer)]);
}
const take = async () => (await store.takesOf(lectureId))[0];

describe('TakeWriter', () => {
	it('writes every sample once and in order, and tells of it only then', async () => {
		for (let n = 0; n < 5; n++) writer.take(batch(n * 2048));
		expect(stored).toEqual([]);
		await writer.close();
		const expected = Array.from({ length: 5 * 2048 }, (_, n) => n);
		expect(await onDisk()).toEqual(expected);
		expect(stored).toEqual(expected);
		expect(await take()).toMatchObject({ samples: 5 * 2048, closed: true });
	});

	it('writes what piled up together, at most a second in one block', async () => {
		for (let n = 0; n < 20; n++) writer.take(batch(0));
		await writer.settled();
		expect(store.appended.length).toBeLessThan(20);
		expect(Math.max(...store.appended)).toBeLessThanOrEqual(16_000);
	});

	it('[L1] has the store pack what it wrote, and loses nothing where it cannot', async () => {
		const pack = store.packBlocks.bind(store);
		let packs = 0;
		store.packBlocks = async (...range) => {
			if (++packs === 2) throw new DOMException('', 'QuotaExceededError');
			return pack(...range);
		};
		for (let n = 0; n < 150; n++) {
			writer.take(batch(0));
			await writer.settled();
		}
		expect(packs).toBeGreaterThan(30);
		const blocks = await store.blocksFrom(takeId, 0, Infinity);
		expect(blocks.length).toBeLessThan(50);
		expect(await onDisk()).toHaveLength(150 * 2048);
	});

	it('keeps what a full disk refuses and tries again, with nothing left out', async () => {
		store.refusals = ['storage-full', 'storage-failed', 'storage-full'];
		writer.take(batch(0));
		writer.take(batch(2048));
		await writer.settled();
		expect(waits).toBe(3);
		expect(writer.problem).toBeUndefined();
		expect(await onDisk()).toEqual(Array.from({ length: 4096 }, (_, n) => n));
	});

	it('says that the disk refuses, for as long as it does', async () => {
		let goOn = () => {};
		store.refusals = ['storage-full'];
		wait = () => new Promise((resolve) => (goOn = resolve));
		writer.take(batch(0));
		await until('a refusal', () => writer.refusal === 'storage-full');
		expect(writer.unsavedSamples).toBe(2048);
		goOn();
		await writer.settled();
		expect(writer.refusal).toBeUndefined();
		expect(writer.unsavedSamples).toBe(0);
	});

	it('keeps ten minutes of sound while there is no room, and gives the take up when there is more', async () => {
		store.refusals = Array<AppendRefusal>(10_000).fill('storage-full');
		const second = batch(0, 16_000);
		wait = async () => writer.take(second);
		writer.take(second);
		await writer.settled();
		expect(writer.problem).toBe('storage-full');
		expect(writer.unsavedSamples).toBe(unsavedSamplesMax + 16_000);
	});

	it('gives the take up after ten minutes of refusals, and says why', async () => {
		store.refusals = Array<AppendRefusal>(10_000).fill('storage-full');
		writer.take(batch(0));
		await writer.close();
		expect(writer.problem).toBe('storage-full');
		expect(waits).toBe(600);
		expect(await take()).toMatchObject({ samples: 0, closed: true });
	});

	it('gives the take up at once when somebody else has closed it', async () => {
		await store.closeTake(takeId);
		writer.take(batch(0));
		await writer.settled();
		expect(writer.problem).toBe('storage-unavailable');
	});

	it('numbers marks on, behind the sound they lie in', async () => {
		writer.take(batch(0));
		writer.mark([{ kind: 'speech-start', sample: 5 }]);
		await writer.settled();
		writer.mark([{ kind: 'speech-end', sample: 9 }]);
		await writer.close();
		expect(await store.marksFrom(takeId, 0, 10)).toHaveLength(2);
		expect(writer.marks).toBe(2);
	});
});
