import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { msToSamples } from './limits.ts';
import { refusalOf, segmentsOf, type Mark } from './marks.ts';
import { createSegmenter, segmenterDefaults } from './segmenter.ts';

const frameSamples = 512;
const framesOf = (ms: number) => Math.ceil(msToSamples(ms) / frameSamples);

function marksOf(probabilities: readonly number[], extraSamples = 0): Mark[] {
	const segmenter = createSegmenter();
	const marks = probabilities.flatMap((probability) => segmenter.push(probability));
	return [...marks, ...segmenter.finish(probabilities.length * frameSamples + extraSamples)];
}

const run = (probability: number, ms: number) => Array<number>(framesOf(ms)).fill(probability);

/** Runs of equal-ish probability, as a detector gives them, long enough to reach both kinds of cut. */
const takes = fc
	.array(
		fc.tuple(
			fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 0.27, 1)),
			fc.integer({ min: 1, max: 900 })
		),
		{ maxLength: 12 }
	)
	.map((runs) => runs.flatMap(([probability, count]) => Array<number>(count).fill(probability)));

describe('segmenter', () => {
	test('quiet gives no marks', () => {
		expect(marksOf(run(0.1, 60_000))).toEqual([]);
	});

	test('a segment begins 300 ms before the first speech frame and ends 250 ms after the last', () => {
		const lead = run(0, 2_000);
		const speech = run(0.9, 1_000);
		const marks = marksOf([...lead, ...speech, ...run(0, 2_000)]);
		expect(marks).toEqual([
			{ kind: 'speech-start', sample: lead.length * frameSamples - msToSamples(300) },
			{ kind: 'speech-end', sample: (lead.length + speech.length) * frameSamples + msToSamples(250) }
		]);
	});

	test('a single speech frame is kept', () => {
		const marks = marksOf([...run(0, 1_000), 0.9, ...run(0, 1_000)]);
		expect(marks.map((mark) => mark.kind)).toEqual(['speech-start', 'speech-end']);
	});

	test('a pause shorter than the redemption does not end a segment', () => {
		const marks = marksOf([...run(0.9, 1_000), ...run(0, 400), ...run(0.9, 1_000), ...run(0, 1_000)]);
		expect(marks).toHaveLength(2);
	});

	test('[W11] a pause is told from 200 ms on, with the sample of the speech-end that it becomes', () => {
		fc.assert(
			fc.property(takes, (probabilities) => {
				const segmenter = createSegmenter();
				let told: number | undefined;
				for (const probability of probabilities) {
					const before = told;
					const end = segmenter.push(probability).find(({ kind }) => kind === 'speech-end');
					if (end) expect(end.sample).toBe(before);
					told = segmenter.pause();
				}
			})
		);
		const segmenter = createSegmenter();
		const pauses = [0, 0.9, ...run(0, 700), 0.9, 0].map((probability) => {
			segmenter.push(probability);
			return segmenter.pause();
		});
		expect(pauses.findIndex((pause) => pause !== undefined)).toBe(1 + framesOf(190));
		expect(new Set(pauses)).toEqual(new Set([undefined, 2 * frameSamples + msToSamples(250)]));
	});

	test('a segment of 12 s or more is cut in the middle of the next short pause', () => {
		const before = run(0.9, 13_000);
		const pause = run(0.05, 300);
		const marks = marksOf([...before, ...pause, ...run(0.9, 3_000)]);
		expect(marks.map((mark) => mark.kind)).toEqual(['speech-start', 'cut', 'speech-end']);
		const cut = marks[1]?.sample ?? 0;
		expect(cut).toBeGreaterThan(before.length * frameSamples);
		expect(cut).toBeLessThan((before.length + pause.length) * frameSamples);
	});

	test('a segment that reaches its limit in a pause ends there, with nothing empty behind it', () => {
		for (let frames = framesOf(19_000); frames <= framesOf(20_000); frames++) {
			const marks = marksOf([...Array<number>(frames).fill(0.9), ...run(0, 1_000)]);
			const samples = marks.map(({ sample }) => sample);
			expect(samples).toEqual([...new Set(samples)]);
		}
	});

	test('a younger segment is not cut at a short pause', () => {
		const marks = marksOf([...run(0.9, 6_000), ...run(0.05, 300), ...run(0.9, 3_000)]);
		expect(marks.map((mark) => mark.kind)).toEqual(['speech-start', 'speech-end']);
	});

	test('speech without a pause is cut at the lowest place of the last seconds, at 20 s at the latest', () => {
		const marks = marksOf([...run(0.9, 18_000), ...run(0.6, 300), ...run(0.9, 10_000)]);
		expect(marks.map((mark) => mark.kind)).toEqual(['speech-start', 'cut', 'speech-end']);
		const cut = marks[1]?.sample ?? 0;
		expect(cut).toBeGreaterThan(msToSamples(18_000));
		expect(cut).toBeLessThan(msToSamples(18_400));
	});

	test('a steady murmur between both thresholds does not make an endless segment', () => {
		const marks = marksOf([0.9, ...run(0.27, 64_000)]);
		expect(marks.filter((mark) => mark.kind === 'cut').length).toBeGreaterThanOrEqual(3);
	});

	test('an unfinished segment ends with the take', () => {
		expect(marksOf(run(0.9, 1_000), 100).at(-1)).toEqual({
			kind: 'speech-end',
			sample: framesOf(1_000) * frameSamples + 100
		});
	});

	test('[L4] whatever the probabilities are, no mark is refused', () => {
		fc.assert(
			fc.property(takes, fc.nat(511), (probabilities, extra) => {
				let last: Mark | undefined;
				for (const mark of marksOf(probabilities, extra)) {
					expect(refusalOf(last, mark)).toBeUndefined();
					expect(mark.sample).toBeLessThanOrEqual(probabilities.length * frameSamples + extra);
					last = mark;
				}
				expect(last?.kind ?? 'speech-end').toBe('speech-end');
			})
		);
	});

	test('no segment is longer than 20 s, and every speech frame lies inside one', () => {
		fc.assert(
			fc.property(takes, (probabilities) => {
				const segments = segmentsOf(marksOf(probabilities));
				const longest = Math.max(0, ...segments.map((segment) => segment.endSample - segment.startSample));
				expect(longest).toBeLessThanOrEqual(msToSamples(segmenterDefaults.hardCutMs));
				expect(uncovered(probabilities, segments)).toEqual([]);
			})
		);
	});

	test('marks come out in order while frames go in: a later call never reaches behind an earlier mark', () => {
		fc.assert(
			fc.property(takes, (probabilities) => {
				const segmenter = createSegmenter();
				let floor = 0;
				probabilities.forEach((probability, index) => {
					for (const mark of segmenter.push(probability)) {
						expect(mark.sample).toBeGreaterThanOrEqual(floor);
						expect(mark.sample).toBeLessThanOrEqual((index + 1) * frameSamples);
						floor = mark.sample;
					}
				});
			})
		);
	});
});

/** Speech frames of which a sample lies in no segment. */
function uncovered(probabilities: number[], segments: ReturnType<typeof segmentsOf>): number[] {
	const covers = (first: number, end: number) => {
		let reached = first;
		for (const { startSample, endSample } of segments) {
			if (startSample <= reached && endSample > reached) reached = endSample;
		}
		return reached >= end;
	};
	return probabilities.flatMap((probability, index) => {
		if (probability < segmenterDefaults.speechAt) return [];
		return covers(index * frameSamples, (index + 1) * frameSamples) ? [] : [index];
	});
}
