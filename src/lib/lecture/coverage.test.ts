import { expect, test } from 'vitest';
import type { TakeState, Utterance } from '#lib/protocol/index.ts';
import { coverageOf, heardIn, noLayer } from './coverage.ts';
import { placesOf } from './transcript.ts';

const second = 16_000;
const take = (number: number, seconds: number, change: Partial<TakeState> = {}): TakeState => ({
	takeId: `take-${number}`,
	number,
	startedAt: number * 60_000,
	codec: 'pcm_s16le',
	samples: seconds * second,
	marks: 0,
	finished: true,
	...change
});
const at = (...takes: TakeState[]) => placesOf(new Map(takes.map((each) => [each.takeId, each])));
const nothingHeard = {
	heard: { transcribed: noLayer, readForNotes: noLayer, failed: noLayer },
	backlogSamples: 0
};

test('what was recorded here and is not on the server is shown as on this device', () => {
	const onServer = [take(0, 10), take(1, 4)];
	const places = placesOf(new Map(onServer.map((each) => [each.takeId, each])), [take(1, 9), take(2, 3)]);
	const coverage = coverageOf({ places, ...nothingHeard });
	expect(coverage.captured).toEqual({ ms: 22_000, ranges: [{ fromMs: 0, toMs: 22_000 }] });
	expect(coverage.onServer).toEqual({ ms: 14_000, ranges: [{ fromMs: 0, toMs: 14_000 }] });
	expect(coverage.onDevice).toEqual({ ms: 8_000, ranges: [{ fromMs: 14_000, toMs: 22_000 }] });
	expect(coverage.device).toBe('this');
});

test('a take that goes on stands where its sound was made, also while the sound before it is on its way', () => {
	const places = at(take(0, 2), take(1, 5, { startedAt: 30_000, continues: 'take-0' }));
	expect(places.get('take-1')?.startMs).toBe(30_000);
	const coverage = coverageOf({ places, ...nothingHeard });
	expect(coverage.onDevice.ranges).toEqual([{ fromMs: 2_000, toMs: 30_000 }]);
	expect(coverage.onServer.ranges).toEqual([
		{ fromMs: 0, toMs: 2_000 },
		{ fromMs: 30_000, toMs: 35_000 }
	]);
	expect(coverage.device).toBe('another');
});

test('[L6] a hole is on neither side, whether the server lists it or only this device knows', () => {
	const onServer = [take(0, 10, { holes: [{ from: 2 * second, to: 5 * second }] }), take(1, 4)];
	const places = placesOf(new Map(onServer.map((each) => [each.takeId, each])), [take(0, 10), take(1, 9)]);
	const lost = [{ takeId: 'take-1', fromSample: 4 * second, toSample: 6 * second }];
	const coverage = coverageOf({ places, ...nothingHeard, lost });
	expect(coverage.lost).toEqual({
		ms: 5_000,
		ranges: [
			{ fromMs: 2_000, toMs: 5_000 },
			{ fromMs: 14_000, toMs: 16_000 }
		]
	});
	expect(coverage.onServer.ms).toBe(11_000);
	expect(coverage.onDevice.ranges).toEqual([{ fromMs: 16_000, toMs: 19_000 }]);
	expect(coverage.captured.ms).toBe(19_000);
});

test('a hole that the server and this device both report counts once', () => {
	const places = at(take(0, 10, { holes: [{ from: 0, to: 3 * second }] }));
	const lost = [{ takeId: 'take-0', fromSample: second, toSample: 4 * second }];
	expect(coverageOf({ places, ...nothingHeard, lost }).lost.ms).toBe(4_000);
});

const utterance = (segment: number, kind: 'failed' | 'no-speech' | 'text'): [string, Utterance] => {
	const words = { text: 'x', language: null, emotion: null, confidence: 1 };
	const result: Utterance['result'] =
		kind === 'failed'
			? { kind, reason: 'killed two recognisers' }
			: kind === 'text'
				? { kind, ...words, event: null }
				: { kind, event: null };
	const span = { startSample: segment * second, endSample: (segment + 1) * second };
	return [`${segment}`, { takeId: 'take-0', segment, ...span, revision: segment, result }];
};

test('speech that failed is kept apart from speech that was answered, with words or without', () => {
	const utterances = new Map([utterance(0, 'text'), utterance(1, 'failed'), utterance(5, 'no-speech')]);
	const { transcribed, failed } = heardIn(utterances, at(take(0, 10)), 0);
	expect(failed.ranges).toEqual([{ fromMs: 1_000, toMs: 2_000 }]);
	expect(transcribed.ranges).toEqual([
		{ fromMs: 0, toMs: 1_000 },
		{ fromMs: 5_000, toMs: 6_000 }
	]);
});

test('[N3] speech counts as read for notes up to the revision that the note stage has read, never what failed', () => {
	const utterances = new Map([utterance(1, 'text'), utterance(4, 'failed'), utterance(8, 'text')]);
	const readForNotes = (revision: number) =>
		heardIn(utterances, at(take(0, 10)), revision).readForNotes.ranges;
	expect(readForNotes(0)).toEqual([]);
	expect(readForNotes(7)).toEqual([{ fromMs: 1_000, toMs: 2_000 }]);
	expect(readForNotes(8)).toEqual(heardIn(utterances, at(take(0, 10)), 8).transcribed.ranges);
});
