import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Take } from '#lib/protocol/index.ts';
import { VirtualTimers } from '../../../tests/fakes/virtual-timers.ts';
import { MemoryStore } from '../uplink/memory-store.ts';
import type { CaptureNode } from './capture-node.ts';
import type { Signal, TakeProgress, WriterReport } from './messages.ts';
import type { Source } from './port.ts';
import { Recorder } from './recorder.svelte.ts';
import type { Opened, SoundSource, SourceEvents } from './sound-source.ts';
import type { CaptureThreads } from './threads.ts';

const lectureId = '01890000-0000-7000-8000-000000000001';
const lecture = { lectureId, title: 'Sorting', createdAt: 1, language: 'en' as const, finishedAt: null };
const microphone: Source = { kind: 'microphone', processing: 'hall' };
const sample: Source = { kind: 'sample', url: '/sample.wav', name: 'Sample' };
const quiet: TakeProgress = {
	samples: 0,
	marks: 0,
	unsavedSamples: 0,
	missingFrames: 0,
	level: 0.5,
	speaking: true,
	signal: 'sound',
	detector: 'silero',
	warnings: []
};

/** Threads that write as much as they are told, and keep what the recorder asked of them. */
class ScriptedThreads implements CaptureThreads {
	readonly asked: string[] = [];
	onReport: (report: WriterReport) => void = () => {};
	takeId = '';
	begin(_lectureId: string, take: Take) {
		this.takeId = take.takeId;
		this.asked.push('begin');
	}
	split() {
		this.asked.push('split');
	}
	finish() {
		this.asked.push('finish');
	}
	close() {
		this.asked.push('close');
	}
	async wrote(samples: number) {
		const pcm = new Uint8Array(samples * 2);
		await store.appendBlock(this.takeId, { firstSample: 0, sampleCount: samples, bytes: pcm });
		this.onReport({ kind: 'progress', takeId: this.takeId, progress: { ...quiet, samples } });
	}
	hears(signal: Signal, samples = 2048) {
		this.onReport({ kind: 'progress', takeId: this.takeId, progress: { ...quiet, signal, samples } });
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
/** How often a source was asked for. */
let asked: number;
let takeLock: () => Promise<(() => void) | undefined>;
let createNode: () => Promise<CaptureNode>;
let isLocked: boolean;
let timers: VirtualTimers;
let chance: (() => void) | undefined;
let stored: number;
let quietAt: unknown[];
let recorder: Recorder;

beforeEach(() => {
	store = new MemoryStore();
	threads = new ScriptedThreads();
	timers = new VirtualTimers();
	happened = [];
	asked = 0;
	isLocked = false;
	stored = 0;
	quietAt = [];
	const note = (what: string) => async () => void happened.push(what);
	opened = {
		context: {} as AudioContext,
		output: {} as AudioNode,
		label: 'Desk microphone',
		begin: () => happened.push('begin'),
		suspend: note('suspend'),
		resume: note('resume'),
		obstacle: async () => undefined,
		close: note('close')
	};
	takeLock = async () => (isLocked ? undefined : ((isLocked = true), () => (isLocked = false)));
	createNode = async () => ({ end: note('node end') });
	let ids = 0;
	recorder = new Recorder(lecture, {
		store,
		openSource: async (_source, given) => (asked++, (events = given), opened),
		createNode: () => createNode(),
		startThreads: () => threads,
		takeLock: () => takeLock(),
		wakeLock: { hold: () => happened.push('awake'), release: () => happened.push('may sleep') },
		nextCodec: async () => 'pcm_s16le',
		nowMs: () => timers.nowMs() + ids,
		after: (ms, act) => timers.after(ms, act),
		onChance: (given) => ((chance = given), () => (chance = undefined)),
		newId: () => `01890000-0000-7000-8000-${String(ids++).padStart(12, '0')}`,
		onStored: () => stored++,
		onQuiet: (...hint) => quietAt.push(hint)
	});
});

/** Fails at its first call. */
const failing = (name: string) => vi.fn().mockRejectedValueOnce(new DOMException('', name));

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

/** Gives the recorder's disk up, in the middle of a take with 2048 samples. */
async function failed(): Promise<void> {
	await recorder.start(microphone);
	await threads.wrote(2048);
	threads.onReport({ kind: 'failed', takeId: threads.takeId, problem: 'storage-full', unsavedSamples: 0 });
	await settled();
}

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
		expect(happened).toEqual(['begin', 'awake']);
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

	it('goes on in the take that the writer switched to, with all that was captured (W4)', async () => {
		await recorder.start(microphone);
		await threads.wrote(2048);
		recorder.split();
		expect(threads.asked.at(-1)).toBe('split');
		const first = threads.takeId;
		const [take] = await store.takesOf(lectureId);
		const next = { ...(take as Take), takeId: 'next', number: 1, continues: first };
		await store.beginTake(lectureId, next);
		threads.takeId = next.takeId;
		threads.onReport({ kind: 'switched', takeId: next.takeId });
		expect(recorder.state).toEqual({ kind: 'recording', takeId: next.takeId });
		await threads.wrote(1000);
		threads.onReport({ kind: 'progress', takeId: first, progress: { ...quiet, samples: 4096 } });
		threads.onReport({ kind: 'closed', takeId: first, samples: 4096 });
		expect(recorder.capturedSamples).toBe(5096);
		expect(recorder.state.kind).toBe('recording');
		await closing(recorder.stop());
		expect(recorder.state.kind).toBe('stopped');
	});

	it('splits nothing while it does not record', async () => {
		recorder.split();
		await recorder.start(microphone);
		await closing(recorder.pause());
		recorder.split();
		expect(threads.asked).not.toContain('split');
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
		await failed();
		expect(recorder.state).toEqual({ kind: 'failed', problem: 'storage-full' });
		expect(await store.takesOf(lectureId)).toMatchObject([{ samples: 2048, closed: true }]);
		expect(isLocked).toBe(false);
	});

	it('warns about a microphone that is muted for a moment, or no longer the default, and records on', async () => {
		await recorder.start(microphone);
		events.onSign({ kind: 'muted', isMuted: true });
		expect(recorder.warnings).toEqual(['source-muted']);
		events.onSign({ kind: 'muted', isMuted: false });
		events.onSign({ kind: 'default-changed' });
		expect(recorder.warnings).toEqual(['default-changed']);
		expect(recorder.state.kind).toBe('recording');
		expect(asked).toBe(1);
	});

	it('says how much the disk did not take, and that it waits for it while it stops', async () => {
		await recorder.start(microphone);
		const waiting: TakeProgress = { ...quiet, unsavedSamples: 32_000, warnings: ['silence', 'not-stored'] };
		threads.onReport({ kind: 'progress', takeId: threads.takeId, progress: waiting });
		expect(stored).toBe(1);
		void recorder.stop();
		expect(recorder.warnings).toEqual(['not-stored']);
		const problem = 'storage-full';
		threads.onReport({ kind: 'failed', takeId: threads.takeId, problem, unsavedSamples: 32_000 });
		expect(recorder.state).toEqual({ kind: 'failed', problem, unsavedMs: 2000 });
	});

	it('ends the lecture at the end of a sample', async () => {
		await recorder.start(sample);
		events.onSign({ kind: 'ended' });
		await closing(Promise.resolve());
		await settled();
		expect(recorder.state.kind).toBe('stopped');
	});

	it('ends the lecture when a sample ends in the middle of a pause', async () => {
		await recorder.start(sample);
		const pausing = recorder.pause();
		events.onSign({ kind: 'ended' });
		await closing(pausing);
		expect(recorder.state.kind).toBe('stopped');
	});

	it('holds the source as soon as the take has its last sample', async () => {
		await recorder.start(sample);
		const pausing = recorder.pause();
		await settled();
		expect(happened.slice(-2)).toEqual(['node end', 'suspend']);
		await closing(pausing);
		expect(recorder.state.kind).toBe('paused');
	});
});

