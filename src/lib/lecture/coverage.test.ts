import { expect, test } from 'vitest';
import fc from 'fast-check';
import type { TakeState, Utterance } from '#lib/protocol/index.ts';
import { coverageOf, heardIn, joined, lengthOf } from './coverage.ts';
import { pausesOf, placesOf } from './transcript.ts';

const second = 16_000;
const take = (number: number, seconds: number, startedAt: number, continues?: string): TakeState => ({
	takeId: `take-${number}`,
	number,
	startedAt,
	codec: 'pcm_s16le',
	samples: seconds * second,
	marks: 0,
	finished: true,
	...(continues === undefined ? {} : { continues })
});
const at = (...takes: TakeState[]) => placesOf(new Map(takes.map((each) => [each.takeId, each])));
const nothingHeard = { heard: { transcribed: [], failed: [] }, backlogSamples: 0 };

test('what was recorded here and is not on the server is shown as on this device', () => {
	const onServer = [take(0, 10, 0), take(1, 4, 60_000)];
	const onDevice = [take(1, 9, 60_000), take(2, 3, 90_000)];
	const places = placesOf(new Map(onServer.map((each) => [each.takeId, each])), onDevice);
	const coverage = coverageOf({ places, ...nothingHeard });
	expect(coverage.capturedMs).toBe(22_000);
	expect(coverage.storedMs).toBe(14_000);
	expect(coverage.onDevice).toEqual([{ fromMs: 14_000, toMs: 22_000 }]);
});

test('a seam says for how long nothing was recorded; a take that goes on has none', () => {
	const places = at(take(0, 10, 0), take(1, 5, 70_000), take(2, 5, 75_000, 'take-1'));
	expect(coverageOf({ places, ...nothingHeard }).seams).toEqual([{ atMs: 10_000, pausedMs: 60_000 }]);
	expect([...pausesOf(places).values()]).toEqual([{ beforeTake: 'take-1', fromMs: 10_000, toMs: 70_000 }]);
});

test('a take that goes on stands where its sound was made, also while the sound before it is on its way', () => {
	const places = at(take(0, 2, 0), take(1, 5, 30_000, 'take-0'));
	expect(places.get('take-1')?.startMs).toBe(30_000);
	expect(coverageOf({ places, ...nothingHeard }).onDevice).toEqual([{ fromMs: 2_000, toMs: 30_000 }]);
});

test('speech that failed is kept apart from speech that has its words', () => {
	const utterance = (segment: number, kind: 'failed' | 'text'): Utterance => ({
		takeId: 'take-0',
		segment,
		startSample: segment * second,
		endSample: (segment + 1) * second,
		revision: segment,
		result:
			kind === 'failed'
				? { kind, reason: 'killed two recognisers' }
				: { kind, text: 'x', language: null, emotion: null, event: null, confidence: 1 }
	});
	const utterances = new Map([
		['a', utterance(0, 'text')],
		['b', utterance(1, 'failed')],
		['c', utterance(5, 'text')]
	]);
	const { transcribed, failed } = heardIn(utterances, at(take(0, 10, 0)));
	expect(failed).toEqual([{ fromMs: 1_000, toMs: 2_000 }]);
	expect(transcribed).toEqual([
		{ fromMs: 0, toMs: 1_000 },
		{ fromMs: 5_000, toMs: 6_000 }
	]);
});

test('joined ranges are ordered, apart from each other, and cover what was given', () => {
	const range = fc
		.tuple(fc.nat(100), fc.nat(20))
		.map(([from, length]) => ({ fromMs: from, toMs: from + length }));
	fc.assert(
		fc.property(fc.array(range), (ranges) => {
			const out = joined(ranges);
			for (const [index, each] of out.entries()) {
				if (index > 0) expect(each.fromMs).toBeGreaterThan(out[index - 1]!.toMs);
			}
			const inside = (ms: number, all: typeof ranges) => all.some((r) => r.fromMs <= ms && ms <= r.toMs);
			for (let ms = 0; ms <= 120; ms++) expect(inside(ms, out)).toBe(inside(ms, ranges));
			expect(lengthOf(out)).toBeLessThanOrEqual(lengthOf(ranges));
		})
	);
});
