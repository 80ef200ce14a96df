import { describe, expect, it, vi } from 'vitest';
import { sampleRate, type Mark, type ServerMessage } from '#lib/protocol/index.ts';
import { FakeRecogniser, heard } from '../../tests/fakes/fake-recogniser.ts';
import type { TakeRow } from '../store/schema.ts';
import { Forehearing } from './forehearing.ts';
import { Hypothesiser } from './hypothesiser.ts';

const begin = 1000;
const speaking: Mark = { kind: 'speech-start', sample: begin };
const takes = ['old', 't', 'opus'].map(
	(id, number) => ({ id, number, lecture_id: 'l', codec: id === 'opus' ? 'opus' : 'pcm_s16le' }) as TakeRow
);

/** A lecture whose last mark the test sets, a recogniser that answers when it is let, and a clock that the test moves. */
function setUp(last: Mark | null = speaking) {
	const told: Extract<ServerMessage, { type: 'hypothesis' }>[] = [];
	const world = { last, index: 4, backlogSamples: { t: 0, old: 0 }, nowMs: 0 };
	const recogniser = new FakeRecogniser((job) => heard(`heard ${job.sampleCount}`));
	const forehearing = new Forehearing(() => recogniser);
	const hypothesiser = new Hypothesiser({
		lectures: {
			row: async () => undefined,
			marksOf: async () => [],
			glossaries: async () => [],
			take: async (id) => takes.find((take) => take.id === id),
			lastMark: async () => (world.last ? { index: world.index, mark: world.last } : undefined)
		},
		files: { path: () => 'sound' },
		recogniser: () => recogniser,
		forehearing,
		tell: (_, message) => void (message.type === 'hypothesis' && told.push(message)),
		backlogSamples: (_, takeId) => world.backlogSamples[takeId as 't' | 'old'],
		nowMs: () => world.nowMs
	});
	const turnTo = (index: number, mark: Mark) => Object.assign(world, { index, last: mark });
	const asked = (count: number) => vi.waitFor(() => expect(recogniser.waiting).toBe(count));
	const begun = () => recogniser.begun.map(({ priority, sampleCount }) => [priority, sampleCount]);
	return {
		told,
		world,
		recogniser,
		forehearing,
		hypothesiser,
		turnTo,
		asked,
		begun,
		grow: (samples: number, takeId = 't') => hypothesiser.grown(takeId, 'l', samples),
		quiet: (sample: number, takeId = 't') => hypothesiser.quiet(takeId, 'l', sample)
	};
}

