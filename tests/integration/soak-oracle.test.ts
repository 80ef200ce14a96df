import fc from 'fast-check';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { segmentsOf, type Mark } from '#lib/protocol/index.ts';
import type { LocalTake } from '#lib/uplink/port.ts';
import { createRandom } from '../../bench/random.ts';
import { temporaryDirectory } from '../helpers/temporary.ts';
import type { DeviceRecord, Look } from '../soak/device.ts';
import { delaysOf, type Moment } from '../soak/live-delay.ts';
import { auditAcknowledged, auditDevice, auditLogs, nothingFound } from '../soak/oracle.ts';
import { planOf } from '../soak/plan.ts';
import type { Saved, Stage } from '../soak/stage.ts';

const samples = 1000;
const marks: Mark[] = [
	{ kind: 'speech-start', sample: 100 },
	{ kind: 'cut', sample: 500 },
	{ kind: 'speech-end', sample: 900 }
];
const take: LocalTake = {
	takeId: 'a',
	lectureId: 'l',
	number: 0,
	startedAt: 1,
	codec: 'pcm_s16le',
	samples,
	marks: marks.length,
	closed: true,
	stored: { samples, marks: marks.length, finished: true }
};
const bytes = Buffer.alloc(samples * 2, 7);
const utterances = segmentsOf(marks).map(({ index }) => ({ takeId: 'a', segment: index }));
const saved = { takes: [{ ...take, finished: true }], utterances } as unknown as Saved;

/** A stage whose device holds one take, and whose server holds `onServer` of it. */
async function stageWith(onServer: Buffer): Promise<Stage> {
	const path = `${await temporaryDirectory()}/a.pcm`;
	await mkdir(dirname(path), { recursive: true });
	await writeFile(path, onServer);
	const device = { takes: [{ take, marks, blocks: [] }], bytesOf: () => ({ bytes, unwitnessedBytes: 0 }) };
	return {
		device: device as unknown as DeviceRecord,
		audioPath: () => path,
		samplesOnDisk: async () => onServer.byteLength / 2
	} as unknown as Stage;
}

async function audited(onServer: Buffer, { told = saved, held = marks } = {}) {
	const findings = nothingFound();
	const truth = { saved: told, marksOnServer: () => held };
	await auditLogs(await stageWith(onServer), 'l', truth, findings);
	return findings;
}

describe('the oracle of the soak', () => {
	it('finds nothing where both sides hold the same', async () => {
		expect(await audited(bytes)).toEqual(nothingFound());
	});

	it('counts each sample that the server lacks, or has another in its place, or has too many', async () => {
		expect((await audited(bytes.subarray(0, 1990))).lostAfterStore).toBe(5);
		const other = Buffer.from(bytes);
		other[999] = 8;
		expect((await audited(other)).lostAfterStore).toBe(1);
		expect((await audited(Buffer.concat([bytes, bytes]))).doubled).toBe(samples);
	});

	it('finds a segment without an utterance, one with two, other marks, and a take that was not closed', async () => {
		const fewer = { ...saved, utterances: saved.utterances.slice(1) };
		expect((await audited(bytes, { told: fewer })).missing).toBe(1);
		const more = { ...saved, utterances: [...saved.utterances, ...saved.utterances.slice(1)] };
		expect((await audited(bytes, { told: more })).doubled).toBe(1);
		expect((await audited(bytes, { held: marks.slice(1) })).missing).toBe(1);
		const open = { ...saved, takes: saved.takes.map((each) => ({ ...each, finished: false })) };
		expect((await audited(bytes, { told: open })).missing).toBe(1);
	});

	it('finds what was shown and is not in the store, blocks that do not follow, and what was acknowledged and is not on disk', async () => {
		const findings = nothingFound();
		const half = { ...take, stored: { samples: 400, marks: 0, finished: false } };
		const blocks = [
			{ firstSample: 384, sampleCount: 116 },
			{ firstSample: 600, sampleCount: 300 }
		];
		const shown: Look = { captured: { a: 1100, b: 5 }, missing: {}, takes: [half] };
		auditDevice([{ take: half, marks, blocks }], shown, findings);
		expect(findings).toMatchObject({ lostAfterShown: 105, torn: 200 });
		await auditAcknowledged(await stageWith(bytes.subarray(0, 600)), 'l', shown, findings);
		expect(findings.lostAfterAck).toBe(100);
	});
});

describe('the plan of the soak', () => {
	it('holds every blow that was asked for, and is the same for the same seed', () => {
		const some = fc.nat(20);
		const counts = fc.record({
			servers: some,
			browsers: some,
			cuts: some,
			blackHoles: some,
			weathers: some,
			blocks: some
		});
		fc.assert(
			fc.property(counts, fc.nat(), (wanted, seed) => {
				const plan = planOf(wanted, createRandom(seed).fraction);
				const kinds = plan.map(({ blow }) => blow.kind);
				const many = (kind: string) => kinds.filter((each) => each === kind).length;
				expect(many('kill-server')).toBe(wanted.servers);
				expect(many('kill-browser')).toBe(wanted.browsers);
				expect(many('black-hole')).toBe(wanted.blackHoles);
				expect(kinds).toHaveLength(
					wanted.servers +
						wanted.browsers +
						wanted.cuts +
						wanted.blackHoles +
						2 * wanted.weathers +
						wanted.blocks
				);
				expect(planOf(wanted, createRandom(seed).fraction)).toEqual(plan);
			})
		);
	});
});

describe('the delay of live sound', () => {
	const second = 16_000;
	/** Recorded in real time, and stored as `stored` says, second by second. */
	const momentsOf = (stored: readonly number[]): Moment[] =>
		stored.map((seconds, at) => ({
			atMs: at * 1000,
			capturedSamples: at * second,
			storedSamples: seconds * second
		}));

	it('is that of the oldest sound in what became stored', () => {
		expect(delaysOf(momentsOf([0, 0, 1, 2, 3, 4]))).toEqual({ p50Ms: 1000, p95Ms: 1000, maxMs: 1000 });
		expect(delaysOf(momentsOf([0, 0, 0, 0, 0, 4]))).toMatchObject({ maxMs: 4000 });
	});

	it('grows with sound that is not stored at all', () => {
		expect(delaysOf(momentsOf([0, 0, 1, 1, 1, 1, 1, 1]))).toMatchObject({ maxMs: 5000 });
	});
});
