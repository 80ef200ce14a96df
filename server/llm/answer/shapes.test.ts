import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answered, streamed, type LlmReply } from '../../../tests/fakes/llm-reply.ts';
import { shaped, shapes } from '../../../tests/fakes/llm-shapes.ts';
import { startLlmServer } from '../../../tests/fakes/llm-server.ts';
import { createLanguageModel } from '../client.ts';
import type { ChatRequest } from '../port.ts';

const never = new AbortController().signal;
const request: ChatRequest = {
	messages: [{ role: 'user', content: 'What was said?' }],
	maxTokens: 500,
	temperature: 0.3,
	thinking: 'off'
};
const text = '= S1 | 傅里叶变换 🙂\n+ S1 | s1 | $$\\frac{a}{b}$$ is `</think>`\n.';
const thought = 'They want\n\n+ S1 | s1 | a *fraction*. 好';

/** A model whose server answers each call with the next reply; nothing is waited for. */
async function begin(next: () => LlmReply) {
	const { url, counts } = await startLlmServer(next);
	const clock = {
		nowMs: () => 0,
		after(ms: number, act: () => void) {
			if (ms > 1e6) return () => {};
			const now = setImmediate(act);
			return () => clearImmediate(now);
		}
	};
	const capabilities = { silentMs: 1e9 };
	const model = createLanguageModel(
		{ provider: 'custom', baseUrl: url, model: 'm', apiKey: '', capabilities },
		{ clock, random: () => 0 }
	);
	const ask = async () => {
		let shown = '';
		const sink = { onText: (delta: string) => (shown += delta), onRestart: () => (shown = '') };
		return { ...(await model.chat(request, sink, never)), shown };
	};
	return { ask, counts };
}

describe('the answer of a server', () => {
	it.each(shapes.map((shape) => [shape.name, shape] as const))(
		'is read where it has %s',
		async (_, shape) => {
			const cuts = fc.sample(fc.array(fc.nat(600), { maxLength: 30 }), { numRuns: 3, seed: 7 });
			const replies = [[], ...cuts].flatMap((at) => [
				shaped(shape, text, thought, at),
				shaped(shape, text, '', at)
			]);
			let n = 0;
			const { ask, counts } = await begin(() => replies[n++] as LlmReply);
			for (const reply of replies) {
				const { shown, ...outcome } = await ask();
				expect(outcome, String(reply.pieces.length)).toMatchObject({ kind: 'complete', text });
				expect(shown).toBe(text);
			}
			expect(counts.requests).toBe(replies.length);
		}
	);

	it.each(['length', 'max_tokens', 'MAX_TOKENS', 'max_output_tokens', 'model_length', 'token_limit'])(
		'is cut off where its end is called %s',
		async (finish) => {
			const { ask } = await begin(() => answered('half', { finish }));
			expect(await ask()).toMatchObject({ kind: 'cut-off', text: 'half' });
		}
	);

	it.each<[string, string, string]>([
		['no-balance', 'an object', '{"error":{"code":"insufficient_quota","message":"x"}}'],
		['key-refused', 'a string', '{"error":"Invalid API key provided"}'],
		['no-such-model', 'Ollama’s words', '{"error":"model \\"x\\" not found, try pulling it first"}'],
		['request-refused', 'a status', '{"object":"error","message":"bad","code":400}'],
		['key-refused', 'code and message', '{"code":"InvalidApiKey","message":"No API key","request_id":"r"}'],
		['server-error', 'words that are not known', '{"error":{"message":"CUDA"}}'],
		['rate-limited', 'a numbered error', '{"error":{"code":429,"message":"slow"}}'],
		['server-error', 'a detail', '{"detail":"oops"}'],
		[
			'overloaded',
			'Anthropic’s words',
			'{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}'
		]
	])('is %s where an error stands in it as %s', async (problem, _, body) => {
		for (const reply of [streamed(body), streamed(`data: ${body}\n\n`)]) {
			const { ask } = await begin(() => reply);
			expect(await ask()).toMatchObject({ kind: 'failed', problem });
		}
	});

	it.each([
		['broken-off', 'an empty body', ''],
		['broken-off', 'only a sign of life', ': keep-alive\n\n'],
		['broken-off', 'a line that is torn', '{"choices":[{"message":{"content":"ha'],
		['broken-off', 'JSON lines without their last', '{"message":{"content":"ha"},"done":false}\n'],
		['no-answer', 'no choices', 'data: {"choices":[]}\n\ndata: [DONE]\n\n'],
		[
			'only-thoughts',
			'reasoning alone',
			'data: {"choices":[{"delta":{"reasoning":"hm"},"finish_reason":"stop"}]}\n\n'
		],
		['unknown-form', 'other JSON', '{"hello":"world"}'],
		['unknown-form', 'a list of numbers', '[1,2]'],
		['unknown-form', 'broken JSON', '{"hello" "world"}'],
		['not-a-language-model', 'plain words', 'It works!'],
		['not-a-language-model', 'a page', '<html>']
	])('is %s where it has %s', async (problem, _, body) => {
		const { ask } = await begin(() => streamed(body));
		expect(await ask()).toMatchObject({ kind: 'failed', problem });
	});
});

describe('a model whose template opens its reasoning', () => {
	it('is never told before its answer begins, from the first answer on', async () => {
		const reply = () => answered('I should say\n+ S1 | s1 | wrong\n</think>\n\nright', { stride: 3 });
		const { url } = await startLlmServer(reply);
		const model = createLanguageModel({ provider: 'custom', baseUrl: url, model: 'm', apiKey: '' });
		for (let call = 0; call < 2; call++) {
			const told: string[] = [];
			expect(await model.chat(request, { onText: (delta) => told.push(delta) }, never)).toMatchObject({
				kind: 'complete',
				text: 'right'
			});
			expect(told.join('')).toBe('right');
		}
	});

	it('is told from the first word on once it is known that it does not', async () => {
		const { url } = await startLlmServer(() => answered('it is right', { stride: 3 }));
		const model = createLanguageModel({ provider: 'custom', baseUrl: url, model: 'm', apiKey: '' });
		const pieces = async () => {
			let count = 0;
			await model.chat(request, { onText: () => void count++ }, never);
			return count;
		};
		expect(await pieces()).toBe(1);
		expect(await pieces()).toBeGreaterThan(2);
	});
});
