import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { sampleRate, type Mark } from '#lib/protocol/index.ts';
import { FakeRecogniser, heard } from '../../tests/fakes/fake-recogniser.ts';
import { temporaryDirectory } from '../../tests/helpers/temporary.ts';
import { until } from '../../tests/helpers/until.ts';
import { Journal } from '../lectures/journal.ts';
import { openDatabase } from '../store/database.ts';
import { keyRepository } from '../store/keys.ts';
import { lectureRepository } from '../store/lectures.ts';
import { createHearing } from './hearing.ts';

/** A lecture in a real database with an older take of which a minute is unheard, and a recogniser that answers when it is let. */
async function setUp() {
	const db = await openDatabase(join(await temporaryDirectory(), 'test.db'));
	await keyRepository(db).add({ id: 'k', name: 'K', digest: 'd', admin: true, createdAt: 1 });
	const lectures = lectureRepository(db);
	const lectureId = randomUUID();
	await lectures.create({ id: lectureId, owner: 'k', title: 'T', language: 'en', createdAt: 1 });
	const recogniser = new FakeRecogniser((job) => heard(job.id));
	const { transcriber, hypothesiser } = createHearing({
		lectures,
		journal: new Journal(lectures),
		files: { path: () => 'nowhere' },
		slot: { current: recogniser },
		onProgress: () => undefined,
		onFailure: (_, error) => expect.unreachable(error.message)
	});
	onTestFinished(async () => {
		transcriber.close();
		await db.destroy();
	});
	const addTake = async (number: number, samples: number, items: Mark[], ends: 'closed' | 'open') => {
		const takeId = randomUUID();
		await lectures.addTake(lectureId, { takeId, number, startedAt: number, codec: 'pcm_s16le' });
		await lectures.growLogs([{ takeId, samples, newMarks: { from: 0, items } }]);
		if (ends === 'closed') await lectures.finishTake(takeId);
		await transcriber.wake(takeId, lectureId);
		return takeId;
	};
	return { lectureId, recogniser, hypothesiser, addTake };
}

test('[W4] live speech has words while it is spoken although an older take of its lecture is far behind', async () => {
	const { lectureId, recogniser, hypothesiser, addTake } = await setUp();
	recogniser.hold();
	await addTake(
		0,
		60 * sampleRate,
		Array.from({ length: 12 }, (_, at): Mark => ({
			kind: at % 2 ? 'speech-end' : 'speech-start',
			sample: at * 5 * sampleRate
		})),
		'closed'
	);
	const live = await addTake(1, 2 * sampleRate, [{ kind: 'speech-start', sample: 0 }], 'open');
	void hypothesiser.grown(live, lectureId, 2 * sampleRate);
	await until('all to be asked', () => recogniser.waiting === 5);
	recogniser.release();
	await until('the guess', () => recogniser.begun.some(({ priority }) => priority === 'partial'));
});
