import type { ChatMessage, Usage } from './port.ts';

const cjk = /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]|[\u{20000}-\u{3ffff}]/gu;

/** About 0.3 tokens a letter, 0.6 a Chinese, Japanese or Korean character (DeepSeek's own rule of thumb). Not rounded. */
export function roughTokens(text: string): number {
	const wide = text.match(cjk)?.length ?? 0;
	return (text.length - wide) * 0.3 + wide * 0.6;
}

/** For calls that the server did not count. */
export function roughUsage(messages: readonly Pick<ChatMessage, 'content'>[], answer: string): Usage {
	return {
		promptTokens: Math.ceil(roughPromptTokens(messages)),
		cachedTokens: 0,
		completionTokens: Math.ceil(roughTokens(answer))
	};
}

/** Of all that is said to a model in one call. */
export const roughPromptTokens = (messages: readonly Pick<ChatMessage, 'content'>[]): number =>
	messages.reduce((sum, { content }) => sum + roughTokens(content), 0);

/** No tokeniser needs less than half of the estimate for a text of this length: some of the prompt was left out. */
export function isCutShort(
	messages: readonly ChatMessage[],
	{ promptTokens }: Usage,
	roughLeast = 2000
): boolean {
	const rough = roughPromptTokens(messages);
	return rough > roughLeast && promptTokens < rough / 2;
}

export const sumOf = (a: Usage | undefined, b: Usage): Usage => ({
	promptTokens: (a?.promptTokens ?? 0) + b.promptTokens,
	cachedTokens: (a?.cachedTokens ?? 0) + b.cachedTokens,
	completionTokens: (a?.completionTokens ?? 0) + b.completionTokens
});

const weightOfNew = 0.3;

/** Estimates tokens, and learns from what the server counted how far it is off for this model and language. */
export class TokenEstimate {
	#factor = 1;

	tokens(text: string): number {
		return Math.ceil(roughTokens(text) * this.#factor);
	}

	/** `text` was the prompt of a call with this usage. Short prompts and odd counts teach nothing. */
	learn(text: string, usage: Usage | undefined): void {
		const rough = roughTokens(text);
		if (!usage || rough < 100) return;
		const seen = Math.min(4, Math.max(0.25, usage.promptTokens / rough));
		this.#factor += (seen - this.#factor) * weightOfNew;
	}
}