/** The take of a microphone that was lost is closed. */
async function lose(problem: () => void): Promise<void> {
	problem();
	expect(recorder.state.kind).toBe('recovering');
	await closing(Promise.resolve());
	await settled();
}
const gaps = async () => (await store.takesOf(lectureId)).map(({ gap }) => gap);

describe('a microphone that lies', () => {
	beforeEach(async () => {
		await recorder.start(microphone);
		await threads.wrote(2048);
	});

	it.each([
		['ends', 'source-ended', () => events.onSign({ kind: 'ended' })],
		['is forbidden', 'permission-revoked', () => events.onSign({ kind: 'permission-revoked' })],
		['loses its graph', 'no-frames', () => events.onSign({ kind: 'context', state: 'closed' })],
		['gives no frames', 'no-frames', () => threads.hears('none')],
		['is dead', 'digital-silence', () => threads.hears('zeros')]
	])(
		'is opened afresh when it %s, as a new take behind a gap with its cause',
		async (_what, problem, happen) => {
			const lost = opened;
			opened = { ...lost, label: 'Built-in microphone' } as Opened;
			happen();
			expect(recorder.state).toMatchObject({ kind: 'recovering', problem });
			await closing(Promise.resolve());
			await settled();
			expect(recorder.state.kind).toBe('recording');
			expect(await store.takesOf(lectureId)).toMatchObject([
				{ number: 0, samples: 2048, closed: true, device: 'Desk microphone' },
				{ number: 1, closed: false, device: 'Built-in microphone', gap: 'microphone' }
			]);
			expect(happened.indexOf('close')).toBeLessThan(happened.lastIndexOf('begin'));
			expect(happened).not.toContain('may sleep');
			expect(recorder.capturedSamples).toBe(2048);
		}
	);

	it('that gave nothing while a take was closed for a pause is heard out when it goes on', async () => {
		const pausing = recorder.pause();
		threads.hears('none');
		await closing(pausing);
		await recorder.resume();
		expect(recorder.state.kind).toBe('recording');
		expect(asked).toBe(1);
	});

	it('is given up after 3 s of mute', async () => {
		events.onSign({ kind: 'muted', isMuted: true });
		timers.advance(2900);
		threads.hears('sound');
		expect(recorder.state.kind).toBe('recording');
		timers.advance(200);
		threads.hears('sound');
		expect(recorder.state).toMatchObject({ kind: 'recovering', problem: 'source-muted' });
	});

	it('leaves a gap of sleep where it did not wake with the machine', async () => {
		await lose(() => threads.hears('not-woken'));
		expect(await gaps()).toEqual([undefined, 'sleep']);
	});

	it('is tried again and again, with what is in the way on show, and nothing is lost meanwhile', async () => {
		opened = { problem: 'no-device' };
		await lose(() => events.onSign({ kind: 'ended' }));
		for (let minute = 0; minute < 30; minute++) {
			timers.advance(60_000);
			await settled();
		}
		expect(recorder.state).toMatchObject({ kind: 'recovering', obstacle: 'no-device' });
		expect(asked).toBeGreaterThan(30);
		expect(await store.takesOf(lectureId)).toMatchObject([{ samples: 2048, closed: true }]);
		expect(isLocked).toBe(true);
		expect(happened).not.toContain('may sleep');
	});

	it('is tried at once when a device comes, or a person asks', async () => {
		const lost = opened;
		opened = { problem: 'no-device' };
		await lose(() => events.onSign({ kind: 'ended' }));
		chance?.();
		await settled();
		expect(asked).toBe(3);
		opened = lost;
		recorder.tryNow();
		expect(asked).toBe(4);
		await settled();
		expect(recorder.state.kind).toBe('recording');
		expect(chance).toBeUndefined();
	});

	it('that is open, and gives no sound, is closed again, and the reason shown', async () => {
		opened = { ...opened, obstacle: async () => 'needs-tap' } as Opened;
		await lose(() => events.onSign({ kind: 'ended' }));
		expect(recorder.state).toMatchObject({ kind: 'recovering', obstacle: 'needs-tap' });
		expect(happened.filter((what) => what === 'close')).toHaveLength(2);
		expect(await store.takesOf(lectureId)).toHaveLength(1);
	});

	it('is waited for longer when it was lost again soon', async () => {
		await lose(() => threads.hears('none'));
		expect(asked).toBe(2);
		await lose(() => threads.hears('none'));
		expect(asked).toBe(2);
		timers.advance(1000);
		await settled();
		expect(recorder.state.kind).toBe('recording');
		threads.hears('sound', 160_000);
		await lose(() => threads.hears('none'));
		expect(asked).toBe(4);
	});

	it('that stays dead is opened afresh once, and once more after it was heard', async () => {
		await lose(() => threads.hears('zeros'));
		threads.hears('zeros', 480_000);
		expect(recorder.state.kind).toBe('recording');
		expect(asked).toBe(2);
		threads.hears('sound', 490_000);
		threads.hears('zeros', 980_000);
		expect(recorder.state.kind).toBe('recovering');
	});

	it('does not keep the lecture from being stopped', async () => {
		opened = { problem: 'no-device' };
		await lose(() => events.onSign({ kind: 'ended' }));
		await recorder.stop();
		expect(recorder.state.kind).toBe('stopped');
		timers.advance(60_000);
		await settled();
		expect(asked).toBe(2);
		expect((await store.lectures())[0]?.finishedAt).toBeGreaterThan(0);
	});

	it('is let go of again when the stop comes while it is being opened', async () => {
		let open = () => {};
		const gate = new Promise<undefined>((resolve) => (open = () => resolve(undefined)));
		opened = { ...opened, obstacle: () => gate } as Opened;
		await lose(() => events.onSign({ kind: 'ended' }));
		await recorder.stop();
		open();
		await settled();
		expect(recorder.state.kind).toBe('stopped');
		expect(happened.at(-1)).toBe('close');
		expect(await store.takesOf(lectureId)).toHaveLength(1);
	});

	it('keeps on trying when the store refuses the next take', async () => {
		const { beginTake } = store;
		store.beginTake = failing('QuotaExceededError').mockImplementation(beginTake.bind(store));
		await lose(() => events.onSign({ kind: 'ended' }));
		expect(recorder.state).toMatchObject({ kind: 'recovering', obstacle: 'storage-full' });
		timers.advance(1000);
		await settled();
		expect(recorder.state.kind).toBe('recording');
	});
});

