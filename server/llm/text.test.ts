import { describe, expect, it } from 'vitest';
import { PromptCache } from '../../tests/fakes/prompt-cache.ts';
import type { ChatMessage } from './port.ts';
import { roughTokens, TokenEstimate } from './tokens.ts';

describe('an estimate of tokens', () => {
	it('counts 0.3 a letter and 0.6 a Chinese, Japanese or Korean character', () => {
		expect(roughTokens('ten letter')).toBeCloseTo(3);
		expect(roughTokens('傅里叶变换')).toBeCloseTo(3);
		expect(roughTokens('한국어,カナ')).toBeCloseTo(0.6 * 5 + 0.3);
	});

	it('comes nearer to what the server counts with every call, and not too far in one', () => {
		const estimate = new TokenEstimate();
		const text = 'a'.repeat(10_000);
		const real = { promptTokens: 4500, cachedTokens: 0, completionTokens: 1 };
		const errors = Array.from({ length: 12 }, () => {
			estimate.learn(text, real);
			return Math.abs(estimate.tokens(text) - 4500);
		});
		expect(errors).toEqual([...errors].sort((a, b) => b - a));
		expect(errors.at(-1)).toBeLessThan(45);
		estimate.learn(text, { ...real, promptTokens: 1e9 });
		expect(estimate.tokens(text)).toBeLessThan(9000);
	});
});

describe('the cache of the server that is played', () => {
	const user = (content: string): ChatMessage => ({ role: 'user', content });
	const assistant = (content: string): ChatMessage => ({ role: 'assistant', content });
	const a = 'a'.repeat(1000);

	it('hits all that was said before in a conversation that only grows', () => {
		const cache = new PromptCache();
		const { miss } = cache.take([user(a)], 'yes');
		const second = cache.take([user(a), assistant('yes'), user('b')], 'no');
		expect(second.hit).toBeGreaterThan(miss);
		expect(second.miss).toBeLessThan(10);
	});

	it('misses A+B then A+C, and hits A the third time', () => {
		const cache = new PromptCache();
		const hits = ['b', 'c', 'd'].map((last) => cache.take([assistant(a), user(last)], 'x').hit);
		expect(hits).toEqual([0, 0, 304]);
	});

	it('keeps users apart', () => {
		const cache = new PromptCache();
		cache.take([user(a)], 'yes', 'one');
		expect(cache.take([user(a)], 'yes', 'two').hit).toBe(0);
	});
});
