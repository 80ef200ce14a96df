import { beforeEach, describe, expect, it } from 'vitest';
import { MemoryStore } from '../uplink/memory-store.ts';
import type { TakeProgress, WriterReport } from './messages.ts';
import type { Source } from './port.ts';
import { Recorder } from './recorder.svelte.ts';
import type { Opened, SourceEvents } from './sound-source.ts';
import type { CaptureThreads } from './threads.ts';

const lectureId = '01890000-0000-7000-8000-000000000001';
const lecture = { lectureId, title: 'Sorting', createdAt: 1, language: 'en' as const, finishedAt: null };
const microphone: Source = { kind: 'microphone', processing: 'hall' };
const sample: Source = { kind: 'sample', url: '/sample.wav', name: 'Sample' };
const quiet: TakeProgress = {
	samples: 0,
	unsavedSamples: 0,
	missingFrames: 0,
	level: 0.5,
	speaking: true,
	detector: 'silero',
	warnings: []
};

/** Threads that write as much as they are told, and keep what the recorder asked of them. */
class ScriptedThreads implements CaptureThreads {
	readonly asked: string[] = [];
	onReport: (report: WriterReport) => void = () => {};
	takeId = '';
	begin(takeId: string) {
		this.takeId = takeId;
		this.asked.push('begin');
	}
	finish() {
		this.asked.push('finish');
	}
	close() {
		this.asked.push('close');
	}
	async wrote(samples: number) {
		const pcm = new Uint8Array(samples * 2);
		await store.appendBlock(this.takeId, { firstSample: 0, sampleCount: samples, pcm });
		this.onReport({ kind: 'progress', takeId: this.takeId, progress: { ...quiet, samples } });
	}
	async closed() {
		await store.closeTake(this.takeId);
		this.onReport({ kind: 'closed', takeId: this.takeId, samples: 0 });
	}
}

let store: MemoryStore;
let threads: ScriptedThreads;
let events: SourceEvents;
let opened: Opened;
let happened: string[];
let isLocked: boolean;
let stored: number;
let recorder: Recorder;

beforeEach(() => {
	store = new MemoryStore();
	threads = new ScriptedThreads();
	happened = [];
	isLocked = false;
	stored = 0;
	const note = (what: string) => async () => void happened.push(what);
	opened = {
		context: {} as AudioContext,
		output: {} as AudioNode,
		label: 'Desk microphone',
		begin: () => happened.push('begin'),
		suspend: note('suspend'),
		resume: note('resume'),
		close: note('close')
	};
	let ids = 0;
	recorder = new Recorder(lecture, {
		store,
		openSource: async (_source, given) => ((events = given), opened),
		createNode: async () => ({ end: () => happened.push('node end') }),
		startThreads: () => threads,
		takeLock: async () => (isLocked ? undefined : ((isLocked = true), () => (isLocked = false))),
		wakeLock: { hold: () => happened.push('awake'), release: () => happened.push('may sleep') },
		nowMs: () => 1000 + ids,
		newId: () => `01890000-0000-7000-8000-${String(ids++).padStart(12, '0')}`,
		onStored: () => stored++
	});
});

/** Lets an order run until it waits for the writer, then lets the writer close the take. */
async function closing(order: Promise<void>): Promise<void> {
	await Promise.resolve();
	await threads.closed();
	await order;
}