describe('the gap before a take', () => {
	it('is a pause where a person paused, or went on after the end', async () => {
		await recorder.start(microphone);
		await closing(recorder.pause());
		await recorder.resume();
		await closing(recorder.stop());
		await recorder.start(microphone);
		expect(await gaps()).toEqual([undefined, 'pause', 'pause']);
	});

	it('is a crash where nobody had ended the lecture', async () => {
		await store.putLecture(lecture);
		const take = { takeId: 'before', number: 0, startedAt: 1, codec: 'pcm_s16le' as const };
		await store.beginTake(lectureId, take);
		await recorder.start(microphone);
		expect(await gaps()).toEqual([undefined, 'crash']);
	});

	it('is the storage where the disk was full', async () => {
		await failed();
		await recorder.start(microphone);
		expect(await gaps()).toEqual([undefined, 'storage']);
	});
});

describe('a microphone that was lost in a pause', () => {
	beforeEach(async () => {
		await recorder.start(microphone);
		await closing(recorder.pause());
		events.onSign({ kind: 'ended' });
	});

	it('is opened again when the recording goes on, within the tap, as a new take', async () => {
		const lost = opened;
		opened = { ...lost, label: 'Built-in microphone' } as Opened;
		const going = recorder.resume();
		expect(asked).toBe(2);
		await going;
		expect(happened).toContain('close');
		expect(recorder.warnings).toEqual([]);
		expect(recorder.device).toBe('Built-in microphone');
		expect((await store.takesOf(lectureId)).map((take) => [take.number, take.device, take.closed])).toEqual([
			[0, 'Desk microphone', true],
			[1, 'Built-in microphone', false]
		]);
	});

	it('leaves the recorder paused with the reason when it cannot be opened, until it can', async () => {
		const lost = opened;
		opened = { problem: 'no-device' };
		await recorder.resume();
		expect(recorder.state).toEqual({ kind: 'paused', problem: 'no-device' });
		expect(isLocked).toBe(true);
		opened = lost;
		await recorder.resume();
		expect(recorder.state.kind).toBe('recording');
		await closing(recorder.pause());
		expect(recorder.state).toEqual({ kind: 'paused' });
	});

	it('does not keep the lecture from being stopped', async () => {
		opened = { problem: 'no-device' };
		await recorder.resume();
		await recorder.stop();
		expect(recorder.state.kind).toBe('stopped');
		expect((await store.lectures())[0]?.finishedAt).toBeGreaterThan(0);
	});
});

