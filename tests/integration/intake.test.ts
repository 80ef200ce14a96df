import { randomUUID } from 'node:crypto';
import { appendFile, readFile, stat, truncate } from 'node:fs/promises';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Mark } from '#lib/protocol/index.ts';
import { Intake, type IntakeEvent } from '../../server/intake/intake.ts';
import { audioFilesIn, type AudioFiles } from '../../server/store/audio-files.ts';
import { openDatabase } from '../../server/store/database.ts';
import { keyRepository } from '../../server/store/keys.ts';
import { lectureRepository, type LectureRepository } from '../../server/store/lectures.ts';
import type { TakeRow } from '../../server/store/schema.ts';
import { temporaryDirectory } from '../helpers/temporary.ts';

const pcm = (from: number, count: number) =>
	new Uint8Array(Int16Array.from({ length: count }, (_, i) => (from + i) % 30_000).buffer);

/** Real SQLite and real files, with a take to append to. `wrap` may put something between intake and the disk. */
async function setUp({
	wrap = (files: AudioFiles) => files,
	wrapRows = (rows: LectureRepository) => rows,
	onEvent = () => undefined
}: {
	wrap?: (files: AudioFiles) => AudioFiles;
	wrapRows?: (rows: LectureRepository) => LectureRepository;
	onEvent?: (event: IntakeEvent) => void;
} = {}) {
	const path = await temporaryDirectory();
	await mkdir(join(path, 'audio'), { recursive: true });
	const db = await openDatabase(join(path, 'test.db'));
	const lectures = lectureRepository(db);
	const lectureId = randomUUID();
	const takeId = randomUUID();
	await keyRepository(db).add({ id: 'k', name: 'K', digest: 'd', admin: true, createdAt: 1 });
	await lectures.create({ id: lectureId, owner: 'k', title: 'T', language: 'auto', createdAt: 1 });
	await lectures.addTake(lectureId, { takeId, number: 0, startedAt: 1, codec: 'pcm_s16le' });
	const events: IntakeEvent[] = [];
	const files = audioFilesIn(join(path, 'audio'));
	const intake = new Intake({
		lectures: wrapRows(lectures),
		files: wrap(files),
		onEvent: (event) => (events.push(event), onEvent(event)),
		commitEveryMs: 1
	});
	const close = async () => {
		await intake.close();
		await db.destroy();
	};
	onTestFinished(close);
	return {
		path,
		db,
		lectures,
		lectureId,
		takeId,
		events,
		files,
		intake,
		close,
		audioPath: files.path(lectureId, { takeId, codec: 'pcm_s16le' })
	};
}

