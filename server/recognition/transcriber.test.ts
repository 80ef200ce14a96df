import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { opusPreSkipSamples, sampleRate, type Codec, type Mark } from '#lib/protocol/index.ts';
import { FakeRecogniser, heard } from '../../tests/fakes/fake-recogniser.ts';
import { temporaryDirectory } from '../../tests/helpers/temporary.ts';
import { until } from '../../tests/helpers/until.ts';
import { Journal } from '../lectures/journal.ts';
import { openDatabase } from '../store/database.ts';
import { keyRepository } from '../store/keys.ts';
import { lectureRepository } from '../store/lectures.ts';
import { Transcriber } from './transcriber.ts';

/** Long enough for a job that is not held back to have begun. */
async function manyTurns(): Promise<void> {
	for (let turn = 0; turn < 50; turn++) await setImmediate();
}

/** A lecture in a real database, its logs written by hand, and a recogniser that answers when it is let. */
async function setUp() {
	const db = await openDatabase(join(await temporaryDirectory(), 'test.db'));
	await keyRepository(db).add({ id: 'k', name: 'K', digest: 'd', admin: true, createdAt: 1 });
	const lectures = lectureRepository(db);
	const lectureId = randomUUID();
	await lectures.create({ id: lectureId, owner: 'k', title: 'T', language: 'en', createdAt: 1 });
	const recogniser = new FakeRecogniser((job) => heard(job.id));
	const backlogs: number[] = [];
	const begin = (contextWaitMs?: number) => {
		const transcriber = new Transcriber({
			...(contextWaitMs !== undefined && { contextWaitMs }),
			lectures,
			journal: new Journal(lectures),
			files: { path: () => 'nowhere' },
			recogniser: () => recogniser,
			onProgress: (_, backlogSamples) => backlogs.push(backlogSamples),
			onFailure: (_, error) => expect.unreachable(error.message)
		});
		onTestFinished(() => transcriber.close());
		return transcriber;
	};
	onTestFinished(() => db.destroy());
	const addTake = async (number: number, startedAt = number, codec: Codec = 'pcm_s16le') => {
		const takeId = randomUUID();
		await lectures.addTake(lectureId, { takeId, number, startedAt, codec });
		let segments = 0;
		/** One more segment of ten seconds for each, with its sound. */
		const grow = async (count: number) => {
			const items = Array.from({ length: count * 2 }, (_, at): Mark => ({
				kind: at % 2 ? 'speech-end' : 'speech-start',
				sample: (segments * 10 + (at >> 1) * 10 + (at % 2) * 8) * sampleRate
			}));
			const from = segments * 2;
			segments += count;
			const samples = segments * 10 * sampleRate;
			await lectures.growLogs([{ takeId, samples, newMarks: { from, items } }]);
		};
		return { takeId, number, grow, finish: () => lectures.finishTake(takeId) };
	};
	type AddedTake = Awaited<ReturnType<typeof addTake>>;
	const begun = (...takes: AddedTake[]) =>
		recogniser.begun.map(({ id }) => {
			const [takeId, segment] = id.split('/');
			return `${takes.find((take) => take.takeId === takeId)?.number}/${segment}`;
		});
	return { lectures, lectureId, recogniser, backlogs, begin, addTake, begun };
}

