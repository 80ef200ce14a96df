import * as v from 'valibot';
import type { LectureId } from '#lib/protocol/index.ts';
import type { Answer, Ask } from './api.ts';

const UsageSchema = v.object({
	models: v.array(
		v.object({
			model: v.string(),
			calls: v.number(),
			promptTokens: v.number(),
			/** Of these, what the provider had in its cache. */
			cachedTokens: v.number(),
			completionTokens: v.number(),
			costUsd: v.number(),
			/** Calls that no price was known for. */
			unpricedCalls: v.number()
		})
	),
	costUsd: v.number(),
	capUsd: v.nullable(v.number()),
	/** The day of the price list. */
	priceAsOf: v.nullable(v.string())
});
/** What language models have read and written for a lecture. Tokens are exact, money is an estimate. */
export type Usage = v.InferOutput<typeof UsageSchema>;

export const createUsageApi = (ask: Ask) => ({
	of: (lectureId: LectureId): Promise<Answer<Usage>> =>
		ask('GET', `/api/lectures/${encodeURIComponent(lectureId)}/usage`, undefined, UsageSchema)
});
export type UsageApi = ReturnType<typeof createUsageApi>;
