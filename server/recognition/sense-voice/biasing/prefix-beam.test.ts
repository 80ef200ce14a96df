import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodePath, headFrames } from '../ctc.ts';
import { alignPieces } from './alignment.ts';
import type { Frame } from './frames.ts';
import { searchBeam, type Context } from './prefix-beam.ts';

const pieces = 3;
/** Probabilities of blank and the pieces, in any proportion. */
const frame = fc
	.array(fc.integer({ min: 1, max: 40 }), { minLength: pieces + 1, maxLength: pieces + 1 })
	.map((shares): Frame => {
		const sum = shares.reduce((a, b) => a + b, 0);
		const scores = new Map(shares.map((share, id) => [id, Math.log(share / sum)]));
		return { blank: scores.get(0)!, top: [1, 2, 3], others: [], scores };
	});
const sound = fc.array(frame, { minLength: 1, maxLength: 5 });

const plain: Context<null> = {
	start: null,
	step: () => null,
	wanted: () => new Set(),
	kept: () => 0,
	pending: () => 0
};
const wide = { width: 400, plainWidth: 0 };
const narrow = { width: 3, plainWidth: 2 };

const merged = (path: readonly number[]): number[] =>
	path.filter((id, at) => id !== 0 && id !== path[at - 1]);

/** The probability of every text, by adding up all paths. */
function sums(frames: readonly Frame[]): Map<string, number> {
	const totals = new Map<string, number>();
	for (let number = 0; number < (pieces + 1) ** frames.length; number++) {
		const path = frames.map((_, at) => Math.floor(number / (pieces + 1) ** at) % (pieces + 1));
		const score = frames.reduce((sum, { scores }, at) => sum + scores.get(path[at]!)!, 0);
		const text = merged(path).join();
		totals.set(text, (totals.get(text) ?? 0) + Math.exp(score));
	}
	return totals;
}

describe('the prefix beam', () => {
	test('finds the text whose paths add up to most, if it is wide enough', () => {
		fc.assert(
			fc.property(sound, (frames) => {
				const totals = sums(frames);
				const found = totals.get(searchBeam(frames, plain, wide).join())!;
				expect(found).toBeCloseTo(Math.max(...totals.values()), 10);
			})
		);
	});

	test('agrees with the greedy path where frames are sure, and so do the times of its tokens', () => {
		fc.assert(
			fc.property(fc.array(fc.integer({ min: 0, max: pieces }), { maxLength: 30 }), (path) => {
				const frames = path.map((said): Frame => {
					const scores = new Map([0, 1, 2, 3].map((id) => [id, Math.log(id === said ? 0.97 : 0.01)]));
					return { blank: scores.get(0)!, top: [1, 2, 3], others: [], scores };
				});
				const tokens = alignPieces(searchBeam(frames, plain, narrow), frames);
				const ids = Int32Array.of(...Array<number>(headFrames).fill(9), ...path);
				const expected = decodePath(ids, new Float32Array(ids.length).fill(Math.exp(Math.log(0.97)))).tokens;
				expect(tokens.map(({ id, firstFrame, lastFrame }) => [id, firstFrame, lastFrame])).toEqual(
					expected.map(({ id, firstFrame, lastFrame }) => [id, firstFrame, lastFrame])
				);
			})
		);
	});

	test('answers the same every time', () => {
		fc.assert(
			fc.property(sound, (frames) => {
				expect(searchBeam(frames, plain, narrow)).toEqual(searchBeam(frames, plain, narrow));
			})
		);
	});

	/** Gains by the pieces 1, 2 in this order. */
	const pair: Context<number> = {
		start: 0,
		step: (standing, id) => (id === 1 ? 1 : standing === 1 && id === 2 ? 2 : standing === 2 ? 2 : 0),
		wanted: (standing) => new Set(standing === 1 ? [2] : [1]),
		kept: (standing) => (standing === 2 ? 6 : 0),
		pending: (standing) => (standing === 1 ? 3 : 0)
	};
	const framesOf = (...known: Record<number, number>[]): Frame[] =>
		known.map((probabilities) => {
			const scores = new Map(Object.entries(probabilities).map(([id, p]) => [Number(id), Math.log(p)]));
			const ids = [...scores.keys()].filter((id) => id !== 0);
			const top = ids.filter((id) => probabilities[id]! >= 0.1);
			return { blank: scores.get(0)!, top, others: ids.filter((id) => !top.includes(id)), scores };
		});

	test('a wanted piece is reached although it is not among the likeliest', () => {
		const frames = framesOf({ 0: 0.1, 3: 0.8, 1: 0.05 }, { 0: 0.98 }, { 0: 0.1, 3: 0.8, 2: 0.05 });
		expect(searchBeam(frames, pair, narrow)).toEqual([1, 2]);
		expect(searchBeam(frames, plain as Context<unknown> as Context<number>, narrow)).toEqual([3, 3]);
	});

	test('what is begun and fails leaves the text as it would be without', () => {
		const frames = framesOf({ 0: 0.1, 3: 0.8, 1: 0.05 }, { 0: 0.98 }, { 0: 0.1, 3: 0.8 });
		expect(searchBeam(frames, pair, { width: 1, plainWidth: 1 })).toEqual([3, 3]);
	});

	test('no frames are no pieces', () => {
		expect(searchBeam([], plain, narrow)).toEqual([]);
		expect(alignPieces([], [])).toEqual([]);
	});
});