describe('the hypothesiser', () => {
	it('tells what the open segment holds so far, behind all finals, and says whose first guess it is', async () => {
		const { grow, told, recogniser } = setUp();
		await grow(begin + 2 * sampleRate);
		const message = { type: 'hypothesis', takeId: 't', segment: 4, startSample: begin };
		expect(told).toEqual([{ ...message, text: 'heard 32000', committed: 0 }]);
		expect(recogniser.begun).toMatchObject([{ priority: 'partial', stream: 'l', guess: 0 }]);
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

	it('guesses for the first time at 490 ms of a segment, 190 ms into speech', async () => {
		const { grow, recogniser } = setUp();
		await grow(begin + 0.49 * sampleRate - 1);
		expect(recogniser.begun).toEqual([]);
		await grow(begin + 0.49 * sampleRate);
		expect(recogniser.begun).toHaveLength(1);
	});

	it('tries again sooner while it has no words', async () => {
		const { grow, world, recogniser } = setUp();
		recogniser.script = () => heard('');
		await grow(2 * sampleRate);
		world.nowMs = 160;
		recogniser.script = () => heard('words');
		await grow(3 * sampleRate);
		world.nowMs = 320;
		await grow(4 * sampleRate);
		expect(recogniser.begun).toHaveLength(2);
	});

	it('[T1] drops a guess whose segment was closed meanwhile', async () => {
		const { grow, told, turnTo, asked, recogniser } = setUp();
		recogniser.hold();
		const guess = grow(3 * sampleRate);
		await asked(1);
		turnTo(5, { kind: 'cut', sample: 2 * sampleRate });
		recogniser.release();
		await guess;
		expect(told).toEqual([]);
	});

	it('a guess that waits is withdrawn when its segment is closed, and never runs', async () => {
		const { grow, turnTo, asked, recogniser } = setUp();
		recogniser.hold();
		const guess = grow(3 * sampleRate);
		await asked(1);
		turnTo(5, { kind: 'speech-end', sample: 2 * sampleRate });
		await grow(3 * sampleRate + 100);
		await guess;
		recogniser.release();
		expect([recogniser.waiting, recogniser.begun]).toEqual([0, []]);
	});

	it('[M1] has one guess in flight for a lecture, and rests by what it cost', async () => {
		const { grow, world, asked, recogniser } = setUp();
		recogniser.hold();
		const first = grow(2 * sampleRate);
		await asked(1);
		await grow(3 * sampleRate);
		expect(recogniser.waiting).toBe(1);
		world.nowMs = 1000;
		recogniser.release();
		await first;
		// 4 ms of work, 996 ms in the queue.
		world.nowMs = 1000 + 2 * 4 + 4 * 996 - 1;
		await grow(4 * sampleRate);
		expect(recogniser.begun).toHaveLength(1);
		world.nowMs++;
		await grow(5 * sampleRate);
		expect(recogniser.begun.map(({ guess }) => guess)).toEqual([0, 1]);
	});

	it('does not let the first guess of a segment rest from the segment before', async () => {
		const { grow, turnTo, recogniser } = setUp();
		await grow(2 * sampleRate);
		turnTo(6, { kind: 'speech-start', sample: 4 * sampleRate });
		await grow(5 * sampleRate);
		expect(recogniser.begun.map(({ guess, firstSample }) => [guess, firstSample])).toEqual([
			[0, begin],
			[0, 4 * sampleRate]
		]);
	});

	it('[T5] tells how much of the text is committed, which stays', async () => {
		const { grow, told, world, recogniser } = setUp();
		const texts = ['the leaf is', 'the leaf is green', 'the beef is green and', 'the beef is green and wet'];
		for (const [at, text] of texts.entries()) {
			recogniser.script = () => heard(text);
			world.nowMs = at * 1000;
			await grow((at + 2) * sampleRate);
		}
		expect(
			told.map(({ text, committed }) => `${text.slice(0, committed)}|${text.slice(committed ?? 0)}`)
		).toEqual(['|the leaf is', 'the leaf| is green', 'the leaf is| green and', 'the leaf is green| and wet']);
	});

	it('guesses nothing while finals of what is spoken are late, and does not mind those of older takes', async () => {
		const { grow, world, recogniser } = setUp();
		world.backlogSamples = { t: 60 * sampleRate, old: 0 };
		await grow(2 * sampleRate);
		expect(recogniser.begun).toEqual([]);
		world.backlogSamples = { t: 0, old: 60 * sampleRate };
		await grow(2 * sampleRate);
		expect(recogniser.begun).toHaveLength(1);
	});

	it('leaves a take alone that is copied while a later one is spoken into', async () => {
		const { grow, told, world } = setUp();
		await grow(2 * sampleRate);
		world.nowMs = 10_000;
		await grow(9 * sampleRate, 'old');
		expect(told.map(({ takeId }) => takeId)).toEqual(['t']);
	});
});

describe('a pause', () => {
	const end = 3 * sampleRate;

	it('[W11] is heard as the final would hear it, once the sound is there, and is told as a hypothesis', async () => {
		const { grow, quiet, told, begun } = setUp();
		await grow(begin + 4000);
		await quiet(end);
		await grow(end - 1);
		expect(begun(), 'no guess is in its way').toEqual([]);
		await grow(end + 100);
		expect(begun()).toEqual([['speculative', end - begin]]);
		expect(told.at(-1)?.text).toBe(`heard ${end - begin}`);
	});

	it('[W11] is heard at once when the sound is there already', async () => {
		const { grow, quiet, begun } = setUp();
		await grow(end + 10);
		await quiet(end);
		expect(begun().at(-1)).toEqual(['speculative', end - begin]);
	});

	it('[B3] is not heard in Opus before its last samples are told by the next packet', async () => {
		const { grow, quiet, begun } = setUp();
		await grow(begin + 4000, 'opus');
		await quiet(end, 'opus');
		await grow(end + 103, 'opus');
		expect(begun()).toEqual([]);
		await grow(end + 104, 'opus');
		expect(begun()).toEqual([['speculative', end - begin]]);
	});

	it('keeps no guess waiting while it lies far ahead of the sound', async () => {
		const { grow, quiet, begun } = setUp();
		await grow(begin + 4000);
		await quiet(end);
		await grow(end - sampleRate);
		expect(begun()).toEqual([['partial', end - sampleRate - begin]]);
	});

	it('takes the place of a guess that waits', async () => {
		const { grow, quiet, asked, begun, recogniser } = setUp();
		recogniser.hold();
		const guess = grow(end);
		await asked(1);
		const pause = quiet(end);
		await guess;
		await asked(1);
		recogniser.release();
		await pause;
		expect(begun()).toEqual([['speculative', end - begin]]);
	});

	it('is heard once; a final of the same sound is not heard again', async () => {
		const { grow, quiet, forehearing, recogniser } = setUp();
		await grow(begin + 4000);
		await quiet(end);
		await grow(end);
		await grow(end + 4000);
		const [job] = recogniser.begun;
		expect(recogniser.begun.map(({ priority }) => priority)).toEqual(['speculative']);
		expect(await forehearing.recognise({ ...job!, priority: 'final' })).toEqual(
			heard(`heard ${end - begin}`)
		);
		expect(recogniser.begun).toHaveLength(1);
	});

	it.each([
		['before the segment begins', begin - 1, 't'],
		['more than 30 s behind its beginning', begin + 31 * sampleRate, 't'],
		['in another take', end, 'old']
	])('[W11] that ends %s comes to nothing', async (_, sample, takeId) => {
		const { grow, quiet, begun } = setUp();
		await grow(40 * sampleRate);
		await quiet(sample, takeId);
		await grow(40 * sampleRate + 10);
		expect(begun().map(([priority]) => priority)).toEqual(['partial']);
	});

	it('[M1] of a lecture that nobody speaks into is not kept', async () => {
		const { quiet, grow, turnTo, begun } = setUp({ kind: 'speech-end', sample: 10 });
		await quiet(end);
		await grow(100);
		await quiet(end);
		turnTo(6, speaking);
		await grow(end + 10);
		expect(begun().map(([priority]) => priority)).toEqual(['partial']);
	});
});