describe('intake', () => {
	it('[L2] says `stored` only after the sound is fsynced and the lengths are committed', async () => {
		const steps: string[] = [];
		const { intake, takeId, lectures, events } = await setUp({
			onEvent: ({ stored }) => steps.push(`said ${stored.samples}`),
			wrap: (files) => ({
				...files,
				open: async (...ids) => {
					const file = await files.open(...ids);
					return {
						...file,
						write: async (...args) => (await file.write(...args), void steps.push('written')),
						sync: async () => (await file.sync(), void steps.push('synced'))
					};
				}
			}),
			wrapRows: (rows) => ({
				...rows,
				growLogs: async (growths) => (await rows.growLogs(growths), void steps.push('committed'))
			})
		});
		await intake.appendAudio(takeId, 0, pcm(0, 800));
		await intake.appendMarks(takeId, 0, [{ kind: 'speech-start', sample: 100 }]);
		await intake.settled();
		expect(steps.slice(0, 4)).toEqual(['written', 'synced', 'committed', 'said 800']);
		expect(events.at(-1)).toMatchObject({ kind: 'stored', stored: { samples: 800, marks: 1 } });
		expect(await lectures.take(takeId)).toMatchObject({ samples: 800, marks: 1 });
	});

	it('[L2] every connection to the database waits for the disk (synchronous = FULL, WAL)', async () => {
		const { db } = await setUp();
		const { sql } = await import('kysely');
		const read = async (pragma: string) =>
			Object.values((await sql.raw(`PRAGMA ${pragma}`).execute(db)).rows[0] as object)[0];
		expect(await read('synchronous')).toBe(2);
		expect(await read('journal_mode')).toBe('wal');
	});

	it('[L3] any order of overlapping, repeated and far-off blocks leaves the file with the samples as numbered', async () => {
		const sends = fc.array(fc.record({ from: fc.nat(3000), count: fc.integer({ min: 1, max: 1500 }) }), {
			minLength: 1,
			maxLength: 25
		});
		await fc.assert(
			fc.asyncProperty(sends, async (blocks) => {
				const { intake, takeId, audioPath, close } = await setUp();
				await intake.appendAudio(takeId, 0, pcm(0, 100));
				for (const { from, count } of blocks) await intake.appendAudio(takeId, from, pcm(from, count));
				await intake.settled();
				const stored = await intake.open(takeId);
				expect(await readFile(audioPath)).toEqual(Buffer.from(pcm(0, stored?.samples ?? 0)));
				await close();
			}),
			{ numRuns: 15 }
		);
	});

	it('[L3] a take that is let go of while it grows loses nothing, doubles nothing and fails nowhere', async () => {
		const { intake, takeId, audioPath, events } = await setUp();
		const work: Promise<unknown>[] = [];
		for (let block = 0; block < 300; block++) {
			const stored = await intake.open(takeId);
			const from = stored?.samples ?? 0;
			work.push(intake.appendAudio(takeId, from, pcm(from, 100)));
			if (block % 3 === 0) work.push(intake.release(takeId));
			if (block % 5 === 0) work.push(intake.settled());
			for (let turn = block % 7; turn > 0; turn--) await new Promise(setImmediate);
		}
		await Promise.all(work);
		await intake.settled();
		expect(events.filter(({ kind }) => kind === 'failed')).toEqual([]);
		const lengths = events.map(({ stored }) => stored.samples);
		expect(lengths).toEqual([...lengths].sort((a, b) => a - b));
		expect(lengths.at(-1)).toBeGreaterThan(1000);
		expect(await readFile(audioPath)).toEqual(Buffer.from(pcm(0, lengths.at(-1) ?? 0)));
	});

	it('[L3] a gap is refused, changes nothing, and the true end is known', async () => {
		const { intake, takeId } = await setUp();
		await intake.appendAudio(takeId, 0, pcm(0, 500));
		expect(await intake.appendAudio(takeId, 600, pcm(600, 100))).toBe('audio-gap');
		expect(await intake.appendMarks(takeId, 2, [{ kind: 'speech-start', sample: 1 }])).toBe('marks-gap');
		await intake.settled();
		expect(await intake.open(takeId)).toMatchObject({ samples: 500, marks: 0 });
	});

	it('bytes that a crash left beyond the committed length are cut off at the next start', async () => {
		const first = await setUp();
		await first.intake.appendAudio(first.takeId, 0, pcm(0, 500));
		await first.intake.settled();
		await first.intake.release(first.takeId);
		await appendFile(first.audioPath, pcm(9, 77));
		await first.intake.appendAudio(first.takeId, 500, pcm(500, 100));
		await first.intake.settled();
		expect(await readFile(first.audioPath)).toEqual(Buffer.from(pcm(0, 600)));
	});

	it('[L6] sound that a restored database knows nothing of stays in the file, and is taken where the recorder has lost it', async () => {
		const { intake, takeId, audioPath, lectures } = await setUp();
		await intake.appendAudio(takeId, 0, pcm(0, 500));
		await intake.settled();
		await intake.release(takeId);
		await lectures.growLogs([{ takeId, samples: 100, newMarks: null }]);
		expect(await intake.open(takeId)).toMatchObject({ samples: 100 });
		expect(await intake.appendHole(takeId, 100, 400)).toBe('accepted');
		expect(await lectures.take(takeId)).toMatchObject({ samples: 400, holes: '[]' });
		expect(await intake.appendHole(takeId, 400, 700)).toBe('accepted');
		expect(await lectures.take(takeId)).toMatchObject({ samples: 700, holes: '[{"from":500,"to":700}]' });
		expect(await readFile(audioPath)).toEqual(Buffer.concat([pcm(0, 500), new Uint8Array(400)]));
	});

	it('[L6] what is sent again stands in the place of what the file had kept', async () => {
		const { intake, takeId, audioPath } = await setUp();
		await intake.open(takeId);
		await intake.release(takeId);
		await appendFile(audioPath, pcm(9, 300));
		await intake.appendAudio(takeId, 0, pcm(0, 200));
		await intake.appendHole(takeId, 200, 400);
		expect(await readFile(audioPath)).toEqual(
			Buffer.concat([pcm(0, 200), pcm(209, 100), new Uint8Array(200)])
		);
	});

	it('[L6] a hole whose commit failed is never taken for sound', async () => {
		let isBroken = true;
		const { intake, takeId, lectures } = await setUp({
			wrapRows: (rows) => ({
				...rows,
				growLogs: (growths) => (isBroken ? Promise.reject(new Error('no')) : rows.growLogs(growths))
			})
		});
		await expect(intake.appendHole(takeId, 0, 300)).rejects.toThrow('no');
		await intake.release(takeId);
		isBroken = false;
		expect(await intake.open(takeId)).toMatchObject({ samples: 0 });
		expect(await intake.appendHole(takeId, 0, 300)).toBe('accepted');
		expect(await lectures.take(takeId)).toMatchObject({ samples: 300, holes: '[{"from":0,"to":300}]' });
	});

	it('[W1] a closed take whose file is shorter than it was is open again, and its holes end with the file', async () => {
		const { intake, takeId, audioPath, lectures } = await setUp();
		await intake.appendAudio(takeId, 0, pcm(0, 200));
		await intake.appendHole(takeId, 200, 400);
		await intake.finish(takeId, { samples: 400, marks: 0 });
		await intake.release(takeId);
		const rowOf = async () => (await lectures.take(takeId)) as TakeRow;
		expect(await intake.isShort(await rowOf())).toBe(false);
		await truncate(audioPath, 600);
		expect(await intake.isShort(await rowOf())).toBe(true);
		expect(await intake.open(takeId)).toMatchObject({ samples: 300, finished: false });
		expect(await rowOf()).toMatchObject({ samples: 300, finished: 0, holes: '[{"from":200,"to":300}]' });
		await intake.appendHole(takeId, 300, 400);
		expect(await rowOf()).toMatchObject({ holes: '[{"from":200,"to":400}]' });
		expect(await intake.finish(takeId, { samples: 400, marks: 0 })).toBe('finished');
	});

	it('[W1] a file that is shorter than the database says lowers the durable length, so that the rest is asked for again', async () => {
		const { intake, takeId, audioPath, lectures } = await setUp();
		await intake.appendAudio(takeId, 0, pcm(0, 500));
		await intake.settled();
		await intake.release(takeId);
		await truncate(audioPath, 600);
		expect(await intake.open(takeId)).toMatchObject({ samples: 300 });
		expect(await lectures.take(takeId)).toMatchObject({ samples: 300 });
		await intake.appendAudio(takeId, 300, pcm(300, 200));
		await intake.settled();
		expect(await readFile(audioPath)).toEqual(Buffer.from(pcm(0, 500)));
	});

	it('a full disk is said as storage-full, keeps what was stored, and the same samples are welcome once there is room', async () => {
		let room = true;
		const { intake, takeId, events, audioPath } = await setUp({
			wrap: (files) => ({
				...files,
				open: async (...ids) => {
					const file = await files.open(...ids);
					return {
						...file,
						async write(bytes, at) {
							if (room) return file.write(bytes, at);
							await file.write(bytes.subarray(0, bytes.length / 4), at);
							throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
						}
					};
				}
			})
		});
		await intake.appendAudio(takeId, 0, pcm(0, 500));
		await intake.settled();
		room = false;
		await intake.appendAudio(takeId, 500, pcm(500, 400));
		await intake.settled();
		expect(events.at(-1)).toMatchObject({ kind: 'failed', code: 'storage-full', stored: { samples: 500 } });
		expect((await stat(audioPath)).size).toBe(1000);
		room = true;
		expect(await intake.appendAudio(takeId, 500, pcm(500, 400))).toBe('accepted');
		await intake.settled();
		expect(await readFile(audioPath)).toEqual(Buffer.from(pcm(0, 900)));
	});

	it('[L5] a take is finished only at exactly its durable lengths, as often as one likes', async () => {
		const { intake, takeId } = await setUp();
		const marks: Mark[] = [
			{ kind: 'speech-start', sample: 10 },
			{ kind: 'speech-end', sample: 90 }
		];
		await intake.appendAudio(takeId, 0, pcm(0, 100));
		await intake.appendMarks(takeId, 0, marks);
		expect(await intake.finish(takeId, { samples: 101, marks: 2 })).toBe('finish-mismatch');
		expect(await intake.finish(takeId, { samples: 100, marks: 2 })).toBe('finished');
		expect(await intake.finish(takeId, { samples: 100, marks: 2 })).toBe('finished');
		expect(await intake.appendAudio(takeId, 100, pcm(100, 1))).toBe('take-finished');
	});

	it('[L5] a take is closed although others grow without a pause', async () => {
		const { intake, takeId, lectures, lectureId } = await setUp();
		const other = randomUUID();
		await lectures.addTake(lectureId, { takeId: other, number: 1, startedAt: 1, codec: 'pcm_s16le' });
		await intake.appendAudio(takeId, 0, pcm(0, 100));
		let answer: string | undefined;
		void intake.finish(takeId, { samples: 100, marks: 0 }).then((said) => (answer = said));
		for (let block = 0; block < 3000 && answer === undefined; block++) {
			await intake.appendAudio(other, block * 10, pcm(block * 10, 10));
			await new Promise(setImmediate);
		}
		expect(answer).toBe('finished');
	});

	it('[L5] nothing is appended to a take while it is being closed', async () => {
		let late: Promise<unknown> | undefined;
		const { intake, takeId, lectures } = await setUp({
			wrapRows: (rows) => ({
				...rows,
				async finishTake(id) {
					late = intake.appendAudio(takeId, 100, pcm(100, 10));
					await rows.take(id);
					await rows.finishTake(id);
				}
			})
		});
		await intake.appendAudio(takeId, 0, pcm(0, 100));
		expect(await intake.finish(takeId, { samples: 100, marks: 0 })).toBe('finished');
		expect(await late).toBe('take-finished');
		await intake.settled();
		expect(await lectures.take(takeId)).toMatchObject({ samples: 100, finished: 1 });
	});

	it('takes the marks of a whole day at once', async () => {
		const { intake, takeId, events } = await setUp();
		const marks = Array.from({ length: 9_000 }, (_, at): Mark => ({
			kind: at % 2 ? 'speech-end' : 'speech-start',
			sample: at * 1000
		}));
		for (let from = 0; from < marks.length; from += 500)
			expect(await intake.appendMarks(takeId, from, marks.slice(from, from + 500))).toBe('accepted');
		await intake.settled();
		expect(events.at(-1)).toMatchObject({ kind: 'stored', stored: { marks: 9_000 } });
	});

	it('a lecture that is deleted does not fail what others stored at the same time', async () => {
		const { intake, takeId, lectures, lectureId, events } = await setUp();
		const other = { lectureId: randomUUID(), takeId: randomUUID() };
		await lectures.create({ id: other.lectureId, owner: 'k', title: 'U', language: 'auto', createdAt: 1 });
		await lectures.addTake(other.lectureId, {
			takeId: other.takeId,
			number: 0,
			startedAt: 1,
			codec: 'pcm_s16le'
		});
		await Promise.all([intake.open(takeId), intake.open(other.takeId)]);
		await lectures.remove(lectureId);
		const start: Mark = { kind: 'speech-start', sample: 0 };
		await Promise.all([intake.appendMarks(takeId, 0, [start]), intake.appendMarks(other.takeId, 0, [start])]);
		await intake.settled();
		expect(events.filter(({ kind }) => kind === 'failed')).toEqual([]);
		expect(await lectures.take(other.takeId)).toMatchObject({ marks: 1 });
	});
});
