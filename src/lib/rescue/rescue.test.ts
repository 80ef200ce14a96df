import fc from 'fast-check';
import { crc32 as zlibCrc32 } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { bytesOf, codecForms, type Codec, type Mark } from '#lib/protocol/index.ts';
import { closeAbandonedTakes } from '#lib/uplink/abandoned-takes.ts';
import { MemoryStore } from '#lib/uplink/memory-store.ts';
import { crc32 } from './crc32.ts';
import { frameOf, magic, type ByteSource } from './format.ts';
import { openRescueFile } from './read.ts';
import { Rescue } from './rescue.ts';
import { blobOf } from './save-file.ts';
import { takeIn, type TakenIn } from './take-in.ts';
import { rescueFileOf } from './write.ts';

const lectureId = '01890000-0000-7000-8000-000000000001';
const lecture = { lectureId, title: 'Limits', createdAt: 5, language: 'zh' as const, finishedAt: 9 };
const idOf = (number: number) => `01890000-0000-7000-8000-0000000000a${number}`;

type Shape = { codec: Codec; blocks: number[]; storedBlocks: number; marks: number };

/** A store with a take of each shape, whose first `storedBlocks` blocks the server has. */
async function storeOf(shapes: readonly Shape[]): Promise<MemoryStore> {
	const store = new MemoryStore();
	await store.putLecture(lecture);
	for (const [number, { codec, blocks, storedBlocks, marks }] of shapes.entries()) {
		const takeId = idOf(number);
		await store.beginTake(lectureId, { takeId, number, startedAt: number, codec });
		let at = 0;
		let stored = 0;
		for (const [n, frames] of blocks.entries()) {
			const sampleCount = frames * codecForms[codec].frameSamples;
			const bytes = new Uint8Array(bytesOf(codec, sampleCount)).map((_, i) => (at + i * 7 + number) % 256);
			await store.appendBlock(takeId, { firstSample: at, sampleCount, bytes });
			at += sampleCount;
			if (n < storedBlocks) stored = at;
		}
		const items = Array.from({ length: marks }, (_, n): Mark => {
			const sample = Math.floor((at * n) / marks);
			return { kind: n % 2 ? 'speech-end' : 'speech-start', sample };
		});
		if (items.length % 2) items.pop();
		await store.appendMarks(takeId, 0, items);
		await store.closeTake(takeId);
		await store.acknowledge(takeId, { samples: stored, marks: 0, finished: false });
	}
	return store;
}

async function fileOf(store: MemoryStore): Promise<Uint8Array> {
	const pieces: Uint8Array[] = [];
	for await (const piece of rescueFileOf(store, lectureId)) pieces.push(piece);
	return Buffer.concat(pieces);
}

const sourceOf = (bytes: Uint8Array): ByteSource => ({
	size: bytes.byteLength,
	read: async (from, to) => bytes.slice(from, to)
});

/** Everything that a store holds of the lecture, as far as it matters to the server. */
async function contentOf(store: MemoryStore) {
	const takes = await store.takesOf(lectureId);
	return Promise.all(
		takes.map(async ({ stored: _, ...take }) => {
			const blocks = await store.blocksFrom(take.takeId, 0, Infinity);
			return {
				...take,
				from: blocks[0]?.firstSample ?? take.samples,
				sound: Buffer.concat(blocks.map(({ bytes }) => bytes)).toString('hex'),
				marks: await store.marksFrom(take.takeId, 0, Infinity)
			};
		})
	);
}

const shapes = fc.array(
	fc.record({
		codec: fc.constantFrom<Codec>('pcm_s16le', 'opus'),
		blocks: fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 12 }),
		storedBlocks: fc.nat(12),
		marks: fc.nat(9)
	}),
	{ minLength: 1, maxLength: 4 }
);

