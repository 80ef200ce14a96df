import { describe, expect, it, vi } from 'vitest';
import { sampleRate, type Mark, type ServerMessage } from '#lib/protocol/index.ts';
import { FakeRecogniser, heard } from '../../tests/fakes/fake-recogniser.ts';
import type { TakeRow } from '../store/schema.ts';
import { Hypothesiser } from './hypothesiser.ts';

const speaking: Mark = { kind: 'speech-start', sample: 1000 };

function setUp(last: Mark | null = speaking) {
	const told: ServerMessage[] = [];
	const world = { last, index: 4, backlogSamples: 0, nowMs: 0 };
	const recogniser = new FakeRecogniser((job) => heard(`heard ${job.sampleCount}`));
	const hypothesiser = new Hypothesiser({
		lectures: {
			row: async () => undefined,
			take: async () => ({ codec: 'pcm_s16le' }) as TakeRow,
			lastMark: async () => (world.last ? { index: world.index, mark: world.last } : undefined)
		},
		files: { path: () => 'sound' },
		recogniser: () => recogniser,
		tell: (_, message) => void told.push(message),
		backlogSamples: () => world.backlogSamples,
		nowMs: () => world.nowMs
	});
	return {
		told,
		world,
		recogniser,
		hypothesiser,
		grow: (samples: number) => hypothesiser.grown('t', 'l', samples)
	};
}

describe('the hypothesiser', () => {
	it('tells what the open segment holds so far, behind all finals', async () => {
		const { grow, told, recogniser } = setUp();
		await grow(1000 + 2 * sampleRate);
		expect(told).toEqual([
			{ type: 'hypothesis', takeId: 't', segment: 4, startSample: 1000, text: 'heard 32000' }
		]);
		expect(recogniser.begun[0]?.priority).toBe('partial');
	});

	it.each<[string, Mark | null]>([
		['nobody has spoken yet', null],
		['nobody speaks now', { kind: 'speech-end', sample: 1000 }],
		['speech has only just begun', { kind: 'cut', sample: 2 * sampleRate }]
	])('asks nothing when %s', async (_, last) => {
		const { grow, recogniser } = setUp(last);
		await grow(2 * sampleRate + 100);
		expect(recogniser.begun).toEqual([]);
	});

	it('[T1] drops a guess whose segment was closed meanwhile', async () => {
		const { grow, told, world, recogniser } = setUp();
		recogniser.hold();
		const guess = grow(3 * sampleRate);
		world.last = { kind: 'cut', sample: 2 * sampleRate };
		world.index = 5;
		recogniser.release();
		await guess;
		expect(told).toEqual([]);
	});

	it('[M1] has one guess in flight for a take, and rests at least twice as long as a guess took', async () => {
		const { grow, world, recogniser } = setUp();
		recogniser.hold();
		const first = grow(2 * sampleRate);
		await vi.waitFor(() => expect(recogniser.waiting).toBe(1));
		await grow(3 * sampleRate);
		expect(recogniser.waiting).toBe(1);
		world.nowMs = 1000;
		recogniser.release();
		await first;
		world.nowMs = 2999;
		await grow(4 * sampleRate);
		expect(recogniser.begun).toHaveLength(1);
		world.nowMs = 3000;
		await grow(5 * sampleRate);
		expect(recogniser.begun).toHaveLength(2);
	});

	it('guesses nothing while finals are late', async () => {
		const { grow, world, recogniser } = setUp();
		world.backlogSamples = 60 * sampleRate;
		await grow(2 * sampleRate);
		expect(recogniser.begun).toEqual([]);
	});
});
