import { expect, test } from 'vitest';
import type { Take, TakeState } from '#lib/protocol/index.ts';
import { gapsOf, gapsWithin } from './gaps.ts';
import { placesOf } from './transcript.ts';

const second = 16_000;
type Given = { seconds: number; startedAt: number } & Pick<Take, 'continues' | 'gap'>;
const at = (...takes: Given[]) =>
	placesOf(
		new Map(
			takes.map(({ seconds, ...take }, number): [string, TakeState] => [
				`take-${number}`,
				{
					takeId: `take-${number}`,
					number,
					codec: 'pcm_s16le',
					samples: seconds * second,
					marks: 0,
					finished: true,
					...take
				}
			])
		)
	);

test('a gap has its cause, its place, and lasts from the end of one take to the start of the next', () => {
	const places = at(
		{ seconds: 10, startedAt: 0 },
		{ seconds: 5, startedAt: 70_000, gap: 'crash' },
		{ seconds: 5, startedAt: 90_000, gap: 'sleep' }
	);
	expect(gapsOf(places)).toEqual([
		{ beforeTake: 'take-1', atMs: 10_000, cause: 'crash', fromMs: 10_000, toMs: 70_000 },
		{ beforeTake: 'take-2', atMs: 15_000, cause: 'sleep', fromMs: 75_000, toMs: 90_000 }
	]);
});

test('a take that continues another has no gap before it', () => {
	expect(
		gapsOf(at({ seconds: 10, startedAt: 0 }, { seconds: 5, startedAt: 10_000, continues: 'take-0' }))
	).toEqual([]);
});

test('a take of an old version that names no cause was paused', () => {
	expect(gapsOf(at({ seconds: 1, startedAt: 0 }, { seconds: 1, startedAt: 9_000 }))).toMatchObject([
		{ cause: 'pause' }
	]);
});

test('attempts that recorded nothing are part of one gap, which is named after what began it', () => {
	const places = at(
		{ seconds: 0, startedAt: 0 },
		{ seconds: 10, startedAt: 1_000, gap: 'microphone' },
		{ seconds: 0, startedAt: 12_000, gap: 'microphone' },
		{ seconds: 0, startedAt: 15_000, gap: 'pause' },
		{ seconds: 5, startedAt: 21_000, gap: 'crash' },
		{ seconds: 0, startedAt: 40_000, gap: 'sleep' }
	);
	expect(gapsOf(places)).toEqual([
		{ beforeTake: 'take-4', atMs: 10_000, cause: 'microphone', fromMs: 11_000, toMs: 21_000 }
	]);
});

test('a clock that went back makes a gap without length, not a negative one', () => {
	const [gap] = gapsOf(
		at({ seconds: 60, startedAt: 100_000 }, { seconds: 1, startedAt: 90_000, gap: 'sleep' })
	);
	expect(gap).toMatchObject({ fromMs: 160_000, toMs: 160_000 });
});

test('a gap is found between the lines around it, and only there', () => {
	const gaps = gapsOf(
		at({ seconds: 10, startedAt: 0 }, { seconds: 5, startedAt: 60_000 }, { seconds: 5, startedAt: 120_000 })
	);
	expect(gapsWithin(gaps, 0, 9_000)).toEqual([]);
	expect(gapsWithin(gaps, 9_000, 10_000)).toEqual(gaps.slice(0, 1));
	expect(gapsWithin(gaps, 9_000, Infinity)).toEqual(gaps);
});
