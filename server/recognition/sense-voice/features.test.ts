import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createNoise, fixturePath } from '../../../tests/helpers/sound.ts';
import { applyCmvn, parseCmvnMetadata, parseCmvnText } from './cmvn.ts';
import { ModelError } from './errors.ts';
import { createFbank, fbankFrames } from './fbank.ts';
import { createFeatures } from './features.ts';
import { featureSize, lfrFrames, stackFrames } from './lfr.ts';

type Golden = {
	n_samples: number;
	n_fbank: number;
	n_lfr: number;
	fbank0_first6: number[];
	fbank0_last3: number[];
	fbank_last_mean: number;
	fbank_sum: number;
	cmvn0_first4: number[];
};
const oracle = JSON.parse(readFileSync(fixturePath('feature-oracle.json'), 'utf8')) as Record<string, Golden>;

/** SenseVoice-Small's normalisation begins with these; the golden values were made with them. */
const negMean4 = [-8.311879, -8.600912, -9.615928, -10.43595];
const invStddev4 = [0.155775, 0.154484, 0.1527379, 0.1518718];

const noise = createNoise();
const signals: [string, Float32Array][] = [
	[
		'sine440_a0.5_1s',
		Float32Array.from({ length: 16_000 }, (_, n) => 0.5 * Math.sin((2 * Math.PI * 440 * n) / 16_000))
	],
	[
		'lcg_a0.1_0.5s',
		Float32Array.from(
			{ length: 8_000 },
			() => 0.1 * (Math.floor(((noise() + 1) * 2 ** 31) / 256) / 2 ** 23 - 1)
		)
	],
	['zeros_0.1s', new Float32Array(1_600)]
];

const mean = (values: Float32Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe.each(signals)('features of %s', (name, signal) => {
	const golden = oracle[name] as Golden;
	const samples = signal.map((value) => value * 32_768);
	const fbank = createFbank()(samples);

	function expectNear(found: ArrayLike<number>, wanted: readonly number[]) {
		wanted.forEach((value, index) => expect(Math.abs((found[index] as number) - value)).toBeLessThan(1e-3));
	}

	test('the filter bank equals the reference within 1e-3', () => {
		expect(fbank.length).toBe(golden.n_fbank * 80);
		expectNear(fbank, golden.fbank0_first6);
		expectNear(fbank.subarray(77), golden.fbank0_last3);
		expectNear([mean(fbank.subarray(-80))], [golden.fbank_last_mean]);
		expect(mean(fbank)).toBeCloseTo(golden.fbank_sum / fbank.length, 4);
	});

	test('stacking and normalisation equal the reference within 1e-3', () => {
		const stacked = stackFrames(fbank);
		expect(stacked.length).toBe(golden.n_lfr * featureSize);
		const repeated = (values: number[]) =>
			Float32Array.from({ length: featureSize }, (_, d) => values[d] ?? 0);
		applyCmvn(stacked, { negMean: repeated(negMean4), invStddev: repeated(invStddev4) });
		expectNear(stacked, golden.cmvn0_first4);
	});
});

describe('frame counts', () => {
	test.each([
		[400, 1, 1],
		[1_600, 8, 2],
		[8_000, 48, 8],
		[16_000, 98, 17],
		[48_000, 298, 50],
		[80_000, 498, 83],
		[160_000, 998, 167],
		[480_000, 2_998, 500]
	])('%i samples give %i frames and %i stacked ones', (samples, frames, stacked) => {
		expect(fbankFrames(samples)).toBe(frames);
		expect(lfrFrames(frames)).toBe(stacked);
	});

	test('less than 25 ms gives none', () => {
		expect(createFeatures(zeroMean)(new Int16Array(399)).length).toBe(0);
	});

	test('every stacked frame is made of frames 6i-3 to 6i+3, the first and last repeated', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 200 }), (frames) => {
				const fbank = Float32Array.from({ length: frames * 80 }, (_, at) => Math.floor(at / 80));
				const stacked = stackFrames(fbank);
				expect(stacked.length).toBe(Math.ceil(frames / 6) * featureSize);
				for (let at = 0; at < stacked.length; at += 80) {
					const [i, j] = [Math.floor(at / featureSize), (at % featureSize) / 80];
					expect(stacked[at]).toBe(Math.min(Math.max(6 * i - 3 + j, 0), frames - 1));
				}
			})
		);
	});
});

const zeroMean = { negMean: new Float32Array(featureSize), invStddev: new Float32Array(featureSize).fill(1) };

describe('normalisation', () => {
	const vector = (value: number) => Array<number>(featureSize).fill(value);

	test('am.mvn: the vectors behind AddShift and Rescale, not the first brackets', () => {
		const text = [
			'<Nnet>',
			'<Splice> 560 560',
			'[ 0 ]',
			'<AddShift> 560 560',
			`<LearnRateCoef> 0 [ ${vector(-8).join(' ')} ]`,
			'<Rescale> 560 560',
			`<LearnRateCoef> 0 [ ${vector(0.5).join(' ')} ]`,
			'</Nnet>'
		].join('\n');
		const { negMean, invStddev } = parseCmvnText(text);
		expect([...negMean]).toEqual(vector(-8));
		expect([...invStddev]).toEqual(vector(0.5));
	});

	test('metadata: 560 numbers with commas each', () => {
		expect([...parseCmvnMetadata(vector(-8).join(), vector(2).join()).invStddev]).toEqual(vector(2));
	});

	test.each(['', '1,2,3', vector(1).join().replace('1,', 'x,')])('anything else is refused: %#', (text) => {
		expect(() => parseCmvnMetadata(text, vector(1).join())).toThrow(ModelError);
		expect(() => parseCmvnText(text)).toThrow(ModelError);
	});
});
