import { expect, it } from 'vitest';
import { truthQuestions } from '../../tests/helpers/truth-questions.ts';
import { answerShares, truthSearch } from './answers.ts';

/* What was reached on the questions that may be looked at; the other half is measured by `npm run bench:truth`. */
it.each([
	['en', 'develop', 92, 84],
	['zh', 'develop', 82, 86],
	['en', 'own', 97, 80],
	['zh', 'own', 97, 70]
] as const)(
	'the search finds what answers and refuses the rest as well as it did: %s, %s',
	async (language, set, answeredLeast, refusedLeast) => {
		const search = await truthSearch();
		const { answered, refused } = answerShares((truthQuestions(language, set) ?? []).map(search));
		expect(answered).toBeGreaterThanOrEqual(answeredLeast);
		expect(refused).toBeGreaterThanOrEqual(refusedLeast);
	}
);
