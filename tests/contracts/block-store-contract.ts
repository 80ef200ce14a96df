import { beforeEach, describe, expect, it } from 'vitest';
import type { Take } from '#lib/protocol/index.ts';
import type { BlockStore, LocalLecture, StoredBlock } from '../../src/lib/uplink/port.ts';

const lectureId = '01890000-0000-7000-8000-000000000001';
const takeId = '01890000-0000-7000-8000-0000000000a0';
const lecture: LocalLecture = {
	lectureId,
	title: 'Sorting',
	createdAt: 5,
	language: 'auto',
	finishedAt: null
};

export const takeOf = (number: number, id = takeId): Take => ({
	takeId: id,
	number,
	startedAt: 1000 + number,
	codec: 'pcm_s16le'
});

export function blockOf(firstSample: number, sampleCount: number): StoredBlock {
	const bytes = new Uint8Array(sampleCount * 2).map((_, i) => (firstSample * 2 + i) % 251);
	return { firstSample, sampleCount, bytes };
}

/** What every BlockStore promises; `open` gives an empty one. */
export function blockStoreContract(name: string, open: () => Promise<BlockStore>): void {
	describe(`${name} keeps the promises of a block store`, () => {
		let store: BlockStore;

		beforeEach(async () => {
			store = await open();
			await store.putLecture(lecture);
			await store.beginTake(lectureId, takeOf(0));
		});

		const fill = async (...sizes: number[]) => {
			let end = (await store.takesOf(lectureId))[0]?.samples ?? 0;
			for (const size of sizes) {
				expect(await store.appendBlock(takeId, blockOf(end, size))).toBeUndefined();
				end += size;
			}
		};
		const firsts = async (from: number, max: number) =>
			(await store.blocksFrom(takeId, from, max)).map((block) => block.firstSample);

		it('gives a lecture back as it was put, and the newer of two', async () => {
			await store.putLecture({ ...lecture, title: 'Searching', finishedAt: 9 });
			expect(await store.lectures()).toEqual([{ ...lecture, title: 'Searching', finishedAt: 9 }]);
		});

		it('lists lectures by when they were begun', async () => {
			const earlier = { ...lecture, lectureId: '01890000-0000-7000-8000-0000000000ff', createdAt: 1 };
			await store.putLecture(earlier);
			expect((await store.lectures()).map((l) => l.createdAt)).toEqual([1, 5]);
		});

		it('lists takes by number, and begins a take only once', async () => {
			await store.beginTake(lectureId, takeOf(1, '01890000-0000-7000-8000-0000000000a1'));
			await fill(10);
			await store.beginTake(lectureId, takeOf(0));
			const takes = await store.takesOf(lectureId);
			expect(takes.map((take) => [take.number, take.samples])).toEqual([
				[0, 10],
				[1, 0]
			]);
		});

		it('gives a take another number and keeps everything else of it', async () => {
			await store.beginTake(lectureId, takeOf(1, '01890000-0000-7000-8000-0000000000a1'));
			await fill(10, 20);
			const [before] = await store.takesOf(lectureId);
			await store.renumber(takeId, 7);
			await store.renumber('01890000-0000-7000-8000-0000000000ee', 8);
			const takes = await store.takesOf(lectureId);
			expect(takes.map(({ number }) => number)).toEqual([1, 7]);
			expect(takes.at(-1)).toEqual({ ...before, number: 7 });
			expect(await firsts(0, 100)).toEqual([0, 10]);
			expect(await store.appendBlock(takeId, blockOf(30, 5))).toBeUndefined();
		});

		it('[W10] begins a take behind the others when one of them has its number', async () => {
			const id = '01890000-0000-7000-8000-0000000000a2';
			await store.beginTake(lectureId, takeOf(4, '01890000-0000-7000-8000-0000000000a1'));
			await store.beginTake(lectureId, takeOf(0, id));
			const takes = await store.takesOf(lectureId);
			expect(takes.map(({ number }) => number)).toEqual([0, 4, 5]);
			expect(takes.at(-1)?.takeId).toBe(id);
		});

		it('[W10] begins a take behind all others when it has no number', async () => {
			const { number, ...take } = takeOf(0, '01890000-0000-7000-8000-0000000000a2');
			await store.renumber(takeId, number + 6);
			await store.beginTake(lectureId, take);
			const takes = await store.takesOf(lectureId);
			expect(takes.map((each) => [each.takeId, each.number])).toEqual([
				[takeId, 6],
				[take.takeId, 7]
			]);
		});

		it('begins a take at a sample whose sound before is on the server', async () => {
			const id = '01890000-0000-7000-8000-0000000000a2';
			await store.beginTake(lectureId, takeOf(2, id), 800);
			expect(await store.appendBlock(id, blockOf(0, 10))).toBe('not-at-end');
			expect(await store.appendBlock(id, blockOf(800, 10))).toBeUndefined();
			expect((await store.takesOf(lectureId)).at(-1)).toMatchObject({
				samples: 810,
				stored: { samples: 800, marks: 0, finished: false }
			});
		});

		it('appends at exactly the end of the audio log', async () => {
			await fill(100, 50);
			expect(await store.appendBlock(takeId, blockOf(100, 50))).toBe('not-at-end');
			expect(await store.appendBlock(takeId, blockOf(151, 50))).toBe('not-at-end');
			expect((await store.takesOf(lectureId))[0]?.samples).toBe(150);
			expect(await firsts(0, 1000)).toEqual([0, 100]);
		});

		it('gives bytes back as they came, also from a view into a larger buffer', async () => {
			const whole = blockOf(0, 300);
			await store.appendBlock(takeId, {
				firstSample: 0,
				sampleCount: 100,
				bytes: whole.bytes.subarray(0, 200)
			});
			await store.appendBlock(takeId, {
				firstSample: 100,
				sampleCount: 200,
				bytes: whole.bytes.subarray(200)
			});
			const blocks = await store.blocksFrom(takeId, 0, 300);
			expect(Buffer.concat(blocks.map((block) => block.bytes)).equals(whole.bytes)).toBe(true);
		});

		it('keeps its own copy of a block', async () => {
			const block = blockOf(0, 4);
			await store.appendBlock(takeId, block);
			block.bytes.fill(9);
			expect((await store.blocksFrom(takeId, 0, 4))[0]?.bytes).toEqual(blockOf(0, 4).bytes);
		});

		it('reads from the block that holds the sample, at most about as much as asked for', async () => {
			await fill(100, 100, 100, 100);
			expect(await firsts(150, 1000)).toEqual([100, 200, 300]);
			expect(await firsts(200, 100)).toEqual([200]);
			expect(await firsts(200, 101)).toEqual([200, 300]);
			expect(await firsts(400, 100)).toEqual([]);
		});

		it('[L1] packs blocks into one, with the same bytes in it, and goes on behind it', async () => {
			await fill(100, 50, 25, 100);
			const bytesFrom = async (sample: number) => {
				const blocks = await store.blocksFrom(takeId, sample, 1000);
				return Buffer.concat(blocks.map(({ bytes }) => bytes));
			};
			const before = await bytesFrom(0);
			await store.packBlocks(takeId, 0, 175);
			expect(await firsts(0, 1000)).toEqual([0, 175]);
			expect(await firsts(120, 10)).toEqual([0]);
			expect((await bytesFrom(0)).equals(before)).toBe(true);
			expect(await store.appendBlock(takeId, blockOf(275, 10))).toBeUndefined();
			expect((await store.takesOf(lectureId))[0]?.samples).toBe(285);
		});

		it('[L1] packs only what it still holds, and drops a packed block when all of it is held by the server', async () => {
			await fill(100, 50, 25, 100);
			await store.acknowledge(takeId, { samples: 100, marks: 0, finished: false });
			await store.packBlocks(takeId, 0, 175);
			expect(await firsts(0, 1000)).toEqual([100, 175]);
			await store.acknowledge(takeId, { samples: 174, marks: 0, finished: false });
			expect(await firsts(0, 1000)).toEqual([100, 175]);
			await store.acknowledge(takeId, { samples: 175, marks: 0, finished: false });
			expect(await firsts(0, 1000)).toEqual([175]);
			await store.packBlocks(takeId, 0, 175);
			await store.packBlocks(takeId, 175, 275);
			expect(await firsts(0, 1000)).toEqual([175]);
		});

		it('refuses a take that it does not know or that is closed', async () => {
			const unknown = '01890000-0000-7000-8000-0000000000ee';
			await store.closeTake(takeId);
			expect(await store.appendBlock(takeId, blockOf(0, 1))).toBe('take-closed');
			expect(await store.appendMarks(takeId, 0, [{ kind: 'speech-start', sample: 0 }])).toBe('take-closed');
			expect(await store.appendBlock(unknown, blockOf(0, 1))).toBe('unknown-take');
			expect(await store.appendMarks(unknown, 0, [])).toBe('unknown-take');
			expect((await store.takesOf(lectureId))[0]?.closed).toBe(true);
		});

		it('numbers marks from 0 and appends them at exactly the end', async () => {
			const marks = [0, 5, 9].map((sample) => ({ kind: 'cut' as const, sample }));
			expect(await store.appendMarks(takeId, 0, marks.slice(0, 2))).toBeUndefined();
			expect(await store.appendMarks(takeId, 1, marks.slice(2))).toBe('not-at-end');
			expect(await store.appendMarks(takeId, 2, marks.slice(2))).toBeUndefined();
			expect(await store.marksFrom(takeId, 1, 10)).toEqual(marks.slice(1));
			expect(await store.marksFrom(takeId, 0, 1)).toEqual(marks.slice(0, 1));
			expect((await store.takesOf(lectureId))[0]?.marks).toBe(3);
		});

		it('drops only blocks that end at or before what the server holds (rule L1)', async () => {
			await fill(100, 100, 100);
			await store.acknowledge(takeId, { samples: 199, marks: 0, finished: false });
			expect(await firsts(0, 1000)).toEqual([100, 200]);
			await store.acknowledge(takeId, { samples: 200, marks: 0, finished: false });
			expect(await firsts(0, 1000)).toEqual([200]);
			await store.acknowledge(takeId, { samples: 300, marks: 0, finished: true });
			expect(await firsts(0, 1000)).toEqual([]);
			const [take] = await store.takesOf(lectureId);
			expect(take).toMatchObject({ samples: 300, stored: { samples: 300, marks: 0, finished: true } });
		});

		it('notes it also when the server holds less than before, and goes on at its own end', async () => {
			await fill(100, 100);
			await store.acknowledge(takeId, { samples: 100, marks: 0, finished: false });
			await store.acknowledge(takeId, { samples: 0, marks: 0, finished: false });
			expect((await store.takesOf(lectureId))[0]?.stored.samples).toBe(0);
			expect(await firsts(0, 1000)).toEqual([100]);
			await fill(10);
			expect(await firsts(0, 1000)).toEqual([100, 200]);
		});

		it('keeps takes apart', async () => {
			const other = '01890000-0000-7000-8000-0000000000a1';
			await store.beginTake(lectureId, takeOf(1, other));
			await fill(100);
			await store.appendBlock(other, blockOf(0, 50));
			await store.acknowledge(takeId, { samples: 100, marks: 0, finished: false });
			expect(await firsts(0, 1000)).toEqual([]);
			expect(await store.blocksFrom(other, 0, 1000)).toHaveLength(1);
		});

		it('forgets a removed lecture with everything that belongs to it', async () => {
			await fill(100);
			await store.appendMarks(takeId, 0, [{ kind: 'speech-start', sample: 0 }]);
			await store.removeLecture(lectureId);
			expect(await store.lectures()).toEqual([]);
			expect(await store.takesOf(lectureId)).toEqual([]);
			expect(await firsts(0, 1000)).toEqual([]);
			expect(await store.marksFrom(takeId, 0, 10)).toEqual([]);
		});
	});
}
