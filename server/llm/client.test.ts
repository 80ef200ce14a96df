import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	answered,
	brokenOff,
	eventStream,
	flood,
	page,
	redirected,
	refused,
	streamed,
	truncated,
	type LlmReply
} from '../../tests/fakes/llm-reply.ts';
import {
	script,
	startLlmServer,
	type Answering,
	type LlmServerOptions
} from '../../tests/fakes/llm-server.ts';
import { VirtualTimers } from '../../tests/fakes/virtual-timers.ts';
import { createLanguageModel, type Endpoint } from './client.ts';
import type { ChatRequest, ChatSink } from './port.ts';

const never = new AbortController().signal;
const request: ChatRequest = {
	messages: [{ role: 'user', content: 'What was said?' }],
	maxTokens: 500,
	temperature: 0.3,
	thinking: 'off'
};
const usage = {
	prompt_tokens: 90,
	completion_tokens: 12,
	prompt_cache_hit_tokens: 64,
	prompt_cache_miss_tokens: 26
};
const key = 'sk-secret-0123456789';

/** A model on a played server; waiting takes no time, and is written down. */
async function begin(answering: Answering, endpoint: Partial<Endpoint> = {}, options: LlmServerOptions = {}) {
	const server = await startLlmServer(answering, options);
	const waitedMs: number[] = [];
	const clock = {
		nowMs: () => Date.parse('2026-11-25T08:00:00Z'),
		after(ms: number, act: () => void) {
			if (ms === silentMs) return () => {};
			waitedMs.push(ms);
			const now = setImmediate(act);
			return () => clearImmediate(now);
		}
	};
	const silentMs = 1e9;
	const model = createLanguageModel(
		{
			provider: 'deepseek',
			baseUrl: server.url,
			model: 'm',
			apiKey: key,
			capabilities: { silentMs },
			...endpoint
		},
		{ clock, random: () => 0.5 }
	);
	const ask = (sink: ChatSink = {}, signal = never, more: Partial<ChatRequest> = {}) =>
		model.chat({ ...request, ...more }, sink, signal);
	return { ...server, model, ask, waitedMs };
}

const heard = () => {
	const told: string[] = [];
	const sink: ChatSink = { onText: (delta) => told.push(delta), onRestart: () => told.push('<again>') };
	return { told, sink };
};

describe('an answer', () => {
	it('is the same however its bytes are split, inside characters and line ends too', async () => {
		const text = '= S1 | 傅里叶变换 🙂\n+ S1 | s1 | $$\\frac{a}{b}$$\r\n.';
		const body = eventStream(text, { newline: '\r\n', keepAlives: 2, reasoning: '嗯', usage, stride: 3 });
		const bytes = new TextEncoder().encode(body).length;
		let reply: LlmReply = streamed(body);
		const { ask } = await begin(() => reply);
		const cuts = fc.array(fc.integer({ min: 1, max: bytes - 1 }), { maxLength: 40 });
		await fc.assert(
			fc.asyncProperty(cuts, async (at) => {
				reply = streamed(body, { cuts: at });
				const { told, sink } = heard();
				const outcome = await ask(sink);
				expect(outcome).toEqual({
					kind: 'complete',
					text,
					thought: true,
					usage: { promptTokens: 90, completionTokens: 12, cachedTokens: 64 }
				});
				expect(told.join('')).toBe(text);
			}),
			{ numRuns: 60 }
		);
	});

	it('leaves out what the model thought, in whichever way the server sends it', async () => {
		const { ask } = await begin(
			script(
				answered('words', { reasoning: 'hm hm', reasoningField: 'reasoning' }),
				answered('words', { reasoning: 'hm hm' }),
				answered('<think>is this\n<b>right</b>?</think>\n\nwords', { stride: 2 }),
				answered('a <th b <thin', { stride: 1 })
			)
		);
		for (const text of ['words', 'words', 'words', 'a <th b <thin']) {
			const { told, sink } = heard();
			expect(await ask(sink)).toMatchObject({ kind: 'complete', text });
			expect(told.join('')).toBe(text);
		}
	});

	it('counts when the connection breaks only after the model came to its own end', async () => {
		const { ask, counts } = await begin(script(answered('words', { done: false })));
		expect(await ask()).toMatchObject({ kind: 'complete', text: 'words' });
		expect(counts.requests).toBe(1);
	});

	it('that runs into its limit is told apart, with what there is of it', async () => {
		const { ask, counts } = await begin(script(answered('half of', { finish: 'length', usage })));
		expect(await ask()).toMatchObject({ kind: 'cut-off', text: 'half of', usage: { promptTokens: 90 } });
		expect(counts.requests).toBe(1);
	});

	it('that never ends is left', async () => {
		const { ask, counts } = await begin(flood);
		expect(await ask()).toMatchObject({ kind: 'cut-off' });
		expect(counts.requests).toBe(1);
	});
});

