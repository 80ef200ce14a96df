import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holesBefore, withHole } from './holes.ts';

const hole = fc
	.tuple(fc.nat(60), fc.integer({ min: 1, max: 20 }))
	.map(([from, n]) => ({ from, to: from + n }));
const samplesOf = (holes: readonly { from: number; to: number }[]) =>
	new Set(holes.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, n) => from + n)));

describe('holes of a take [L6]', () => {
	it('are in order and apart, in whatever order they came, and cover the same samples', () => {
		fc.assert(
			fc.property(fc.array(hole, { maxLength: 12 }), (given) => {
				const holes = given.reduce(withHole, [] as typeof given);
				expect(samplesOf(holes)).toEqual(new Set([...samplesOf(given)].sort((a, b) => a - b)));
				holes
					.slice(1)
					.forEach(({ from }, n) => expect(from).toBeGreaterThan((holes[n] as { to: number }).to));
			})
		);
	});

	it('end with the log', () => {
		const holes = [
			{ from: 0, to: 10 },
			{ from: 20, to: 30 },
			{ from: 40, to: 50 }
		];
		expect(holesBefore(holes, 25)).toEqual([
			{ from: 0, to: 10 },
			{ from: 20, to: 25 }
		]);
		expect(holesBefore(holes, 20)).toHaveLength(1);
	});
});
