import type { ModelCheck } from '#lib/protocol/index.ts';
import type { Meter } from '../llm/usage/metered.ts';

/** What a check has used. A lecture that is only made has no row to write it to; a check may cost what a lecture may. */
export class Ledger {
	readonly #sums = { promptTokens: 0, completionTokens: 0, costMicroUsd: 0 };
	#isPriced = true;

	readonly repository: Meter['repository'] = {
		usage: () => Promise.resolve([{ cost_micro_usd: this.#sums.costMicroUsd }]),
		addUse: (_lectureId, _model, { promptTokens, completionTokens, costMicroUsd }) => {
			this.#sums.promptTokens += promptTokens;
			this.#sums.completionTokens += completionTokens;
			this.#sums.costMicroUsd += costMicroUsd ?? 0;
			this.#isPriced &&= costMicroUsd !== null;
			return Promise.resolve();
		}
	};

	get use(): Omit<ModelCheck['use'], 'isCounted'> {
		const { promptTokens, completionTokens, costMicroUsd } = this.#sums;
		const costUsd = this.#isPriced ? costMicroUsd / 1e6 : null;
		return { promptTokens, completionTokens, costUsd };
	}
}
