import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { refusalOf, segmentsOf } from '#lib/protocol/index.ts';
import { blockSamples, trackOf, type Loop } from './track.ts';

const framesOfBlock = 5;
const ramp = Int16Array.from({ length: 4 * 190 * 512 }, (_, at) => at % 32_749);
/** Talk and quiet by turns, in frames. */
const loops: fc.Arbitrary<Loop> = fc
	.array(fc.tuple(fc.integer({ min: 1, max: 150 }), fc.integer({ min: 1, max: 40 })), {
		minLength: 1,
		maxLength: 4
	})
	.map((turns) => {
		const frames = turns.flatMap(([talk, quiet]) => [
			...Array<number>(talk).fill(0.9),
			...Array<number>(quiet).fill(0)
		]);
		frames.length -= frames.length % framesOfBlock;
		const probabilities = Float32Array.from(frames);
		return { pcm: ramp.subarray(0, frames.length * 512), probabilities };
	})
	.filter(({ pcm }) => pcm.length > 0);
const tracks = fc
	.tuple(loops, fc.nat(500), fc.integer({ min: 1, max: 250 }))
	.map(([loop, offset, blocks]) => ({ loop, offset, blocks, track: trackOf(loop, offset, blocks) }));

describe('a track', () => {
	test('has marks that the server takes, each known at the end of a block, in their order and never too early', () => {
		fc.assert(
			fc.property(tracks, ({ track: { script, speeches } }) => {
				const { marks, knownAtSamples = [] } = script;
				marks.forEach((mark, at) => expect(refusalOf(marks[at - 1], mark)).toBeUndefined());
				expect(knownAtSamples).toHaveLength(marks.length);
				expect(knownAtSamples).toEqual([...knownAtSamples].sort((a, b) => a - b));
				knownAtSamples.forEach((known) => expect(known % blockSamples).toBe(0));
				expect(speeches.map(({ segment }) => segment)).toEqual(segmentsOf(marks).map(({ index }) => index));
				for (const { segment, firstSample, lastSample, endsWith } of speeches) {
					expect(knownAtSamples[segment]).toBeGreaterThanOrEqual(firstSample);
					if (endsWith !== 'quiet') continue;
					expect(firstSample).toBeLessThanOrEqual(lastSample);
					expect(knownAtSamples[segment + 1]).toBeGreaterThan(lastSample);
				}
			}),
			{ numRuns: 40 }
		);
	});

	test('plays the loop round and round from its offset on', () => {
		fc.assert(
			fc.property(tracks, fc.nat(249), ({ loop, offset, blocks, track }, block) => {
				const from = (block % blocks) * blockSamples;
				const played = track.script.pcm.subarray(from, from + blockSamples);
				const begin = (offset * blockSamples + from) % loop.pcm.length;
				expect(played).toHaveLength(blockSamples);
				expect([played[0], played.at(-1)]).toEqual([
					loop.pcm[begin],
					loop.pcm[(begin + blockSamples - 1) % loop.pcm.length]
				]);
			}),
			{ numRuns: 40 }
		);
	});
});