describe('the transcriber', () => {
	it('[W4] hears live speech first and the older take behind it in its order, whatever arrives when', async () => {
		const { lectureId, recogniser, begin, addTake, begun } = await setUp();
		const [old, live] = [await addTake(0), await addTake(1)];
		const transcriber = begin();
		recogniser.hold();
		await old.grow(6);
		await transcriber.wake(old.takeId, lectureId);
		await live.grow(2);
		await transcriber.wake(live.takeId, lectureId);
		recogniser.release();
		await until('eight segments', () => recogniser.begun.length === 8);
		expect(begun(old, live)).toEqual(['1/0', '1/2', '0/0', '0/2', '0/4', '0/6', '0/8', '0/10']);
	});

	it('hears the backlog of several takes in lecture order, not in that of arrival', async () => {
		const { lectureId, recogniser, begin, addTake, begun } = await setUp();
		const takes = [await addTake(0), await addTake(1), await addTake(2)] as const;
		const transcriber = begin();
		recogniser.hold();
		for (const take of [takes[1], takes[0], takes[2]]) {
			await take.grow(6);
			await take.finish();
			await transcriber.wake(take.takeId, lectureId);
		}
		recogniser.release();
		await until('eighteen segments', () => recogniser.begun.length === 18);
		const inOrder = [0, 1, 2].flatMap((number) => [0, 2, 4, 6, 8, 10].map((index) => `${number}/${index}`));
		const firstFour = ['1/0', '1/2', '1/4', '1/6'];
		expect(begun(...takes)).toEqual([...firstFour, ...inOrder.filter((id) => !firstFour.includes(id))]);
	});

	it('[M1] keeps four jobs of a lecture in flight, not four of each take', async () => {
		const { lectureId, recogniser, begin, addTake } = await setUp();
		const takes = [await addTake(0), await addTake(1), await addTake(2)];
		const transcriber = begin();
		recogniser.hold();
		for (const take of takes) {
			await take.grow(6);
			await take.finish();
			await transcriber.wake(take.takeId, lectureId);
		}
		await until('jobs in flight', () => recogniser.waiting > 0);
		expect(recogniser.waiting).toBe(4);
		expect(transcriber.backlogSamples(lectureId)).toBe(18 * 8 * sampleRate);
	});

	it('goes on in lecture order after a restart, although the clock of the device had gone back', async () => {
		const { lectures, recogniser, begin, addTake, begun } = await setUp();
		const takes = [await addTake(0, 900), await addTake(1, 100)] as const;
		for (const take of takes) {
			await take.grow(6);
			await take.finish();
		}
		const transcriber = begin();
		recogniser.hold();
		for (const take of await lectures.everyTake()) await transcriber.wake(take.id, take.lecture_id);
		recogniser.release();
		await until('twelve segments', () => recogniser.begun.length === 12);
		expect(begun(...takes)).toEqual(
			[0, 1].flatMap((number) => [0, 2, 4, 6, 8, 10].map((index) => `${number}/${index}`))
		);
	});

	it('[T3] gives each segment one utterance and tells a backlog that falls to nothing', async () => {
		const { lectures, lectureId, backlogs, begin, addTake } = await setUp();
		const [old, live] = [await addTake(0), await addTake(1)];
		const transcriber = begin();
		for (let round = 0; round < 5; round++)
			for (const take of [live, old]) {
				await take.grow(2);
				void transcriber.wake(take.takeId, lectureId);
			}
		await until('all utterances', async () => (await lectures.utterances(lectureId)).length === 20);
		await until('no backlog', () => backlogs.at(-1) === 0);
		expect(transcriber.backlogSamples(lectureId)).toBe(0);
	});

	describe('[B3] a segment of a take in Opus', () => {
		const end = 10 * sampleRate;
		const packet = 320;
		const addSegment = async (setting: Awaited<ReturnType<typeof setUp>>, closing: Mark, samples: number) => {
			const take = await setting.addTake(0, 0, 'opus');
			const items: Mark[] = [{ kind: 'speech-start', sample: 0 }, closing];
			await setting.lectures.growLogs([{ takeId: take.takeId, samples, newMarks: { from: 0, items } }]);
			return take;
		};

		it('waits for the packet that tells its last samples, or for the end of the take', async () => {
			for (const ends of [true, false]) {
				const setting = await setUp();
				const { lectures, lectureId, recogniser, begin } = setting;
				const closing: Mark = { kind: 'speech-end', sample: end - opusPreSkipSamples + 1 };
				const { takeId, finish } = await addSegment(setting, closing, end);
				const transcriber = begin();
				await transcriber.wake(takeId, lectureId);
				expect(transcriber.backlogSamples(lectureId), 'nothing is to be heard yet').toBe(0);
				if (ends) await finish();
				else await lectures.growLogs([{ takeId, samples: end + packet, newMarks: null }]);
				await transcriber.wake(takeId, lectureId);
				await until('the segment to be heard', () => recogniser.begun.length === 1);
			}
		});

		it('that was cut is heard with nothing behind it that another packet would change', async () => {
			const setting = await setUp();
			const { lectures, lectureId, recogniser, begin } = setting;
			const behind = 0.8 * sampleRate;
			const { takeId } = await addSegment(setting, { kind: 'cut', sample: end }, end + behind);
			const transcriber = begin();
			await transcriber.wake(takeId, lectureId);
			await manyTurns();
			expect(recogniser.begun).toEqual([]);
			await lectures.growLogs([{ takeId, samples: end + behind + packet, newMarks: null }]);
			await transcriber.wake(takeId, lectureId);
			await until('the segment to be heard', () => recogniser.begun.length === 1);
			expect(recogniser.begun[0]?.context).toEqual({ before: 0, after: behind });
		});
	});

	describe('a segment that was cut out of ongoing speech', () => {
		const second = sampleRate;
		const cutAt = async (setting: Awaited<ReturnType<typeof setUp>>, samples: number) => {
			const take = await setting.addTake(0);
			const items: Mark[] = [
				{ kind: 'speech-start', sample: 0 },
				{ kind: 'cut', sample: 10 * second }
			];
			await setting.lectures.growLogs([{ takeId: take.takeId, samples, newMarks: { from: 0, items } }]);
			return take;
		};
		const contexts = ({ begun }: FakeRecogniser) => begun.map(({ context }) => context);

		it('is heard once the sound behind the cut is there, and with all of it', async () => {
			const setting = await setUp();
			const { lectures, lectureId, recogniser, begin } = setting;
			const { takeId } = await cutAt(setting, 10.2 * second);
			const transcriber = begin(600_000);
			await transcriber.wake(takeId, lectureId);
			await lectures.growLogs([{ takeId, samples: 10.5 * second, newMarks: null }]);
			await transcriber.wake(takeId, lectureId);
			await manyTurns();
			expect(recogniser.begun).toEqual([]);
			await lectures.growLogs([{ takeId, samples: 11 * second, newMarks: null }]);
			await transcriber.wake(takeId, lectureId);
			await until('the segment to be heard', () => recogniser.begun.length === 1);
			expect(contexts(recogniser)).toEqual([{ before: 0, after: 0.8 * second }]);
		});

		it('is heard with what there is when the take ends, or when nothing more comes', async () => {
			for (const ends of [true, false]) {
				const setting = await setUp();
				const { lectureId, recogniser, begin } = setting;
				const { takeId, finish } = await cutAt(setting, 10.5 * second);
				if (ends) await finish();
				const transcriber = begin(ends ? 600_000 : 20);
				await transcriber.wake(takeId, lectureId);
				await until('the segment to be heard', () => recogniser.begun.length === 1);
				expect(contexts(recogniser)).toEqual([{ before: 0, after: 0.5 * second }]);
			}
		});
	});
});