it('a source that does not wake is opened again', async () => {
	await recorder.start(microphone);
	await closing(recorder.pause());
	(opened as SoundSource).resume = failing('InvalidStateError');
	await recorder.resume();
	expect(asked).toBe(2);
	expect(recorder.state.kind).toBe('recording');
});

describe('stop after a failure', () => {
	it('ends the lecture on this device', async () => {
		await failed();
		await recorder.stop();
		expect(recorder.state).toEqual({ kind: 'stopped' });
		expect((await store.lectures())[0]?.finishedAt).toBeGreaterThan(0);
		expect(isLocked).toBe(false);
	});

	it('[W11] hands on a pause at once, and says that the log has grown when a mark is on disk', async () => {
		await recorder.start(microphone);
		await threads.wrote(2048);
		threads.onReport({ kind: 'quiet', takeId: threads.takeId, endSample: 4000 });
		expect(quietAt).toEqual([[threads.takeId, 4000]]);
		const before = stored;
		const progress = { ...quiet, samples: 2048, marks: 1 };
		threads.onReport({ kind: 'progress', takeId: threads.takeId, progress });
		threads.onReport({ kind: 'progress', takeId: threads.takeId, progress });
		expect(stored).toBe(before + 1);
	});

	it('closes the take that the failure had to leave open, with its speech ended', async () => {
		const { closeTake } = store;
		store.closeTake = failing('UnknownError').mockImplementation(closeTake.bind(store));
		await recorder.start(microphone);
		await threads.wrote(2048);
		await store.appendMarks(threads.takeId, 0, [{ kind: 'speech-start', sample: 512 }]);
		threads.onReport({
			kind: 'failed',
			takeId: threads.takeId,
			problem: 'storage-unavailable',
			unsavedSamples: 0
		});
		await settled();
		expect(await store.takesOf(lectureId)).toMatchObject([{ closed: false }]);
		const before = stored;
		await recorder.stop();
		expect(await store.takesOf(lectureId)).toMatchObject([{ samples: 2048, closed: true }]);
		expect((await store.marksFrom(threads.takeId, 0, 9)).at(-1)).toEqual({
			kind: 'speech-end',
			sample: 2048
		});
		expect(stored).toBe(before + 1);
	});

	it('leaves the takes alone while another tab records', async () => {
		await failed();
		isLocked = true;
		const other = {
			takeId: 'of another tab',
			number: 1,
			startedAt: 1,
			codec: 'pcm_s16le' as const,
			device: ''
		};
		await store.beginTake(lectureId, other);
		await recorder.stop();
		expect(recorder.state.kind).toBe('stopped');
		expect((await store.takesOf(lectureId)).map((take) => take.closed)).toEqual([true, false]);
		expect(isLocked).toBe(true);
	});

	it('keeps no lecture that never began', async () => {
		opened = { problem: 'permission-denied' };
		await recorder.start(microphone);
		await recorder.stop();
		expect(recorder.state.kind).toBe('stopped');
		expect(await store.lectures()).toEqual([]);
	});

	it('says what the disk refused, and may be asked again', async () => {
		await failed();
		const { putLecture } = store;
		store.putLecture = failing('QuotaExceededError').mockImplementation(putLecture.bind(store));
		await recorder.stop();
		expect(recorder.state).toEqual({ kind: 'failed', problem: 'storage-full' });
		await recorder.stop();
		expect(recorder.state.kind).toBe('stopped');
	});

	it('is done, with the reason on show, when the failure comes in the middle of it', async () => {
		await recorder.start(microphone);
		const stopping = recorder.stop();
		threads.onReport({ kind: 'failed', takeId: threads.takeId, problem: 'storage-full', unsavedSamples: 0 });
		await stopping;
		expect(recorder.state).toEqual({ kind: 'failed', problem: 'storage-full' });
		expect((await store.lectures())[0]?.finishedAt).toBeGreaterThan(0);
		expect(await store.takesOf(lectureId)).toMatchObject([{ closed: true }]);
	});
});

