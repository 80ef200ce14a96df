import type { LlmRepository } from '../../store/llm.ts';
import type { ChatOutcome, ChatRequest, LanguageModel, Usage } from '../port.ts';
import { isCutShort, roughUsage, sumOf } from '../tokens.ts';
import { costMicroUsd, type Price } from './price.ts';

export type Meter = {
	repository: Pick<LlmRepository, 'addUse'> & {
		usage(lectureId: string): Promise<readonly { cost_micro_usd: number }[]>;
	};
	price: Price | null;
	/** US dollars; null is no limit. */
	capUsd: number | null;
	/** The server has counted much less than it was sent. */
	onCutShort?: () => void;
};

/**
 * The same model at the expense of a lecture: what it costs is written down, of stopped and failed calls too, and once the
 * lecture has cost as much as it may, nothing more is asked (`cap-reached`). Calls under way are not counted yet, so the
 * last ones may go beyond.
 */
export function meteredModel(
	model: LanguageModel,
	lectureId: string,
	{ repository, price, capUsd, onCutShort }: Meter
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
			if (outcome.kind !== 'failed' && outcome.usage && isCutShort(request.messages, outcome.usage))
				onCutShort?.();
			const usage = usageOf(request, outcome);
			const cost = usage && price && costMicroUsd(usage, price);
			if (usage) await repository.addUse(lectureId, model.model, { ...usage, costMicroUsd: cost ?? null });
			return outcome;
		}
	};
}

export const spentMicroUsd = (rows: readonly { cost_micro_usd: number }[]): number =>
	rows.reduce((sum, row) => sum + Number(row.cost_micro_usd), 0);

/** Undefined for a call that cost nothing. */
function usageOf({ messages }: ChatRequest, outcome: ChatOutcome): Usage | undefined {
	if (outcome.kind === 'failed') return outcome.lost;
	const usage = outcome.usage ?? roughUsage(messages, outcome.text);
	return outcome.lost ? sumOf(outcome.lost, usage) : usage;
}