describe('a rescue file', () => {
	test('the checksum is that of zip', () => {
		fc.assert(fc.property(fc.uint8Array(), (bytes) => crc32(bytes) === zlibCrc32(bytes)));
	});

	test('gives a fresh store what the old one held, and changes nothing when it is taken in again', async () => {
		await fc.assert(
			fc.asyncProperty(shapes, async (shapes) => {
				const old = await storeOf(shapes);
				const file = sourceOf(await fileOf(old));
				const store = new MemoryStore();
				const taken = await takeIn(store, file);
				expect(taken).toMatchObject({ kind: 'taken-in', title: 'Limits', missingSamples: 0 });
				expect(await contentOf(store)).toEqual(await contentOf(old));
				expect(await store.lectures()).toEqual([lecture]);
				expect(await takeIn(store, file)).toMatchObject({ addedSamples: 0, missingSamples: 0 });
				expect(await contentOf(store)).toEqual(await contentOf(old));
			}),
			{ numRuns: 60 }
		);
	});

	test('cut off anywhere it gives what is whole and says what is missing; the whole file completes it', async () => {
		await fc.assert(
			fc.asyncProperty(shapes, fc.double({ min: 0, max: 1, noNaN: true }), async (shapes, share) => {
				const old = await storeOf(shapes);
				const bytes = await fileOf(old);
				const store = new MemoryStore();
				const taken = await takeIn(store, sourceOf(bytes.slice(0, Math.floor(share * bytes.byteLength))));
				if (taken.kind === 'refused') {
					expect(['foreign-file', 'broken-file']).toContain(taken.problem);
					expect(await store.lectures()).toEqual([]);
					return;
				}
				const total = (await contentOf(old)).reduce((sum, { samples, from }) => sum + samples - from, 0);
				expect(taken.addedSamples + taken.missingSamples).toBe(total);
				await expectPrefix(store, old);
				expect(await takeIn(store, sourceOf(bytes))).toMatchObject({ missingSamples: 0 });
				expect(await contentOf(store)).toEqual(await contentOf(old));
			}),
			{ numRuns: 80 }
		);
	});

	test('with flipped bits it gives nothing that was not in it', async () => {
		await fc.assert(
			fc.asyncProperty(shapes, fc.nat(), fc.integer({ min: 1, max: 255 }), async (shapes, where, flip) => {
				const old = await storeOf(shapes);
				const bytes = await fileOf(old);
				const at = where % bytes.byteLength;
				bytes[at] = (bytes[at] as number) ^ flip;
				const store = new MemoryStore();
				const taken = await takeIn(store, sourceOf(bytes));
				if (taken.kind === 'taken-in') await expectPrefix(store, old);
			}),
			{ numRuns: 80 }
		);
	});

	test('another file is refused and changes nothing', async () => {
		const store = new MemoryStore();
		const refused = async (bytes: Uint8Array): Promise<TakenIn> => takeIn(store, sourceOf(bytes));
		const text = (string: string) => new TextEncoder().encode(string);
		expect(await refused(text(''))).toEqual({ kind: 'refused', problem: 'foreign-file' });
		expect(await refused(text('RIFF....WAVEfmt '))).toEqual({ kind: 'refused', problem: 'foreign-file' });
		expect(await refused(magic)).toEqual({ kind: 'refused', problem: 'broken-file' });
		const head = (json: unknown) => Buffer.concat([magic, frameOf(text(JSON.stringify(json)))]);
		expect(await refused(head({ version: 2 }))).toEqual({ kind: 'refused', problem: 'newer-file' });
		expect(await refused(head({ version: 1, takes: [] }))).toEqual({
			kind: 'refused',
			problem: 'broken-file'
		});
		const huge = Buffer.alloc(64, 0xff);
		magic.forEach((byte, n) => (huge[n] = byte));
		expect(await refused(huge)).toEqual({ kind: 'refused', problem: 'broken-file' });
		expect(await store.lectures()).toEqual([]);
	});

	test('what this device has recorded further stays as it is', async () => {
		const old = await storeOf([{ codec: 'pcm_s16le', blocks: [50, 50, 50], storedBlocks: 0, marks: 2 }]);
		const bytes = await fileOf(old);
		const longer = await storeOf([
			{ codec: 'pcm_s16le', blocks: [50, 50, 50, 40], storedBlocks: 1, marks: 4 }
		]);
		await longer.putLecture({ ...lecture, title: 'My title' });
		const before = await contentOf(longer);
		expect(await takeIn(longer, sourceOf(bytes))).toMatchObject({ addedSamples: 0, title: 'My title' });
		expect(await contentOf(longer)).toEqual(before);
	});

	test('a take that was closed with a file cut off says that it takes no more, and how much that is', async () => {
		const bytes = await fileOf(
			await storeOf([{ codec: 'pcm_s16le', blocks: [50, 50, 50], storedBlocks: 0, marks: 0 }])
		);
		const store = new MemoryStore();
		expect(await takeIn(store, sourceOf(bytes.slice(0, -10)))).toMatchObject({ missingSamples: 50 });
		await closeAbandonedTakes(store, async () => () => undefined);
		expect(await takeIn(store, sourceOf(bytes))).toMatchObject({
			addedSamples: 0,
			missingSamples: 0,
			lateSamples: 50
		});
		expect(await takeIn(store, sourceOf(bytes.slice(0, -10)))).toMatchObject({
			missingSamples: 50,
			lateSamples: 0
		});
	});

	test('a device without room says so, and the file can be taken in once there is', async () => {
		const bytes = await fileOf(
			await storeOf([{ codec: 'opus', blocks: [9, 9, 9], storedBlocks: 0, marks: 0 }])
		);
		const store = new MemoryStore();
		const append = store.appendBlock.bind(store);
		let room = 2;
		store.appendBlock = async (...args) => (room-- > 0 ? append(...args) : 'storage-full');
		expect(await takeIn(store, sourceOf(bytes))).toEqual({ kind: 'refused', problem: 'storage-full' });
		room = Infinity;
		expect(await takeIn(store, sourceOf(bytes))).toMatchObject({ addedSamples: 9 * 320, missingSamples: 0 });
	});

	test('a lecture that is whole on the server needs no file', async () => {
		const store = await storeOf([{ codec: 'pcm_s16le', blocks: [5], storedBlocks: 1, marks: 0 }]);
		await store.acknowledge(idOf(0), { samples: 5, marks: 0, finished: true });
		expect(await fileOf(store)).toHaveLength(0);
	});

	test('the head says what is in the file', async () => {
		const store = await storeOf([{ codec: 'pcm_s16le', blocks: [5, 6], storedBlocks: 1, marks: 2 }]);
		const file = await openRescueFile(sourceOf(await fileOf(store)));
		expect(file).toMatchObject({
			head: { version: 1, lecture, takes: [{ fromSample: 5, samples: 11, marks: [{}, {}] }] }
		});
	});
});

