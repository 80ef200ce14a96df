import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { refusalOf, samplesToMs, type Take } from '#lib/protocol/index.ts';
import { MemoryStore } from '../uplink/memory-store.ts';
import type { AppendRefusal, NewTake, StoredBlock } from '../uplink/port.ts';
import { Detection } from './detection.ts';
import { createPcmEncoder } from './encoder.ts';
import type { WriterReport } from './messages.ts';
import { TakeLine } from './take-line.ts';

const lectureId = '01890000-0000-7000-8000-000000000001';
const first: Take = {
	takeId: '01890000-0000-7000-8000-0000000000a0',
	number: 3,
	startedAt: 1000,
	codec: 'pcm_s16le',
	device: 'Desk microphone'
};
const batchSamples = 2048;
const second = 16_000;
const wokenAtMs = 9_000_000;
const never = () => new Promise<void>(() => {});
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A store that answers when it is let. */
class SlowStore extends MemoryStore {
	gate: Promise<unknown> = Promise.resolve();
	refusesTake = () => false;
	override async beginTake(id: string, take: NewTake) {
		await this.gate;
		if (this.refusesTake()) throw new Error('no room');
		return super.beginTake(id, take);
	}
	override async appendBlock(id: string, block: StoredBlock): Promise<AppendRefusal | undefined> {
		await this.gate;
		return super.appendBlock(id, block);
	}
}

let store: SlowStore;
let reports: WriterReport[];
let line: TakeLine;
let heard: number[];
let seed: number;
let waiting: (() => void)[];

beforeEach(() => begin());

async function begin(): Promise<void> {
	store = new SlowStore();
	await store.beginTake(lectureId, first);
	reports = [];
	heard = [];
	seed = 1;
	waiting = [];
	const parts = { wallMs: () => 0, wait: () => new Promise<void>((resolve) => waiting.push(resolve)) };
	const detection = new Detection({
		nowMs: () => 0,
		wait: never,
		ask: () => {},
		onMarks: (marks) => line.mark(marks),
		onPause: (endSample) => line.pause(endSample)
	});
	detection.lost();
	let ids = 0;
	line = new TakeLine(lectureId, first, {
		...parts,
		openEncoder: (_codec, events) => createPcmEncoder(events),
		onEncoderFailed: () => {},
		store,
		detection,
		report: (report) => reports.push(report),
		newId: () => `01890000-0000-7000-8000-${String(++ids).padStart(12, '0')}`
	});
}

/** One batch of sound that differs from every other; `loudness` 8000 is speech, 5 is none. */
function batch(loudness: number, samples = batchSamples): void {
	const pcm = Int16Array.from({ length: samples }, () => {
		seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
		return (seed >>> 31 ? 1 : -1) * (loudness + ((seed >>> 16) & 3));
	});
	heard.push(...pcm);
	line.hear({ kind: 'batch', missingFrames: 0, pcm });
}
async function sound(loudness: number, batches: number): Promise<void> {
	for (let n = 0; n < batches; n++) {
		batch(loudness);
		await turn();
	}
}
/** What waits to be tried again is. */
function wake(): void {
	for (const resolve of waiting.splice(0)) resolve();
}
/** The machine slept until `wokenAtMs`. */
function sleep(): void {
	line.hear({ kind: 'gap', startedAtMs: wokenAtMs });
}
async function finish(): Promise<void> {
	line.hear({ kind: 'end' });
	await line.finish();
}

async function takes() {
	const rows = await store.takesOf(lectureId);
	return Promise.all(
		rows.map(async (take) => ({
			take,
			pcm: (await store.blocksFrom(take.takeId, 0, Infinity)).flatMap(({ bytes }) => [
				...new Int16Array(bytes.slice().buffer)
			]),
			marks: await store.marksFrom(take.takeId, 0, 10_000)
		}))
	);
}

async function expectOneSound(): Promise<void> {
	const all = await takes();
	expect(all.flatMap(({ pcm }) => pcm)).toEqual(heard);
	let before: Take | undefined;
	let atMs = first.startedAt;
	for (const { take, marks } of all) {
		const link = take.gap ? { gap: 'sleep', continues: undefined } : { continues: before?.takeId };
		if (take.gap) atMs = wokenAtMs;
		expect({ continues: undefined, ...take }).toMatchObject({ closed: true, startedAt: atMs, ...link });
		expect(take.device).toBe('Desk microphone');
		expect(take.number).toBe(before ? before.number + 1 : first.number);
		marks.forEach((mark, n) => expect(refusalOf(marks[n - 1], mark)).toBeUndefined());
		if (marks.length > 0) expect(marks.at(-1)).toMatchObject({ kind: 'speech-end' });
		expect(marks.at(-1)?.sample ?? 0).toBeLessThanOrEqual(take.samples);
		before = take;
		atMs += samplesToMs(take.samples);
	}
}

