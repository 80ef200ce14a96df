import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { segmentSamplesMax } from './limits.ts';
import { refusalOf, segmentsOf, type Mark } from './marks.ts';

/** Logs built only of marks that were not refused. */
const anyLog: fc.Arbitrary<Mark[]> = fc
	.array(fc.record({ kind: fc.constantFrom('speech-start', 'speech-end', 'cut'), ahead: fc.nat(200_000) }))
	.map((steps) => {
		const log: Mark[] = [];
		for (const { kind, ahead } of steps) {
			const mark = { kind, sample: (log.at(-1)?.sample ?? 0) + ahead } as Mark;
			if (!refusalOf(log.at(-1), mark)) log.push(mark);
		}
		return log;
	});

describe('marks', () => {
	it('[L4] segments of a valid log are ordered, never overlap, and are never longer than 30 s', () => {
		fc.assert(
			fc.property(anyLog, (log) => {
				let end = 0;
				for (const segment of segmentsOf(log)) {
					expect(segment.startSample).toBeGreaterThanOrEqual(end);
					expect(segment.endSample - segment.startSample).toBeGreaterThan(0);
					expect(segment.endSample - segment.startSample).toBeLessThanOrEqual(segmentSamplesMax);
					end = segment.endSample;
				}
			})
		);
	});

	it('a longer log never changes a segment that was there before', () => {
		fc.assert(
			fc.property(anyLog, fc.nat(), (log, cut) => {
				const shorter = segmentsOf(log.slice(0, cut % (log.length + 1)));
				expect(segmentsOf(log).slice(0, shorter.length)).toEqual(shorter);
			})
		);
	});

	it('a cut ends one segment and begins the next at the same sample', () => {
		const log: Mark[] = [
			{ kind: 'speech-start', sample: 100 },
			{ kind: 'cut', sample: 500 },
			{ kind: 'speech-end', sample: 900 }
		];
		expect(segmentsOf(log)).toEqual([
			{ index: 0, startSample: 100, endSample: 500 },
			{ index: 1, startSample: 500, endSample: 900 }
		]);
	});

	it.each([
		['out-of-order', { kind: 'speech-end', sample: 50 }],
		['already-speaking', { kind: 'speech-start', sample: 200 }],
		['segment-too-long', { kind: 'cut', sample: 101 + segmentSamplesMax }]
	] as const)('[L4] refuses %s', (problem, mark) => {
		expect(refusalOf({ kind: 'speech-start', sample: 100 }, mark)).toBe(problem);
	});

	it('[L4] refuses an end where nobody speaks', () => {
		expect(refusalOf(undefined, { kind: 'speech-end', sample: 5 })).toBe('not-speaking');
	});
});