/** Every take holds the beginning of what the old one held, no sample else, and no mark beyond it. */
async function expectPrefix(store: MemoryStore, old: MemoryStore): Promise<void> {
	const whole = await contentOf(old);
	for (const take of await contentOf(store)) {
		const was = whole.find(({ takeId }) => takeId === take.takeId);
		expect(was?.sound.startsWith(take.sound)).toBe(true);
		expect(take.marks).toEqual(was?.marks.slice(0, take.marks.length));
		expect(take.marks.filter(({ sample }) => sample > take.samples)).toEqual([]);
	}
}

describe('saving and importing', () => {
	const kept = async () => storeOf([{ codec: 'opus', blocks: [9, 9], storedBlocks: 0, marks: 2 }]);

	test('what one device saves, another takes in and sends', async () => {
		let saved: { name: string; file: Blob } | undefined;
		const old = await kept();
		const here = new Rescue({
			store: async () => old,
			save: async (pieces, name, { mediaType }) => {
				saved = { name, file: await blobOf(pieces, mediaType) };
				return 'saved';
			},
			onTakenIn: async () => undefined
		});
		expect(await here.save(lectureId, 'Limits', 'Sound')).toBe('saved');
		expect(saved?.name).toBe('Limits.404take');

		const store = new MemoryStore();
		let sent = 0;
		const there = new Rescue({
			store: async () => store,
			save: async () => 'failed',
			onTakenIn: async () => void sent++
		});
		const file = new File([saved?.file as Blob], 'Limits.404take');
		expect(await there.takeIn(file)).toMatchObject({
			kind: 'taken-in',
			addedSamples: 18 * 320,
			missingSamples: 0
		});
		expect(await there.takeIn(new Blob(['RIFF']))).toEqual({ kind: 'refused', problem: 'foreign-file' });
		expect(sent).toBe(1);
		expect(await contentOf(store)).toEqual(await contentOf(old));
	});

	test('a browser that keeps nothing says so', async () => {
		const nowhere = new Rescue({
			store: () => Promise.reject(new Error('forbidden')),
			save: async () => 'failed',
			onTakenIn: async () => undefined
		});
		const file = new Blob([(await fileOf(await kept())) as Uint8Array<ArrayBuffer>]);
		expect(await nowhere.takeIn(file)).toEqual({ kind: 'refused', problem: 'storage-failed' });
	});
});
