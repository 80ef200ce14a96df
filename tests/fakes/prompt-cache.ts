import { createHash } from 'node:crypto';
import { roughTokens } from '../../server/llm/tokens.ts';
import type { ChatMessage } from '../../server/llm/port.ts';

/**
 * DeepSeek's rule of what is cached: a request hits the longest *persisted unit* that is a whole beginning of it. Units
 * are: the end of each request's input, the end of its output, and a beginning that two requests had in common (so the
 * third one hits). The further units inside long inputs are undocumented and left out: real hits are never fewer.
 * Counted in whole messages, as nobody here writes half ones.
 */
export class PromptCache {
	readonly #units = new Set<string>();
	readonly #seen = new Set<string>();

	/** Counts a request of `user` and keeps what the rule says. */
	take(messages: readonly ChatMessage[], answer: string, user = ''): { hit: number; miss: number } {
		const chain = chainOf(messages, user);
		const tokens = messages.map(({ content }) => Math.ceil(roughTokens(content)) + 4);
		const total = sum(tokens);
		const hit = sum(tokens.slice(0, chain.findLastIndex((link) => this.#units.has(link)) + 1));
		const common = chain.findLast((link) => this.#seen.has(link));
		const ends = chainOf([...messages, { role: 'assistant', content: answer }], user).slice(-2);
		for (const unit of [common, ...ends]) if (unit) this.#units.add(unit);
		for (const link of [...chain, ...ends]) this.#seen.add(link);
		return { hit, miss: total - hit };
	}
}

/** A digest of every beginning of a conversation. */
function chainOf(messages: readonly ChatMessage[], user: string): string[] {
	let link = user;
	return messages.map(({ role, content }) => {
		link = createHash('sha256')
			.update(JSON.stringify([link, role, content]))
			.digest('hex');
		return link;
	});
}

const sum = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0);
