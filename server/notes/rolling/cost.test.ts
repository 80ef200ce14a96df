import { describe, expect, it } from 'vitest';
import { longLecture } from '../../../tests/helpers/long-lecture.ts';
import { rollingCost } from '../../../tests/helpers/rolling-cost.ts';
import { presets } from '../../llm/settings/presets.ts';
import { costMicroUsd } from '../../llm/usage/price.ts';

const linesOf = (content: string): string[] => content.match(/^s\d+ \d+:\d\d .*$/gmu) ?? [];

describe.each(['en', 'zh'] as const)(
	'what notes of a lecture in %s cost',
	{ timeout: 60_000 },
	(language) => {
		const held = new Map<number, ReturnType<typeof rollingCost>>();
		const costOf = (minutes: number): ReturnType<typeof rollingCost> => {
			const cost = held.get(minutes) ?? rollingCost(longLecture(minutes, language));
			held.set(minutes, cost);
			return cost;
		};

		it('grows with the length of the lecture, not with its square', async () => {
			const [one, two] = [await costOf(60), await costOf(120)];
			expect(two.rolling.promptTokens / one.rolling.promptTokens).toBeLessThan(2.2);
		});

		it('comes out of the cache for 85 % of what is sent, on a lecture of two hours', async () => {
			const { rolling } = await costOf(120);
			expect(rolling.cachedTokens / rolling.promptTokens).toBeGreaterThanOrEqual(0.85);
		});

		it('is at most 0.05 US$ for 90 minutes, outside the hours of most use', async () => {
			const { all } = await costOf(90);
			const price = presets.deepseek.price;
			if (!price) throw new Error('the preset has no price');
			const completionTokens = all.completionTokens + 13_000;
			expect(costMicroUsd({ ...all, completionTokens }, price) / 2 / 1e6).toBeLessThanOrEqual(0.05);
		});

		it('sends each line of speech once in a conversation, with the same bytes before it from call to call', async () => {
			const { requests } = await costOf(60);
			const rolling = requests.filter(({ thinking }) => thinking === 'off');
			let conversations = 1;
			for (const [at, { messages }] of rolling.entries()) {
				const lines = messages.flatMap(({ content }) => linesOf(content));
				expect(new Set(lines).size).toBe(lines.length);
				const before = rolling[at - 1]?.messages ?? [];
				expect(messages.slice(0, 3)).toEqual(rolling[0]?.messages.slice(0, 3));
				if (messages.length > before.length) expect(messages.slice(0, before.length)).toEqual(before);
				else conversations += 1;
			}
			expect(conversations).toBeLessThanOrEqual(Math.ceil(rolling.length / 10));
		});
	}
);
