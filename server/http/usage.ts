import { Hono } from 'hono';
import { spentMicroUsd } from '../llm/usage/metered.ts';
import type { LectureRepository } from '../store/lectures.ts';
import type { LlmRepository } from '../store/llm.ts';
import type { ApiEnv } from './guard.ts';

type Deps = {
	lectures: LectureRepository;
	repository: LlmRepository;
	capUsd: () => number | null;
	/** The day of the price list. */
	priceAsOf: () => string | null;
};

/** `/api/lectures/:id/usage`: what language models have read and written for a lecture. Tokens are exact, money is an estimate. */
export function usageRoutes({ lectures, repository, capUsd, priceAsOf }: Deps): Hono<ApiEnv> {
	const routes = new Hono<ApiEnv>();
	routes.get('/:id/usage', async (c) => {
		const row = await lectures.find(c.req.param('id'), c.get('principal').keyId);
		if (!row) return c.json({ error: 'no-such-lecture' }, 404);
		const rows = await repository.usage(row.id);
		return c.json({
			models: rows.map((each) => ({
				model: each.model,
				calls: each.calls,
				promptTokens: each.prompt_tokens,
				cachedTokens: each.cached_tokens,
				completionTokens: each.completion_tokens,
				costUsd: each.cost_micro_usd / 1e6,
				unpricedCalls: each.unpriced_calls
			})),
			costUsd: spentMicroUsd(rows) / 1e6,
			capUsd: capUsd(),
			priceAsOf: priceAsOf()
		});
	});
	return routes;
}