describe('TakeLine, a take that continues the one before without a gap (W4)', () => {
	it('cuts at once where nobody speaks', async () => {
		await sound(5, 8);
		line.split();
		await sound(5, 8);
		await finish();
		expect((await takes()).map(({ take }) => take.samples)).toEqual([8 * batchSamples, 8 * batchSamples]);
		await expectOneSound();
	});

	it('waits for the end of speech', async () => {
		await sound(5, 8);
		await sound(8000, 16);
		line.split();
		await sound(8000, 8);
		expect(await store.takesOf(lectureId)).toHaveLength(1);
		await sound(5, 16);
		await finish();
		const [old, next] = await takes();
		expect(old?.marks.map(({ kind }) => kind)).toEqual(['speech-start', 'speech-end']);
		expect(next?.marks).toEqual([]);
		await expectOneSound();
	});

	it('cuts in the middle of speech after 5 s: it ends at the seam, and begins there again', async () => {
		await sound(5, 8);
		await sound(8000, 16);
		line.split();
		await sound(8000, Math.ceil((7 * second) / batchSamples));
		await sound(5, 16);
		await finish();
		const [old, next] = await takes();
		expect(old?.take.samples).toBe((24 + 40) * batchSamples);
		expect(old?.marks.at(-1)).toEqual({ kind: 'speech-end', sample: old?.take.samples });
		expect(next?.marks[0]).toEqual({ kind: 'speech-start', sample: 0 });
		await expectOneSound();
	});

	it('makes one take of orders that come while one is under way', async () => {
		await sound(8000, 8);
		line.split();
		line.split();
		await sound(5, 16);
		await finish();
		expect(await takes()).toHaveLength(2);
	});

	it('keeps the sound of both while the disk is slow, and says at once which take is heard', async () => {
		await sound(5, 8);
		let open = () => {};
		store.gate = new Promise<void>((resolve) => (open = resolve));
		batch(5);
		line.split();
		await sound(5, 8);
		expect(reports.filter(({ kind }) => kind === 'switched')).toHaveLength(1);
		expect(await store.takesOf(lectureId)).toHaveLength(1);
		line.split();
		open();
		await sound(5, 8);
		await finish();
		expect(await takes()).toHaveLength(2);
		await expectOneSound();
		expect(reports.filter(({ kind }) => kind === 'closed')).toHaveLength(2);
	});

	it('cuts an opus take at whole packets only', async () => {
		const opus: Take = { ...first, takeId: '01890000-0000-7000-8000-0000000000a9', codec: 'opus' };
		await store.beginTake(lectureId, opus);
		const cuts: number[] = [];
		let samples = 0;
		const detection = new Detection({
			ask: () => {},
			onMarks: () => {},
			onPause: () => {},
			nowMs: () => 0,
			wait: never
		});
		detection.lost();
		const packets = new TakeLine(lectureId, opus, {
			store,
			detection,
			report: ({ kind }) => kind === 'switched' && cuts.push(samples),
			wallMs: () => 0,
			wait: never,
			openEncoder: (_codec, events) => createPcmEncoder(events),
			onEncoderFailed: () => {},
			newId: () => '01890000-0000-7000-8000-0000000000b0'
		});
		for (; samples < 20 * batchSamples; samples += batchSamples) {
			packets.split();
			packets.hear({ kind: 'batch', missingFrames: 0, pcm: new Int16Array(batchSamples) });
			await turn();
		}
		expect(cuts.length).toBeGreaterThan(0);
		for (const cut of cuts) expect(cut % 320).toBe(0);
	});

	it('loses and doubles nothing, whatever is said, whenever it is split and the machine sleeps', async () => {
		const steps = fc.array(
			fc.oneof(
				fc.record({ loudness: fc.constantFrom(5, 8000), batches: fc.integer({ min: 1, max: 12 }) }),
				fc.constantFrom('split' as const, 'sleep' as const)
			),
			{ minLength: 1, maxLength: 24 }
		);
		await fc.assert(
			fc.asyncProperty(steps, async (script) => {
				await begin();
				for (const step of script) {
					if (step === 'split') line.split();
					else if (step === 'sleep') sleep();
					else await sound(step.loudness, step.batches);
				}
				batch(5, 100);
				await finish();
				await expectOneSound();
			}),
			{ numRuns: 40 }
		);
	});
});

describe('TakeLine, when the machine has slept', () => {
	it('ends the take where the sleep began, and begins one with the cause and the time where it ended', async () => {
		await sound(5, 8);
		await sound(8000, 16);
		batch(8000, 300);
		sleep();
		await sound(8000, 16);
		await sound(5, 16);
		await finish();
		const [old, next] = await takes();
		expect(old?.take).toMatchObject({ samples: 24 * batchSamples + 300, closed: true });
		expect(old?.marks.at(-1)).toEqual({ kind: 'speech-end', sample: old?.take.samples });
		expect(next?.take).toMatchObject({ gap: 'sleep', startedAt: wokenAtMs, number: first.number + 1 });
		expect(next?.take.continues).toBeUndefined();
		await expectOneSound();
	});

	it('forgets a split that was wanted before', async () => {
		await sound(8000, 8);
		line.split();
		sleep();
		await sound(5, 16);
		await finish();
		expect(await takes()).toHaveLength(2);
	});

	it('[W10] takes come to the store in the order in which they were recorded, whichever of them it refuses', async () => {
		await sound(5, 8);
		let refusals = 1;
		store.refusesTake = () => refusals-- > 0;
		for (let n = 0; n < 2; n++) {
			sleep();
			await sound(5, 8);
		}
		expect(await store.takesOf(lectureId)).toHaveLength(1);
		wake();
		await finish();
		await expectOneSound();
	});

	it('begins no take before there was any sound', async () => {
		sleep();
		await sound(5, 8);
		await finish();
		expect(await takes()).toHaveLength(1);
	});
});