describe('what a moment may mend is tried again', () => {
	const good = answered('good words', { usage });
	it.each<[string, LlmReply]>([
		['429', refused(429)],
		['500', refused(500)],
		['503', refused(503)],
		['408', refused(408)],
		['a stream without an end', answered('half', { finish: null, done: false })],
		['a stream that was cut short', truncated('a long half of an answer', 0.5, 'close')],
		['a connection that was reset', truncated('a long half of an answer', 0.5, 'reset')],
		['a connection reset before the first word', truncated('words', 0, 'reset')],
		['malformed JSON', streamed('data: {"choices": [{"delta": {"con\n\n')],
		['events that are none', streamed('data: {"choices": "none"}\n\n')],
		['an error inside the stream', brokenOff('half of', { message: 'oops', code: 'server_error' })],
		['a model that ran out of room', answered('half', { finish: 'insufficient_system_resource' })],
		['blanks', answered('  \n  ')],
		['only thoughts', answered('<think>hm</think>  ', { reasoning: 'hm' })],
		['a page of HTML', page()]
	])('%s', async (_, bad) => {
		const { ask, counts, waitedMs } = await begin(script(bad, bad, good));
		const { told, sink } = heard();
		expect(await ask(sink)).toMatchObject({ kind: 'complete', text: 'good words' });
		expect(counts.requests).toBe(3);
		expect(waitedMs).toEqual([500, 1000]);
		const parts = told.join('').split('<again>');
		expect(parts.at(-1)).toBe('good words');
	});

	it('after full jitter of 1, 2, 4, 8, 16 s, five times; then it says what was the matter', async () => {
		const { ask, counts, waitedMs } = await begin(script(refused(503)));
		expect(await ask()).toEqual({ kind: 'failed', problem: 'overloaded', status: 503 });
		expect(counts.requests).toBe(6);
		expect(waitedMs).toEqual([500, 1000, 2000, 4000, 8000]);
	});

	it.each([
		['7', 7000],
		['0.2', 500],
		['Wed, 25 Nov 2026 08:00:09 GMT', 9000],
		['Wed, 25 Nov 2026 07:00:00 GMT', 500],
		['86400', 60_000],
		['soon', 500],
		['-5', 500]
	])('retry-after %s waits %i ms, never more than a minute', async (header, expectedMs) => {
		const { ask, waitedMs } = await begin(
			script(refused(429, 'slow', { headers: { 'retry-after': header } }), good)
		);
		expect(await ask()).toMatchObject({ kind: 'complete' });
		expect(waitedMs).toEqual([expectedMs]);
	});

	it.each([
		['rate-limited', refused(429)],
		['broken-off', answered('half', { finish: null, done: false })],
		['no-answer', answered(' ')],
		['only-thoughts', answered('<think>hm</think>')],
		['unknown-form', streamed('data: {"words": 5}\n\n')],
		['unknown-form', streamed('data: good day\n\n')],
		['server-error', brokenOff('half', { message: 'oops' })],
		['not-a-language-model', page()]
	])('and ends in %s', async (problem, bad) => {
		expect(await (await begin(script(bad))).ask()).toMatchObject({ kind: 'failed', problem });
	});
});

