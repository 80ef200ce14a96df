import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { joinTexts, msToSamples, type Segment } from '#lib/protocol/index.ts';
import {
	fixturePath,
	nanoDirectory,
	sampleLecturePath,
	samplesOfWav,
	segmentsOfSamples
} from '../../../tests/helpers/sound.ts';
import { wordErrorRate } from '../../../tests/helpers/wer.ts';
import { contextOf } from '../context.ts';
import { ownWords, type Spoken } from './own-words.ts';
import { SenseVoice } from './sense-voice.ts';

/** One piece every other frame. */
const spoken = (...pieces: string[]): Spoken[] =>
	pieces.map((piece, index) => ({
		piece,
		id: index,
		firstFrame: 2 * index,
		lastFrame: 2 * index,
		probability: 1
	}));
const textOf = (tokens: readonly Spoken[]) => tokens.map(({ piece }) => piece).join('');

describe('the words on either side of a cut', () => {
	test('are whole, and marks stay with the word before them', () => {
		const tokens = spoken('▁photo', 'syn', 'thesis', ',', '▁is', '▁', '5', '0', '天', '气', '。');
		const sidesAt = (frame: number) => [
			textOf(ownWords(tokens, { from: -Infinity, to: frame })),
			textOf(ownWords(tokens, { from: frame, to: Infinity }))
		];
		expect(sidesAt(3)).toEqual(['', '▁photosynthesis,▁is▁50天气。']);
		expect(sidesAt(4)).toEqual(['▁photosynthesis,', '▁is▁50天气。']);
		expect(sidesAt(11)).toEqual(['▁photosynthesis,▁is', '▁50天气。']);
		expect(sidesAt(17)).toEqual(['▁photosynthesis,▁is▁50天', '气。']);
	});

	test('together are all words, each once and in order, wherever the cuts lie', () => {
		const pieces = fc.array(fc.constantFrom('▁a', 'b', '▁', '天', ',', '。', '▁c'));
		fc.assert(
			fc.property(pieces, fc.array(fc.integer({ min: 0, max: 40 })), (said, places) => {
				const tokens = spoken(...said);
				const cuts = [-Infinity, ...places.sort((a, b) => a - b), Infinity];
				const parts = cuts.slice(1).flatMap((to, index) => ownWords(tokens, { from: cuts[index]!, to }));
				expect(parts).toEqual(tokens);
			})
		);
	});
});

describe('speech that is cut in the middle, on the model that ships', () => {
	let nano: SenseVoice;
	beforeAll(async () => {
		nano = await SenseVoice.load(nanoDirectory);
	});
	afterAll(() => nano.release());
	const samples = samplesOfWav(sampleLecturePath);
	const reference = readFileSync(fixturePath('photosynthesis.txt'), 'utf8');
	const cutPlaces = 16;
	const cut = { opening: 'cut', closing: 'cut' } as const;

	async function hear({ startSample, endSample }: Omit<Segment, 'index'>, before: number, after: number) {
		const own = { from: before, to: before + endSample - startSample };
		const sound = samples.slice(startSample - before, endSample + after);
		return nano.recognise(sound, 'en', { own });
	}

	/** Word error rate of the lecture with every segment cut once, at this share of its length. */
	async function errorsAt(share: number, segments: readonly Segment[], hasContext: boolean): Promise<number> {
		const texts: string[] = [];
		for (const { startSample, endSample } of segments) {
			const at = Math.round(startSample + share * (endSample - startSample));
			const room = { before: at - startSample, after: endSample - at };
			const { before, after } = hasContext ? contextOf(0, cut, room) : { before: 0, after: 0 };
			texts.push((await hear({ startSample, endSample: at }, 0, after)).text);
			texts.push((await hear({ startSample: at, endSample }, before, 0)).text);
		}
		return wordErrorRate(reference, joinTexts(texts));
	}

	test(
		'a cut anywhere costs three points of word error rate at most, and five less than without a context',
		{ timeout: 120_000 },
		async () => {
			const segments = await segmentsOfSamples(samples);
			const uncut: string[] = [];
			for (const segment of segments) uncut.push((await hear(segment, 0, 0)).text);
			const rates = { with: 0, without: 0 };
			for (let place = 0; place < cutPlaces; place++) {
				const share = 0.2 + (0.6 * place) / (cutPlaces - 1);
				rates.with += (await errorsAt(share, segments, true)) / cutPlaces;
				rates.without += (await errorsAt(share, segments, false)) / cutPlaces;
			}
			expect(rates.with).toBeLessThanOrEqual(wordErrorRate(reference, joinTexts(uncut)) + 3);
			expect(rates.with).toBeLessThan(rates.without - 5);
		}
	);

	test('what is told of a part has its times inside the part', async () => {
		const part = { startSample: 100_000, endSample: 180_000 };
		const { text, tokens } = await hear(part, msToSamples(800), msToSamples(800));
		expect(tokens.map((token) => token.text).join('')).toBe(text);
		const times = tokens.flatMap(({ startMs, endMs }) => [startMs, endMs]);
		expect(times).toEqual([...times].sort((a, b) => a - b));
		expect(times[0]).toBeGreaterThanOrEqual(0);
		expect(times.at(-1)).toBeLessThanOrEqual(5_000);
	});
});
