import type { Usage } from '#lib/lecture/usage-api.ts';
import type { Words } from '../words.ts';

/** What language models have cost a lecture so far; nothing where they did nothing. */
export function costInWords({ locale, noteStyle }: Words, { models, costUsd }: Usage): string {
	const tokens = models.reduce((all, each) => all + each.promptTokens + each.completionTokens, 0);
	if (tokens === 0) return '';
	if (costUsd === 0) return noteStyle.tokens(new Intl.NumberFormat(locale).format(tokens));
	const money = new Intl.NumberFormat(locale, {
		style: 'currency',
		currency: 'USD',
		maximumSignificantDigits: 2
	});
	return noteStyle.cost(money.format(costUsd));
}