describe('what no retry mends is said at once', () => {
	it.each<[string, LlmReply]>([
		['key-refused', refused(401)],
		['key-refused', refused(403)],
		['no-balance', refused(402)],
		['no-balance', refused(429, 'You exceeded your quota', { code: 'insufficient_quota' })],
		['no-such-model', refused(404, 'Model Not Exist')],
		['not-a-language-model', page(404)],
		['request-refused', refused(400, 'bad')],
		['request-refused', refused(422, 'bad')],
		[
			'context-too-small',
			refused(400, "This model's maximum context length is 4096 tokens, max_tokens is 500")
		],
		['content-filtered', answered('half', { finish: 'content_filter' })],
		['not-a-language-model', redirected('https://elsewhere.example/')]
	])('%s', async (problem, bad) => {
		const { ask, counts } = await begin(script(bad));
		expect(await ask()).toMatchObject({ kind: 'failed', problem });
		expect(counts.requests).toBe(1);
	});

	it('a redirect is not followed: the key and the words stay where they were sent', async () => {
		const elsewhere = await startLlmServer(() => 'trapped');
		const { ask } = await begin(script(redirected(`${elsewhere.url}/chat/completions`)));
		await ask();
		expect(elsewhere.counts.requests).toBe(0);
	});
});

describe('calling it off', () => {
	it('ends at once while it speaks, while it waits, and while nothing comes', async () => {
		const speaking = new AbortController();
		const first = await begin(script(truncated('a long answer', 0.9, 'stall')));
		expect(await first.ask({ onText: () => speaking.abort() }, speaking.signal)).toMatchObject({
			problem: 'aborted'
		});
		const waiting = new AbortController();
		const second = await begin(() => {
			setImmediate(() => waiting.abort());
			return refused(429, 'slow', { headers: { 'retry-after': '60' } });
		});
		expect(await second.ask({}, waiting.signal)).toMatchObject({ problem: 'aborted' });
		const silent = new AbortController();
		const third = await begin(() => {
			silent.abort();
			return new Promise(() => {});
		});
		expect(await third.ask({}, silent.signal)).toMatchObject({ problem: 'aborted' });
	});

	it('says what it cost all the same, once it had begun', async () => {
		const stop = new AbortController();
		const speaking = await begin(script(truncated('a long answer', 0.9, 'stall')));
		const stopped = await speaking.ask({ onText: () => stop.abort() }, stop.signal);
		expect(stopped.lost?.promptTokens).toBeGreaterThan(3);
		expect(stopped.lost?.completionTokens).toBeGreaterThan(0);
		const before = await speaking.ask({}, AbortSignal.abort());
		expect(before.lost).toBeUndefined();
		const broken = await begin(
			script(truncated('one', 0.9, 'close'), truncated('two', 0.9, 'close'), refused(503, 'x'), 'ready')
		);
		const { kind, lost } = await broken.ask();
		expect(kind).toBe('complete');
		expect(lost?.promptTokens).toBe(2 * (stopped.lost?.promptTokens ?? 0));
	});

	it('hangs up, so that nothing more is paid for', async () => {
		const stop = new AbortController();
		const { ask, counts } = await begin(script(truncated('a long answer', 0.9, 'stall')));
		await ask({ onText: () => stop.abort() }, stop.signal);
		await expect.poll(() => counts.left).toBe(1);
	});
});

describe('a silent server', () => {
	const silentMs = 60_000;
	/** Retries wait too, on the same clock: it goes on whenever the server has been asked and has said its part. */
	async function beginSilent(...replies: LlmReply[]) {
		const server = await startLlmServer(script(...replies));
		const timers = new VirtualTimers();
		const clock = {
			nowMs: () => timers.nowMs(),
			after: (ms: number, act: () => void) => timers.after(ms, act)
		};
		const model = createLanguageModel(
			{ provider: 'deepseek', baseUrl: server.url, model: 'm', apiKey: key },
			{ clock, random: () => 0 }
		);
		return { ...server, model, timers };
	}

	it('is given up after a minute in the middle of an answer, and asked again', async () => {
		const { model, timers, counts } = await beginSilent(
			truncated('half of an answer', 0.6, 'stall'),
			answered('the whole')
		);
		const { told, sink } = heard();
		const outcome = model.chat(request, sink, never);
		await expect.poll(() => told.length).toBeGreaterThan(0);
		await expect
			.poll(() => {
				timers.advance(silentMs);
				return counts.requests;
			})
			.toBe(2);
		expect(await Promise.race([outcome, advancing(timers)])).toMatchObject({
			kind: 'complete',
			text: 'the whole'
		});
	});

	/** Lets short waits pass, never a minute in one go. */
	async function advancing(timers: VirtualTimers): Promise<never> {
		for (;;) {
			await new Promise((resolve) => setTimeout(resolve, 5));
			timers.advance(1);
		}
	}
});

