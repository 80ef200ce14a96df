import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hear, percent, sentencesOf, type Sentence } from '../../../../bench/term-figures.ts';
import { nanoDirectory, samplesOfFixture } from '../../../../tests/helpers/sound.ts';
import { SenseVoice } from '../sense-voice.ts';
import { createBiasing } from './biasing.ts';

let nano: SenseVoice;
let heldOut: Sentence[];
let terms: string[];
beforeAll(async () => {
	nano = await SenseVoice.load(nanoDirectory);
	heldOut = await sentencesOf('held-out');
	terms = [...heldOut, ...(await sentencesOf('tuned'))].flatMap((sentence) => sentence.terms);
});
afterAll(() => nano.release());

describe('terms in mind, on sentences that the settings were not found with', () => {
	test(
		'terms that the model offers are written right 30 points more often; other words lose at most 0.3',
		{ timeout: 60_000 },
		async () => {
			const without = await hear(nano, heldOut, []);
			const biased = await hear(nano, heldOut, terms);
			expect(biased.offered).toBeGreaterThanOrEqual(15);
			const gain = percent(biased.foundOfOffered - without.foundOfOffered, biased.offered);
			expect(gain).toBeGreaterThanOrEqual(30);
			expect(percent(biased.otherErrors - without.otherErrors, without.otherWords)).toBeLessThanOrEqual(0.3);
		}
	);

	test('tokens joined are the text; their times follow each other inside the sound', async () => {
		for (const { samples } of heldOut.slice(0, 6)) {
			const { text, tokens } = await nano.recognise(samples, 'en', { terms });
			expect(tokens.map((token) => token.text).join('')).toBe(text);
			let before = 0;
			for (const { startMs, endMs } of tokens) {
				expect(startMs).toBeGreaterThanOrEqual(before);
				expect(endMs).toBeGreaterThanOrEqual(startMs);
				before = endMs;
			}
			expect(before).toBeLessThanOrEqual(samples.length / 16);
		}
	});

	test('a batch with and without terms gives each what it gets alone', async () => {
		const [first] = heldOut as [Sentence];
		const [plain, biased] = await nano.recogniseBatch([
			{ samples: first.samples, language: 'en' },
			{ samples: first.samples, language: 'en', terms }
		]);
		expect(plain?.text).toBe((await nano.recognise(first.samples, 'en')).text);
		expect(biased?.text).toBe((await nano.recognise(first.samples, 'en', { terms })).text);
	});
});

test('terms do not turn silence into words', async () => {
	expect((await nano.recognise(new Int16Array(48_000), 'en', { terms })).text).toBe('');
});

test('terms that cannot be written with the vocabulary change nothing', async () => {
	const samples = samplesOfFixture('photosynthesis.slt.wav').subarray(0, 80_000);
	expect(createBiasing(nano.model.vocabulary)(['量子', '…'])).toBeUndefined();
	const { timings: _, ...plain } = await nano.recognise(samples, 'en');
	const { timings: __, ...biased } = await nano.recognise(samples, 'en', { terms: ['量子'] });
	expect(biased).toEqual(plain);
});

test('the same terms are prepared once, and only the last few lists are kept', () => {
	const biasTo = createBiasing(nano.model.vocabulary);
	const first = biasTo(['xylem']);
	expect(biasTo(['xylem'])).toBe(first);
	for (let n = 0; n < 16; n++) biasTo([`xylem ${'x'.repeat(n)}`]);
	expect(biasTo(['xylem'])).not.toBe(first);
});
