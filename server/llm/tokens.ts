import type { Usage } from './port.ts';

const cjk = /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]|[\u{20000}-\u{3ffff}]/gu;

/** About 0.3 tokens a letter, 0.6 a Chinese, Japanese or Korean character (DeepSeek's own rule of thumb). Not rounded. */
export function roughTokens(text: string): number {
	const wide = text.match(cjk)?.length ?? 0;
	return (text.length - wide) * 0.3 + wide * 0.6;
}

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
