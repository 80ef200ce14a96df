import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { msToSamples, segmentsOf, type Mark } from '#lib/protocol/index.ts';
import { temporaryDirectory } from '../../tests/helpers/temporary.ts';
import { openDatabase } from '../store/database.ts';
import { keyRepository } from '../store/keys.ts';
import { lectureRepository } from '../store/lectures.ts';
import type { TakeRow } from '../store/schema.ts';
import { jobOf } from './jobs.ts';

const context = msToSamples(800);

/** The jobs of a take whose speech goes on across one cut. */
async function jobsOf(
	priority: 'final' | 'speculative' | 'partial',
	samples = 200_000,
	slideTerms: string[] = []
) {
	const db = await openDatabase(join(await temporaryDirectory(), 'test.db'));
	onTestFinished(() => db.destroy());
	await keyRepository(db).add({ id: 'k', name: 'K', digest: 'd', admin: true, createdAt: 1 });
	const lectures = lectureRepository(db);
	const [lectureId, takeId] = [randomUUID(), randomUUID()];
	await lectures.create({ id: lectureId, owner: 'k', title: 'T', language: 'en', createdAt: 1 });
	await lectures.change(lectureId, { terms: '["xylem"]' });
	if (slideTerms.length > 0)
		await lectures.addDeck(
			{
				id: randomUUID(),
				lecture_id: lectureId,
				name: 'N',
				format: 'pdf',
				bytes: 1,
				added_at: 1,
				slides: '[]',
				glossary: JSON.stringify(slideTerms)
			},
			10
		);
	await lectures.addTake(lectureId, { takeId, number: 0, startedAt: 1, codec: 'pcm_s16le' });
	const marks: Mark[] = [
		{ kind: 'speech-start', sample: 10_000 },
		{ kind: 'cut', sample: 100_000 },
		{ kind: 'speech-end', sample: 150_000 }
	];
	await lectures.growLogs([{ takeId, samples, newMarks: { from: 0, items: marks } }]);
	const take = (await lectures.take(takeId)) as TakeRow;
	const files = { path: () => 'nowhere' };
	return Promise.all(segmentsOf(marks).map((segment) => jobOf({ lectures, files }, take, segment, priority)));
}

test('finals, also those heard ahead, have the lecture’s terms, and a context where speech was cut', async () => {
	for (const priority of ['final', 'speculative'] as const) {
		const [first, second] = await jobsOf(priority);
		expect(first).toMatchObject({ firstSample: 10_000, context: { before: 0, after: context } });
		expect(second).toMatchObject({ sampleCount: 50_000, context: { before: context, after: 0 } });
		expect([first?.terms, second?.terms]).toEqual([['xylem'], ['xylem']]);
	}
});

test('a context ends with the sound that is there', async () => {
	const [first] = await jobsOf('final', 100_010);
	expect(first?.context).toEqual({ before: 0, after: 10 });
});

test('words that may still change are heard as they are', async () => {
	for (const job of await jobsOf('partial')) {
		expect(job.context).toBeUndefined();
		expect(job.terms).toBeUndefined();
	}
});

test('the words of slides are expected as well, behind those that a person typed, each once', async () => {
	const [first] = await jobsOf('final', 200_000, ['Phloem', 'XYLEM', 'phloem']);
	expect(first?.terms).toEqual(['xylem', 'Phloem']);
	const many = Array.from({ length: 250 }, (_, n) => `term ${n}`);
	const [full] = await jobsOf('final', 200_000, many);
	expect(full?.terms).toEqual(['xylem', ...many.slice(0, 199)]);
});
