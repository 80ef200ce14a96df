import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodePath, headFrames } from './ctc.ts';

const head = [24, 25, 26, 27];
const decode = (...ids: number[]) =>
	decodePath(Int32Array.of(...head, ...ids), new Float32Array(ids.length + 4).fill(0.5));

describe('greedy CTC', () => {
	test('repeats merge, blanks part them and go', () => {
		expect(
			decode(0, 5, 5, 0, 5, 6, 6, 0).tokens.map(({ id, firstFrame, lastFrame }) => [
				id,
				firstFrame,
				lastFrame
			])
		).toEqual([
			[5, 1, 2],
			[5, 4, 4],
			[6, 5, 6]
		]);
	});

	test('the head is set apart: a blank or a repeat in it eats no text', () => {
		const path = decodePath(Int32Array.of(0, 7, 7, 9, 9, 8), new Float32Array(6));
		expect(path.head).toEqual([0, 7, 7, 9]);
		expect(path.tokens.map((token) => token.id)).toEqual([9, 8]);
	});

	test('a token is as sure as its surest frame', () => {
		const path = decodePath(Int32Array.of(...head, 5, 5, 5), Float32Array.of(0, 0, 0, 0, 0.25, 0.75, 0.5));
		expect(path.tokens[0]?.probability).toBe(0.75);
	});

	test('the ids are those of the definition, for any path', () => {
		fc.assert(
			fc.property(fc.array(fc.integer({ min: 0, max: 3 })), (ids) => {
				const merged = ids
					.filter((id, index) => index === 0 || id !== ids[index - 1])
					.filter((id) => id !== 0);
				const { tokens } = decode(...ids);
				expect(tokens.map((token) => token.id)).toEqual(merged);
				for (const { id, firstFrame, lastFrame } of tokens) {
					expect(ids.slice(firstFrame, lastFrame + 1).every((each) => each === id)).toBe(true);
				}
			})
		);
	});

	test('fewer frames than a head are no text', () => {
		expect(decodePath(Int32Array.of(1, 2), new Float32Array(2))).toEqual({ head: [1, 2], tokens: [] });
		expect(headFrames).toBe(4);
	});
});