describe('Recorder', () => {
	it('stores the lecture and its take before anything is recorded', async () => {
		await recorder.start(microphone);
		expect(await store.lectures()).toEqual([lecture]);
		const [take] = await store.takesOf(lectureId);
		expect(take).toMatchObject({ number: 0, codec: 'pcm_s16le', device: 'Desk microphone' });
		expect(recorder.state).toEqual({ kind: 'recording', takeId: take?.takeId });
		expect(threads.asked).toEqual(['begin']);
		expect(happened).toEqual(['awake', 'begin']);
	});

	it('shows what the writer reports', async () => {
		await recorder.start(microphone);
		await threads.wrote(2048);
		expect(recorder.capturedSamples).toBe(2048);
		expect(recorder.level).toBe(0.5);
		expect(recorder.speaking).toBe(true);
		expect(recorder.detector).toBe('silero');
		expect(stored).toBe(1);
	});

	it('is not stopped before the writer has closed the take', async () => {
		await recorder.start(microphone);
		const stopping = recorder.stop();
		expect(recorder.state.kind).toBe('stopping');
		expect(happened.at(-1)).toBe('node end');
		await closing(stopping);
		expect(recorder.state.kind).toBe('stopped');
		expect(happened).toContain('close');
		expect((await store.lectures())[0]?.finishedAt).toBeGreaterThan(0);
		expect(isLocked).toBe(false);
	});

	it('closes the take at a pause and begins the next one when it goes on', async () => {
		await recorder.start(microphone);
		await threads.wrote(2048);
		await closing(recorder.pause());
		expect(recorder.state.kind).toBe('paused');
		expect(recorder.level).toBe(0);
		await recorder.resume();
		await threads.wrote(1000);
		expect(recorder.capturedSamples).toBe(3048);
		expect((await store.takesOf(lectureId)).map((take) => [take.number, take.closed])).toEqual([
			[0, true],
			[1, false]
		]);
		expect(happened.filter((what) => what === 'suspend' || what === 'resume')).toEqual(['suspend', 'resume']);
	});

	it('can be stopped while it is paused', async () => {
		await recorder.start(microphone);
		await closing(recorder.pause());
		await recorder.stop();
		expect(recorder.state.kind).toBe('stopped');
	});

	it('goes on with the same lecture after it was stopped, with the next number', async () => {
		await recorder.start(microphone);
		await closing(recorder.stop());
		await store.putLecture({ ...lecture, title: 'Renamed', finishedAt: 5 });
		await recorder.start(microphone);
		expect(await store.lectures()).toEqual([{ ...lecture, title: 'Renamed', finishedAt: null }]);
		expect((await store.takesOf(lectureId)).map((take) => take.number)).toEqual([0, 1]);
	});

	it('says why it cannot start, and lets go of everything', async () => {
		opened = { problem: 'permission-denied' };
		await recorder.start(microphone);
		expect(recorder.state).toEqual({ kind: 'failed', problem: 'permission-denied' });
		expect(isLocked).toBe(false);
		expect(await store.lectures()).toEqual([]);
	});

	it('does not record beside another tab', async () => {
		isLocked = true;
		await recorder.start(microphone);
		expect(recorder.state).toEqual({ kind: 'failed', problem: 'other-tab-records' });
		expect(happened).toContain('close');
		expect(isLocked).toBe(true);
	});

	it('fails with the disk, and keeps what is on it as a closed take', async () => {
		await recorder.start(microphone);
		await threads.wrote(2048);
		threads.onReport({ kind: 'failed', takeId: threads.takeId, problem: 'storage-full' });
		await new Promise((resolve) => setTimeout(resolve, 0));
		expect(recorder.state).toEqual({ kind: 'failed', problem: 'storage-full' });
		expect(await store.takesOf(lectureId)).toMatchObject([{ samples: 2048, closed: true }]);
		expect(isLocked).toBe(false);
	});

	it('warns about a microphone that ended or was muted, and records on', async () => {
		await recorder.start(microphone);
		events.onMuted(true);
		expect(recorder.warnings).toEqual(['source-muted']);
		events.onMuted(false);
		events.onEnded();
		expect(recorder.warnings).toEqual(['source-ended']);
		expect(recorder.state.kind).toBe('recording');
	});

	it('ends the lecture at the end of a sample', async () => {
		await recorder.start(sample);
		events.onEnded();
		await closing(Promise.resolve());
		await new Promise((resolve) => setTimeout(resolve, 0));
		expect(recorder.state.kind).toBe('stopped');
	});
});
