import { describe, expect, test } from 'vitest';
import { createNoise, samplesOf, samplesOfFixture, wavFixtures } from '../../../tests/helpers/sound.ts';
import { noises } from '../../../tests/helpers/noises.ts';
import { isInvention } from './gate.ts';

const sure = { text: 'seven words', tokenCount: 7, confidence: 0.9, nospeech: false, event: null };
const speech = samplesOfFixture('photosynthesis.slt.wav').subarray(0, 80_000);
const noise = createNoise();
/** What SenseVoice makes of an empty room, as it makes it. */
const yeah = { text: 'Yeah.', tokenCount: 2, confidence: 0.4, nospeech: false, event: null };

describe('the gate', () => {
	test.each([
		['silence', samplesOf(3, () => 0)],
		['a constant offset', samplesOf(3, () => 0.2)],
		['faint noise', samplesOf(3, () => 0.0005 * noise())],
		['noise', samplesOf(3, () => 0.02 * noise())],
		['loud noise', samplesOf(3, () => 0.4 * noise())],
		['mains hum', samplesOf(3, (t) => 0.1 * Math.sin(2 * Math.PI * 50 * t))],
		['a click', samplesOf(3, (_, n) => (n === 24_000 ? 0.9 : 0))]
	])('takes words on %s for invented', (_, samples) => {
		expect(isInvention({ ...sure, samples })).toBe(true);
	});

	test.each(wavFixtures)('lets speech through: %s', (name) => {
		const samples = samplesOfFixture(name);
		for (let at = 0; at + 80_000 < samples.length; at += 80_000) {
			expect(isInvention({ ...sure, samples: samples.subarray(at, at + 80_000) })).toBe(false);
		}
	});

	test.each(Object.entries(noises).filter(([name]) => name !== 'music'))(
		'takes a word or two on %s for invented, loud or not',
		(_, make) => {
			for (const level of [0.003, 0.03, 0.3]) {
				const samples = make(8, level);
				for (let at = 0; at < samples.length; at += 32_000)
					expect(isInvention({ ...yeah, samples: samples.subarray(at, at + 32_000) })).toBe(true);
			}
		}
	);

	test('takes a word or two on music for invented when the model hears music', () => {
		const samples = noises.music!(4, 0.3);
		expect(isInvention({ ...yeah, samples, event: 'BGM' })).toBe(true);
	});

	test.each(wavFixtures)(
		'lets a word or two through that the model is not sure of, far and in noise: %s',
		(name) => {
			const voice = samplesOfFixture(name);
			for (const [level, hiss] of [
				[1, 0],
				[0.03, 0],
				[0.1, 0.002],
				[0.1, 0.005]
			] as const) {
				const rustle = createNoise(7);
				const far = samplesOf(30, (_, n) => (level * (voice[n] ?? 0)) / 32_768 + hiss * rustle());
				for (let at = 0; at + 32_000 <= Math.min(far.length, voice.length); at += 32_000)
					expect(isInvention({ ...yeah, samples: far.subarray(at, at + 32_000) })).toBe(false);
			}
		}
	);

	test('lets quiet speech in noise through', () => {
		const far = samplesOf(5, (_, n) => (0.03 * (speech[n] ?? 0)) / 32_768 + 0.002 * noise());
		expect(isInvention({ ...sure, samples: far })).toBe(false);
	});

	test('drops a word or two when the model says that nobody speaks, or hears something else', () => {
		const few = { ...sure, samples: speech, tokenCount: 2 };
		expect(isInvention({ ...few, nospeech: true })).toBe(true);
		expect(isInvention({ ...few, event: 'Applause' })).toBe(true);
		expect(isInvention({ ...few })).toBe(false);
		expect(isInvention({ ...few, event: 'Applause', tokenCount: 9 })).toBe(false);
	});

	test('drops what has no letter and no digit', () => {
		expect(isInvention({ ...sure, samples: speech, text: '. ,' })).toBe(true);
		expect(isInvention({ ...sure, samples: speech, text: '9' })).toBe(false);
	});
});
