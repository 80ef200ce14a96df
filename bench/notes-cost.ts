/*
 * What notes of a lecture cost by the prices of `presets.ts`: a made lecture of so many minutes, a played model, and the
 * cache counted by DeepSeek's documented rule. Tokens are estimated (0.3 a letter, 0.6 a Chinese character). The played
 * model says little when it looks over the whole: 8,000 tokens of answer and 5,000 of thought are assumed instead.
 */
import { presets } from '../server/llm/settings/presets.ts';
import { costMicroUsd } from '../server/llm/usage/price.ts';
import { longLecture } from '../tests/helpers/long-lecture.ts';
import { rollingCost } from '../tests/helpers/rolling-cost.ts';

const { price } = presets.deepseek;
if (!price) throw new Error('the preset has no price');
const lastAnswerTokens = 13_000;
const row = (cells: readonly (string | number)[]): void => {
	process.stdout.write(`${cells.map((cell) => String(cell).padStart(14)).join('')}\n`);
};
const k = (tokens: number): string => `${(tokens / 1000).toFixed(1)}k`;

process.stdout.write(`prices as of ${price.asOf}, those of the hours of most use; at other hours half\n`);
row(['lecture', 'part', 'calls', 'prompt', 'cached', 'answer', 'hit rate', 'US$ off-peak', 'at peak']);
for (const language of ['en', 'zh'] as const) {
	for (const minutes of [45, 90, 120, 240]) {
		const { rolling, all } = await rollingCost(longLecture(minutes, language));
		const completionTokens = rolling.completionTokens + lastAnswerTokens;
		for (const [part, use] of Object.entries({ rolling, all: { ...all, completionTokens } })) {
			const usd = costMicroUsd(use, price) / 1e6;
			const share = `${((100 * use.cachedTokens) / use.promptTokens).toFixed(1)} %`;
			const tokens = [use.promptTokens, use.cachedTokens, use.completionTokens].map(k);
			row([
				`${language} ${minutes} min`,
				part,
				use.calls,
				...tokens,
				share,
				(usd / 2).toFixed(4),
				usd.toFixed(4)
			]);
		}
	}
}
