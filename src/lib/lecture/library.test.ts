import { expect, test } from 'vitest';
import type { LocalTake } from '#lib/uplink/port.ts';
import type { LectureSummary } from './api.ts';
import { type Held, entriesOf, unsentOf } from './library.ts';

const second = 16_000;
const summary = (lectureId: string, change: Partial<LectureSummary> = {}): LectureSummary => ({
	lectureId,
	title: lectureId,
	createdAt: 1,
	language: 'auto',
	finishedAt: 5,
	durationSamples: 60 * second,
	backlogSamples: 0,
	recording: false,
	...change
});

const held = (lectureId: string, samples: number, stored: number, createdAt = 1): Held => ({
	lecture: { lectureId, title: lectureId, createdAt, language: 'auto', finishedAt: 9 },
	takes: [{ samples, stored: { samples: stored, marks: 0, finished: false } } as LocalTake]
});

const unended = ({ lecture, takes }: Held): Held => ({ lecture: { ...lecture, finishedAt: null }, takes });

const states = (...args: Parameters<typeof entriesOf>) => entriesOf(...args).map(({ state }) => state);

test('a lecture with sound that only this device has waits, whatever the server says of it', () => {
	const onServer = [summary('a', { backlogSamples: 9 * second })];
	expect(states(onServer, [held('a', 70 * second, 60 * second)], {})).toEqual([
		{ kind: 'waiting', pendingMs: 10_000 }
	]);
	expect(entriesOf(onServer, [held('a', 70 * second, 60 * second)], {})[0]?.durationMs).toBe(70_000);
});

test('a lecture that the server has never seen is in the list', () => {
	expect(entriesOf([summary('old')], [held('new', 3 * second, 0, 9)], {})).toMatchObject([
		{ lectureId: 'new', durationMs: 3_000, state: { kind: 'waiting', pendingMs: 3_000 } },
		{ lectureId: 'old', state: { kind: 'ready' } }
	]);
});

test('a lecture that was whole on the server and is not in its list any more was deleted elsewhere', () => {
	expect(entriesOf([], [held('a', 5, 5)], {})).toEqual([]);
	expect(states(null, [held('a', 5, 5)], {})).toEqual([{ kind: 'uploaded' }]);
});

test('what the server does not have whole and ended is sent on; what it has is left alone', () => {
	const whole = held('whole', 5, 5);
	whole.takes[0]!.stored.finished = true;
	const listed = [summary('whole'), summary('half'), summary('unended', { finishedAt: null })];
	const here = [
		whole,
		held('half', 5, 5),
		unended(held('unended', 5, 5)),
		{ ...held('nothing', 0, 0), takes: [] }
	];
	expect(unsentOf(listed, here).map(({ lectureId }) => lectureId)).toEqual(['half', 'unended']);
});

test('without a server, only what it is not known to have whole and ended waits for it', () => {
	const ended = held('ended', 5, 5);
	ended.takes[0]!.stored.finished = true;
	const open = unended(held('open', 5, 5));
	open.takes[0]!.stored.finished = true;
	const half = held('half', 5, 4);
	expect(unsentOf(null, [ended, open, half]).map(({ lectureId }) => lectureId)).toEqual(['open', 'half']);
});

test('an attempt that recorded nothing is not a lecture', () => {
	expect(entriesOf([], [{ ...held('a', 0, 0), takes: [] }], {})).toEqual([]);
});

test('a lecture is called what its recorder does, here and elsewhere', () => {
	const listed = [summary('a'), summary('b', { recording: true, finishedAt: null })];
	const recording = { lectureId: 'a', phase: 'recovering' } as const;
	expect(states(listed, [], { recording })).toEqual([{ kind: 'recovering' }, { kind: 'recording' }]);
});

test('an interrupted lecture is called so before, during and after its sound goes to the server', () => {
	const cutOff = (stored: number) => unended(held('a', 70 * second, stored));
	expect(states(null, [cutOff(0)], {})).toEqual([{ kind: 'interrupted', pendingMs: 70_000 }]);
	const syncing = [summary('a', { finishedAt: null, recording: true, backlogSamples: second })];
	expect(states(syncing, [cutOff(30 * second)], {})).toEqual([{ kind: 'interrupted', pendingMs: 40_000 }]);
	const synced = [summary('a', { finishedAt: null, recording: true })];
	expect(states(synced, [cutOff(70 * second)], {})).toEqual([{ kind: 'interrupted', pendingMs: 0 }]);
	expect(states([summary('a')], [cutOff(70 * second)], {})).toEqual([{ kind: 'ready' }]);
});

test('a lecture that another tab may have paused, or reads out of a file, is not called interrupted', () => {
	const here = [unended(held('a', 70 * second, 0))];
	expect(states([], here, { hasPausedTab: true })).toEqual([{ kind: 'not-ended' }]);
	expect(states([], here, { importing: ['a'] })).toEqual([{ kind: 'importing' }]);
});

test('a lecture is ready when it is finished and nothing waits for the recogniser', () => {
	expect(
		states(
			[summary('a', { backlogSamples: second }), summary('b'), summary('c', { finishedAt: null })],
			[],
			{}
		)
	).toEqual([{ kind: 'transcribing', leftMs: 1_000 }, { kind: 'ready' }, { kind: 'not-ended' }]);
});
