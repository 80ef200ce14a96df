import { describe, expect, test } from 'vitest';
import { refusalOf, segmentsOf, type Mark } from '#lib/protocol/index.ts';
import {
	createNoise,
	joinedSamples,
	samplesOf,
	samplesOfFixture,
	wavFixtures
} from '../../tests/helpers/sound.ts';
import { createSpeechSegmenter } from './speech-segmenter.ts';

async function marksOf(samples: Int16Array, pieceSamples: number): Promise<Mark[]> {
	const segmenter = await createSpeechSegmenter();
	const marks: Mark[] = [];
	for (let at = 0; at < samples.length; at += pieceSamples) {
		marks.push(...(await segmenter.push(samples.subarray(at, at + pieceSamples))));
	}
	return [...marks, ...(await segmenter.finish())];
}

describe('speech in a take', () => {
	test.each(wavFixtures)(
		'[L4] marks of %s are accepted, and no segment is longer than 20 s',
		async (name) => {
			const samples = samplesOfFixture(name);
			const marks = await marksOf(samples, samples.length);
			marks.forEach((mark, index) => expect(refusalOf(marks[index - 1], mark)).toBeUndefined());
			const segments = segmentsOf(marks);
			expect(segments.length).toBeGreaterThan(0);
			for (const { startSample, endSample } of segments)
				expect(endSample - startSample).toBeLessThanOrEqual(320_000);
			expect(segments.at(-1)?.endSample).toBeLessThanOrEqual(samples.length);
		}
	);

	test('the marks do not depend on how the samples come', async () => {
		const samples = samplesOfFixture('jfk.wav');
		expect(await marksOf(samples, 1_600)).toEqual(await marksOf(samples, samples.length));
	});

	test('calls that are not waited for keep their order', async () => {
		const samples = samplesOfFixture('jfk.wav');
		const segmenter = await createSpeechSegmenter();
		const pushed: Promise<Mark[]>[] = [];
		for (let at = 0; at < samples.length; at += 4_000)
			pushed.push(segmenter.push(samples.subarray(at, at + 4_000)));
		const marks = [...(await Promise.all(pushed)).flat(), ...(await segmenter.finish())];
		expect(marks).toEqual(await marksOf(samples, samples.length));
	});

	test('silence and noise hold no speech', async () => {
		const noise = createNoise();
		expect(await marksOf(new Int16Array(80_000), 80_000)).toEqual([]);
		expect(
			await marksOf(
				samplesOf(5, () => 0.02 * noise()),
				80_000
			)
		).toEqual([]);
	});

	test('speech in a long silence is found where it is', async () => {
		const speech = samplesOfFixture('photosynthesis.slt.wav').subarray(0, 32_000);
		const samples = joinedSamples([new Int16Array(160_000), speech, new Int16Array(160_000)]);
		const [segment, ...others] = segmentsOf(await marksOf(samples, samples.length));
		expect(others).toEqual([]);
		expect(segment?.startSample).toBeGreaterThan(160_000 - 8_000);
		expect(segment?.endSample).toBeLessThan(192_000 + 16_000);
	});
});