describe('parameters that a server does not know', () => {
	it('are dropped once and remembered', async () => {
		const { ask, calls, counts } = await begin(
			() => 'words',
			{ userId: 'abc' },
			{
				unknownParameters: ['user_id', 'thinking']
			}
		);
		expect(await ask()).toMatchObject({ kind: 'complete' });
		expect(counts.requests).toBe(3);
		expect(await ask()).toMatchObject({ kind: 'complete' });
		expect(counts.requests).toBe(4);
		expect(calls.at(-1)).toMatchObject({ temperature: 0.3, max_tokens: 500 });
		expect(calls.at(-1)).not.toHaveProperty('thinking');
	});

	it('max_tokens goes by its other name', async () => {
		const { ask, calls } = await begin(() => 'words', {}, { unknownParameters: ['max_tokens'] });
		expect(await ask()).toMatchObject({ kind: 'complete' });
		expect(calls.at(-1)).toMatchObject({ max_completion_tokens: 500 });
	});

	it('are all dropped when the server does not say which', async () => {
		const { ask, calls } = await begin(({ temperature }) =>
			temperature === undefined ? 'words' : refused(400, 'Extra inputs are not permitted')
		);
		expect(await ask()).toMatchObject({ kind: 'complete' });
		expect(Object.keys(calls.at(-1) ?? {}).sort()).toEqual(
			['headers', 'max_completion_tokens', 'messages', 'model', 'n', 'stream'].sort()
		);
	});
});

describe('what a provider is sent', () => {
	it.each([
		[
			'deepseek',
			'off',
			{ thinking: { type: 'disabled' }, temperature: 0.3, max_tokens: 500, user_id: 'id-1' }
		],
		['deepseek', 'low', { thinking: { type: 'enabled' }, reasoning_effort: 'low' }],
		['openai', 'off', { reasoning_effort: 'none', max_completion_tokens: 500 }],
		['qwen', 'off', { enable_thinking: false, max_tokens: 500 }],
		['siliconflow', 'high', { enable_thinking: true }],
		['vllm', 'off', { chat_template_kwargs: { enable_thinking: false, thinking: false } }],
		['llama.cpp', 'off', { chat_template_kwargs: { enable_thinking: false, thinking: false } }],
		['ollama', 'off', { reasoning_effort: 'none' }],
		['kimi', 'off', { thinking: { type: 'disabled' }, max_completion_tokens: 500 }],
		['custom', 'off', { max_tokens: 500, temperature: 0.3 }]
	] as const)('%s, thinking %s', async (provider, thinking, expected) => {
		const { ask, calls } = await begin(() => 'words', { provider, userId: 'id-1' });
		expect(await ask({}, never, { thinking })).toMatchObject({ kind: 'complete' });
		expect(calls[0]).toMatchObject({ ...expected, stream: true, stream_options: { include_usage: true } });
		if (provider === 'kimi') expect(calls[0]).not.toHaveProperty('temperature');
		if (provider !== 'deepseek') expect(calls[0]).not.toHaveProperty('user_id');
	});

	it('tells nothing about this machine', async () => {
		const { ask, calls } = await begin(() => 'words');
		await ask();
		expect(Object.keys(calls[0]?.headers ?? {}).filter((name) => name.startsWith('x-stainless'))).toEqual([]);
	});

	it.each([
		[{ prompt_tokens: 9, completion_tokens: 3, prompt_tokens_details: { cached_tokens: 4 } }, 4],
		[{ prompt_tokens: 9, completion_tokens: 3, cached_tokens: 5 }, 5],
		[{ prompt_tokens: 9, completion_tokens: 3 }, 0],
		[{ prompt_tokens: 9, completion_tokens: 3, cached_tokens: 99 }, 9]
	])('reads cached tokens from %j', async (counts, cachedTokens) => {
		const { ask } = await begin(script(answered('words', { usage: counts })));
		expect(await ask()).toMatchObject({ usage: { promptTokens: 9, completionTokens: 3, cachedTokens } });
	});
});
