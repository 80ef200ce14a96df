import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { featuresHashOf } from '../../../../bench/cues/features-hash.ts';
import { cueLanguages, featuresOf, placeCount } from './features.ts';
import { bytesOf, cueFrom, likelihoodsOf, weightsFor, weightsFrom, weightsUrl } from './weights.ts';

describe('the weights that ship', () => {
	it.each(cueLanguages)(
		'were trained for the features that sentences have now (npm run train:cues), %s',
		(language) => {
			expect(weightsFor(language).featuresHash).toBe(featuresHashOf(language));
		}
	);

	it.each(cueLanguages)('take at most 300 KB and are the same when written again, %s', (language) => {
		const bytes = readFileSync(weightsUrl(language));
		expect(bytes.length).toBeLessThanOrEqual(300_000);
		expect(bytesOf(weightsFrom(bytes)).equals(bytes)).toBe(true);
	});
});

describe('the features', () => {
	it('lie inside the table and are finite, whatever is said', () => {
		fc.assert(
			fc.property(
				fc.string({ unit: 'grapheme', maxLength: 60 }),
				fc.constantFrom(...cueLanguages),
				(text, language) => {
					const { places, amounts } = featuresOf(text, language, { signs: true });
					expect(places.every((place) => place < placeCount)).toBe(true);
					expect(amounts.every(Number.isFinite)).toBe(true);
					const { task, important } = likelihoodsOf({ places, amounts }, weightsFor(language));
					expect(task + important).toBeLessThanOrEqual(1);
				}
			),
			{ numRuns: 60 }
		);
	});
});

describe('cueFrom', () => {
	it('takes the likelier of the two, where both together are likely enough', () => {
		const enough = { task: 0.4, important: 0.2 };
		expect(cueFrom({ task: 0.3, important: 0.2 }, enough)).toBe('task');
		expect(cueFrom({ task: 0.3, important: 0.05 }, enough)).toBeUndefined();
		expect(cueFrom({ task: 0.05, important: 0.3 }, enough)).toBe('important');
	});
});
