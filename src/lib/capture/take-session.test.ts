import { beforeEach, describe, expect, it, vi } from 'vitest';
import { MemoryStore } from '../uplink/memory-store.ts';
import { Detection } from './detection.ts';
import { createPcmEncoder } from './encoder.ts';
import type { WriterReport } from './messages.ts';
import { TakeSession } from './take-session.ts';

const lectureId = '01890000-0000-7000-8000-000000000001';
const takeId = '01890000-0000-7000-8000-0000000000a0';
const never = () => new Promise<void>(() => {});

let store: MemoryStore;
let reports: WriterReport[];
let session: TakeSession;
let wait: () => Promise<void>;

beforeEach(async () => {
	store = new MemoryStore();
	await store.beginTake(lectureId, { takeId, number: 0, startedAt: 0, codec: 'pcm_s16le' });
	reports = [];
	wait = never;
	const detection = new Detection({
		ask: () => {},
		onMarks: (marks) => session.mark(marks),
		onPause: (endSample) => session.pause(endSample),
		nowMs: () => 0,
		wait: () => wait()
	});
	detection.lost();
	const report = (message: WriterReport) => reports.push(message);
	session = new TakeSession({
		takeId,
		codec: 'pcm_s16le',
		openEncoder: (_codec, events) => createPcmEncoder(events),
		onEncoderFailed: () => {},
		store,
		detection,
		report,
		wallMs: () => 0,
		wait: () => wait()
	});
});

const batch = (loudness: number, samples = 2048) =>
	session.hear({
		kind: 'batch',
		missingFrames: 0,
		pcm: Int16Array.from({ length: samples }, (_, n) => (n % 2 ? loudness : -loudness))
	});

describe('TakeSession', () => {
	it('closes the take behind the last batch, with the marks of everything in it', async () => {
		for (let n = 0; n < 8; n++) batch(5);
		for (let n = 8; n < 20; n++) batch(8000);
		const finished = session.finish();
		batch(8000, 100);
		session.hear({ kind: 'end' });
		await finished;
		const [take] = await store.takesOf(lectureId);
		expect(take).toMatchObject({ samples: 20 * 2048 + 100, closed: true, marks: 2 });
		expect((await store.marksFrom(takeId, 0, 9)).map((mark) => mark.kind)).toEqual([
			'speech-start',
			'speech-end'
		]);
		expect(reports.at(-1)).toEqual({ kind: 'closed', takeId, samples: 20 * 2048 + 100 });
	});

	it('[W11] reports a pause, with the sample of the mark that follows; and marks once they are on disk', async () => {
		for (let n = 0; n < 8; n++) batch(5);
		for (let n = 8; n < 20; n++) batch(8000);
		for (let n = 20; n < 30; n++) batch(5);
		const lastMarks = () => reports.findLast((report) => report.kind === 'progress')?.progress.marks;
		await vi.waitFor(() => expect(lastMarks()).toBe(2));
		const [, end] = await store.marksFrom(takeId, 0, 9);
		expect(reports.filter(({ kind }) => kind === 'quiet')).toEqual([
			{ kind: 'quiet', takeId, endSample: end?.sample }
		]);
	});

	it('does not wait for ever for the end of a graph that stands still', async () => {
		wait = async () => {};
		batch(5);
		await session.finish();
		expect(await store.takesOf(lectureId)).toMatchObject([{ samples: 2048, closed: true }]);
	});

	it('reports level, warnings and what stands in for the model', async () => {
		batch(0x7fff);
		session.hear({ kind: 'end' });
		await session.finish();
		const progress = reports.find((report) => report.kind === 'progress')?.progress;
		expect(progress).toMatchObject({ samples: 2048, detector: 'energy', warnings: ['detector-fell-back'] });
		expect(progress?.level).toBeCloseTo(1, 2);
	});

	it('says that it failed when somebody else closed the take, and never that it is closed', async () => {
		await store.closeTake(takeId);
		batch(5);
		session.hear({ kind: 'end' });
		await session.finish();
		expect(reports.map((report) => report.kind)).toEqual(['failed']);
	});
});