describe('the reason of a start that fails', () => {
	const reason = async () => {
		await recorder.start(microphone);
		expect(isLocked).toBe(false);
		return recorder.state.kind === 'failed' ? recorder.state.problem : recorder.state.kind;
	};

	it.each([
		['InvalidStateError', 'storage-unavailable'],
		['QuotaExceededError', 'storage-full']
	])('is the store’s where the store throws %s', async (name, problem) => {
		store.putLecture = failing(name);
		expect(await reason()).toBe(problem);
	});

	it('is the store’s where the take is refused', async () => {
		store.beginTake = failing('QuotaExceededError');
		expect(await reason()).toBe('storage-full');
	});

	it('is not the store’s where the audio graph throws', async () => {
		createNode = failing('InvalidStateError');
		expect(await reason()).toBe('unknown');
	});

	it('is not the store’s where the source throws, and the begun take is closed', async () => {
		(opened as SoundSource).begin = () => {
			throw new DOMException('', 'InvalidStateError');
		};
		expect(await reason()).toBe('unknown');
		expect(await store.takesOf(lectureId)).toMatchObject([{ closed: true }]);
	});

	it('is the store’s where site data, and so the lock, is forbidden', async () => {
		takeLock = failing('SecurityError');
		expect(await reason()).toBe('storage-unavailable');
		expect(happened).toContain('close');
	});

	it('is the missing HTTPS where there is no lock for that reason', async () => {
		takeLock = failing('TypeError');
		opened = { problem: 'insecure-context' };
		expect(await reason()).toBe('insecure-context');
	});
});
