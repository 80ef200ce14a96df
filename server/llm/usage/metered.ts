import type { LlmRepository } from '../../store/llm.ts';
import type { ChatRequest, LanguageModel, Usage } from '../port.ts';
import { roughTokens } from '../tokens.ts';
import { costMicroUsd, type Price } from './price.ts';

export type Meter = {
	repository: Pick<LlmRepository, 'usage' | 'addUse'>;
	price: Price | null;
	/** US dollars; null is no limit. */
	capUsd: number | null;
};

/**
 * The same model at the expense of a lecture: what is answered is written down, and once the lecture has cost as much as
 * it may, nothing more is asked (`cap-reached`). Calls under way are not counted yet, so the last ones may go beyond.
 */
export function meteredModel(
	model: LanguageModel,
	lectureId: string,
	{ repository, price, capUsd }: Meter
): LanguageModel {
	return {
		provider: model.provider,
		model: model.model,
		contextTokens: model.contextTokens,
		async chat(request, sink, signal) {
			const spent = spentMicroUsd(await repository.usage(lectureId));
			if (capUsd !== null && spent >= capUsd * 1e6)
				return { kind: 'failed', problem: 'cap-reached', status: undefined };
			const outcome = await model.chat(request, sink, signal);
			if (outcome.kind === 'failed') return outcome;
			const usage = outcome.usage ?? estimatedUsage(request, outcome.text);
			const cost = price && costMicroUsd(usage, price);
			await repository.addUse(lectureId, model.model, { ...usage, costMicroUsd: cost });
			return outcome;
		}
	};
}

export const spentMicroUsd = (rows: readonly { cost_micro_usd: number }[]): number =>
	rows.reduce((sum, row) => sum + Number(row.cost_micro_usd), 0);

/** For servers that do not count. */
function estimatedUsage({ messages }: ChatRequest, answer: string): Usage {
	const promptTokens = Math.ceil(messages.reduce((sum, { content }) => sum + roughTokens(content), 0));
	return { promptTokens, cachedTokens: 0, completionTokens: Math.ceil(roughTokens(answer)) };
}
