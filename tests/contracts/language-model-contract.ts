import { describe, expect, test } from 'vitest';
import type { ChatRequest, LanguageModel } from '../../server/llm/port.ts';

export type LanguageModelUnderTest = {
	model: LanguageModel;
	/** The same model asked with a key that is none; undefined where no key is needed. */
	withWrongKey: LanguageModel | undefined;
};

const never = new AbortController().signal;
const ask = (content: string, more: Partial<ChatRequest> = {}): ChatRequest => ({
	messages: [
		{ role: 'system', content: 'You repeat what you are told, and say nothing else.' },
		{ role: 'user', content }
	],
	maxTokens: 200,
	temperature: 0,
	thinking: 'off',
	...more
});

/** What every language model promises, be it played or real. `begin` makes one. */
export function languageModelContract(name: string, begin: () => Promise<LanguageModelUnderTest>): void {
	describe(`${name} as a language model`, () => {
		test('answers with text, and with what it cost', async () => {
			const { model } = await begin();
			const outcome = await model.chat(ask('Say: 傅里叶变换 is linear.'), {}, never);
			if (outcome.kind !== 'complete') throw new Error(JSON.stringify(outcome));
			expect(outcome.text).toContain('傅里叶变换');
			expect(outcome.usage?.promptTokens).toBeGreaterThan(5);
			expect(outcome.usage?.completionTokens).toBeGreaterThan(2);
			expect(outcome.usage?.cachedTokens).toBeLessThanOrEqual(outcome.usage?.promptTokens ?? 0);
		});

		test('tells its text piece by piece: together they are the text', async () => {
			const { model } = await begin();
			const pieces: string[] = [];
			const sink = { onText: (delta: string) => pieces.push(delta), onRestart: () => (pieces.length = 0) };
			const outcome = await model.chat(ask('Say: one two three four five six seven'), sink, never);
			if (outcome.kind !== 'complete') throw new Error(JSON.stringify(outcome));
			expect(pieces.join('')).toBe(outcome.text);
			expect(pieces.length).toBeGreaterThan(1);
		});

		test('is cut off at the tokens that it may use', async () => {
			const { model } = await begin();
			const long = `Say: ${Array.from({ length: 60 }, (_, at) => `line ${at}`).join(', ')}`;
			const outcome = await model.chat(ask(long, { maxTokens: 20 }), {}, never);
			expect(outcome.kind).toBe('cut-off');
		});

		test('says whose fault it is when the key is refused', async () => {
			const { withWrongKey } = await begin();
			if (!withWrongKey) return;
			const outcome = await withWrongKey.chat(ask('Say: hello'), {}, never);
			expect(outcome).toMatchObject({ kind: 'failed', problem: 'key-refused', status: 401 });
		});

		test('can be called off before it began and while it speaks', async () => {
			const { model } = await begin();
			const before = await model.chat(ask('Say: hello'), {}, AbortSignal.abort());
			expect(before).toMatchObject({ kind: 'failed', problem: 'aborted' });
			const stop = new AbortController();
			const long = `Say: ${'to be or not to be '.repeat(20)}`;
			const during = await model.chat(ask(long), { onText: () => stop.abort() }, stop.signal);
			expect(during).toMatchObject({ kind: 'failed', problem: 'aborted' });
		});

		test('says who it is and how much fits into a request', async () => {
			const { model } = await begin();
			expect(model.provider).not.toBe('');
			expect(model.model).not.toBe('');
			expect(model.contextTokens).toBeGreaterThan(1000);
		});
	});
}
