import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FakePackets, soundOfPacket, type Fault } from '../../../tests/fakes/fake-packets.ts';
import { refusalOf, samplesToMs, type Take } from '#lib/protocol/index.ts';
import { MemoryStore } from '../uplink/memory-store.ts';
import { Detection } from './detection.ts';
import { createPcmEncoder } from './encoder.ts';
import { OpusEncoder } from './opus-encoder.ts';
import { TakeLine } from './take-line.ts';

const lectureId = '01890000-0000-7000-8000-000000000001';
const first: Take = {
	takeId: '01890000-0000-7000-8000-0000000000a0',
	number: 0,
	startedAt: 1000,
	codec: 'opus'
};
const batchSamples = 2560;
const preSkip = 104;
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
const soon = () => new Promise<void>((resolve) => setTimeout(resolve, 20));

type Step = { loudness: number; batches: number } | 'split' | 'sleep';

/** A recording whose n-th encoder has the n-th fault. */
async function record(steps: readonly Step[], faults: readonly (Fault | undefined)[], lastBatch = 777) {
	const store = new MemoryStore();
	await store.beginTake(lectureId, first);
	const heard: number[] = [];
	let opened = 0;
	let failures = 0;
	let ids = 0;
	const parts = { nowMs: () => 0, wait: soon };
	const detection = new Detection({
		...parts,
		ask: () => {},
		onMarks: (marks) => line.mark(marks),
		onPause: (endSample) => line.pause(endSample)
	});
	detection.lost();
	const line: TakeLine = new TakeLine(lectureId, first, {
		wallMs: () => 0,
		...parts,
		store,
		detection,
		report: () => {},
		openEncoder: (codec, events) =>
			codec === 'opus'
				? new OpusEncoder({
						...events,
						wait: soon,
						openPackets: (each) => new FakePackets(each, faults[opened++])
					})
				: createPcmEncoder(events),
		onEncoderFailed: () => failures++,
		newId: () => `01890000-0000-7000-8000-${String(++ids).padStart(12, '0')}`
	});
	async function batch(loudness: number, samples = batchSamples) {
		const pcm = Int16Array.from({ length: samples }, (_, n) => {
			const value = loudness + (((heard.length + n) * 7919) % 13);
			return n % 2 ? value : -value;
		});
		heard.push(...pcm);
		line.hear({ kind: 'batch', missingFrames: 0, pcm });
		await turn();
	}
	for (const step of steps) {
		if (step === 'split') line.split();
		else if (step === 'sleep') line.hear({ kind: 'gap', startedAtMs: 1e6 });
		else for (let n = 0; n < step.batches; n++) await batch(step.loudness);
	}
	await batch(5, lastBatch);
	line.hear({ kind: 'end' });
	await line.finish();
	return { store, heard, failures };
}

async function soundOf(store: MemoryStore, take: Take): Promise<number[]> {
	const blocks = await store.blocksFrom(take.takeId, 0, Infinity);
	const bytes = new Uint8Array(Buffer.concat(blocks.map((block) => block.bytes)));
	if (take.codec === 'pcm_s16le') return [...new Int16Array(bytes.buffer)];
	const packets = Array.from({ length: bytes.length / 60 }, (_, n) => bytes.subarray(n * 60, (n + 1) * 60));
	return packets.flatMap((packet) => [...soundOfPacket(packet)]);
}

/** Takes, one after another, hold all that was heard: silence ends a take, or the next repeats what it does not tell. */
async function expectWhole({ store, heard }: { store: MemoryStore; heard: number[] }): Promise<void> {
	const takes = await store.takesOf(lectureId);
	let at = 0;
	let beganMs = first.startedAt;
	let before: Take | undefined;
	for (const take of takes) {
		const sound = await soundOf(store, take);
		expect(take).toMatchObject({ closed: true, number: before ? before.number + 1 : 0 });
		expect(take.continues).toBe(take.gap ? undefined : before?.takeId);
		if (take.gap) beganMs = 1e6 - samplesToMs(at);
		expect(take.startedAt).toBeCloseTo(beganMs + samplesToMs(at), 6);
		const firstSilent = sound.indexOf(0);
		const spoken = firstSilent < 0 ? sound.length : firstSilent;
		expect(sound.slice(0, spoken)).toEqual(heard.slice(at, at + spoken));
		expect(sound.slice(spoken).every((sample) => sample === 0)).toBe(true);
		const isBroken = take.codec === 'opus' && sound.length - spoken < preSkip;
		at += spoken - (isBroken ? Math.min(preSkip - (sound.length - spoken), spoken) : 0);
		const marks = await store.marksFrom(take.takeId, 0, 1000);
		marks.forEach((mark, n) => expect(refusalOf(marks[n - 1], mark)).toBeUndefined());
		expect(marks.at(-1)?.sample ?? 0).toBeLessThanOrEqual(take.samples);
		before = take;
	}
	expect(at).toBe(heard.length);
}

describe('TakeLine in Opus', () => {
	it('[B3] ends a take with whole packets behind its last sample', async () => {
		const recording = await record([{ loudness: 5, batches: 4 }], []);
		const [take] = await recording.store.takesOf(lectureId);
		const samples = 4 * batchSamples + 777;
		expect(take?.samples).toBe(Math.ceil((samples + preSkip) / 320) * 320);
		expect(recording.failures).toBe(0);
		await expectWhole(recording);
	});

	it('[B4] goes on in PCM, in a take that continues the one whose encoder failed, with nothing lost', async () => {
		const recording = await record(
			[
				{ loudness: 8000, batches: 30 },
				{ loudness: 5, batches: 20 }
			],
			[{ kind: 'error', at: 100 }]
		);
		const takes = await recording.store.takesOf(lectureId);
		expect(takes.map(({ codec, samples }) => [codec, samples > 0])).toEqual([
			['opus', true],
			['pcm_s16le', true]
		]);
		expect(takes[0]?.samples).toBe(100 * 320);
		const marks = await recording.store.marksFrom(takes[1]?.takeId ?? '', 0, 10);
		expect(marks[0]).toEqual({ kind: 'speech-start', sample: 0 });
		expect(recording.failures).toBe(1);
		await expectWhole(recording);
	});

	it('[B4] keeps what an encoder did not give at the very end', async () => {
		const recording = await record([{ loudness: 5, batches: 4 }], [{ kind: 'flush' }]);
		expect((await recording.store.takesOf(lectureId)).map(({ codec }) => codec)).toEqual([
			'opus',
			'pcm_s16le'
		]);
		await expectWhole(recording);
	});

	it('[L4] loses nothing, and marks nothing wrongly, however it is split and whatever encoders do', async () => {
		const at = fc.nat(80);
		const kind = fc.constantFrom('error' as const, 'throw' as const, 'hang' as const, 'size' as const);
		const fault: fc.Arbitrary<Fault | undefined> = fc.oneof(
			fc.constant(undefined),
			fc.record({ kind, at }),
			fc.constantFrom({ kind: 'flush' } as const, { kind: 'absent' } as const)
		);
		const step = fc.oneof(
			fc.record({ loudness: fc.constantFrom(20, 8000), batches: fc.integer({ min: 1, max: 9 }) }),
			fc.constantFrom('split' as const, 'sleep' as const)
		);
		await fc.assert(
			fc.asyncProperty(
				fc.array(step, { maxLength: 12 }),
				fc.array(fault, { maxLength: 4 }),
				fc.integer({ min: 1, max: 700 }),
				async (steps, faults, last) => expectWhole(await record(steps, faults, last))
			),
			{ numRuns: 60 }
		);
	});
});
