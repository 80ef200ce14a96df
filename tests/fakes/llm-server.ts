import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import * as v from 'valibot';
import { onTestFinished } from 'vitest';
import type { ChatMessage } from '../../server/llm/port.ts';
import { roughTokens } from '../../server/llm/tokens.ts';
import { answered, refused, type LlmReply } from './llm-reply.ts';
import { PromptCache } from './prompt-cache.ts';

const RequestSchema = v.strictObject({
	model: v.pipe(v.string(), v.nonEmpty()),
	messages: v.pipe(
		v.array(
			v.strictObject({
				role: v.picklist(['system', 'user', 'assistant']),
				content: v.pipe(v.string(), v.nonEmpty())
			})
		),
		v.nonEmpty()
	),
	stream: v.literal(true),
	stream_options: v.optional(v.strictObject({ include_usage: v.boolean() })),
	temperature: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(2))),
	max_tokens: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
	max_completion_tokens: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
	thinking: v.optional(v.strictObject({ type: v.picklist(['enabled', 'disabled']) })),
	reasoning_effort: v.optional(v.picklist(['none', 'low', 'high'])),
	enable_thinking: v.optional(v.boolean()),
	chat_template_kwargs: v.optional(v.record(v.string(), v.boolean())),
	user_id: v.optional(v.pipe(v.string(), v.regex(/^[\w-]{1,512}$/)))
});

/** A request that was taken in, parsed. `n` counts from 0. */
export type LlmCall = v.InferOutput<typeof RequestSchema> & {
	n: number;
	headers: IncomingMessage['headers'];
};

/** Text: what the model says, with proper usage, cut at `max_tokens` as a real one is. A reply: exactly these bytes. */
export type Answering = (call: LlmCall) => string | LlmReply | Promise<string | LlmReply>;

export type LlmServerOptions = {
	/** Any key but this is refused with 401; any is taken when it is left out. */
	apiKey?: string;
	/** Any other model is refused with 404. */
	model?: string;
	/** Parameters that this server does not know: 400, as OpenAI words it. */
	unknownParameters?: readonly string[];
};

/**
 * A server that speaks `chat/completions` like DeepSeek, on a port of its own: it checks every request, counts tokens
 * and simulated cache hits, and answers as it is told. It goes away with the test.
 */
export async function startLlmServer(answering: Answering, options: LlmServerOptions = {}) {
	const calls: LlmCall[] = [];
	const cache = new PromptCache();
	const counts = { requests: 0, left: 0 };

	const server = createServer((request, response) => {
		counts.requests++;
		response.on('close', () => {
			if (!response.writableFinished) counts.left++;
		});
		void replyTo(request)
			.then((reply) => send(reply, response))
			.catch(() => response.destroy());
	});

	async function replyTo(request: IncomingMessage): Promise<LlmReply> {
		const body = await textOf(request);
		if (request.url !== '/chat/completions' || request.method !== 'POST')
			return refused(404, 'no such route');
		if (options.apiKey && request.headers.authorization !== `Bearer ${options.apiKey}`)
			return refused(401, 'Authentication Fails, Your api key is invalid');
		const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), RequestSchema), body);
		if (!parsed.success) return refused(422, v.summarize(parsed.issues));
		const unknown = options.unknownParameters?.find((name) => name in parsed.output);
		if (unknown) return refused(400, `Unrecognized request argument supplied: ${unknown}`);
		if (options.model && parsed.output.model !== options.model) return refused(404, 'Model Not Exist');
		const call = { ...parsed.output, n: calls.length, headers: request.headers };
		calls.push(call);
		const said = await answering(call);
		return typeof said === 'string' ? spoken(said, call, cache) : said;
	}

	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const close = () => {
		server.closeAllConnections();
		server.close();
	};
	onTestFinished(close);
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	/** `left`: connections that ended before the answer did. */
	return { url, calls, counts, close };
}

/** Replies one after the other; the last one for ever. */
export const script =
	(...replies: (string | LlmReply)[]): Answering =>
	({ n }) =>
		replies[Math.min(n, replies.length - 1)] as string | LlmReply;

function spoken(text: string, call: LlmCall, cache: PromptCache): LlmReply {
	const most = call.max_tokens ?? call.max_completion_tokens ?? Infinity;
	const said = withinTokens(text, most);
	const { hit, miss } = cache.take(call.messages as ChatMessage[], said, call.user_id);
	const completion = Math.ceil(roughTokens(said));
	const usage = {
		prompt_tokens: hit + miss,
		completion_tokens: completion,
		total_tokens: hit + miss + completion,
		prompt_cache_hit_tokens: hit,
		prompt_cache_miss_tokens: miss
	};
	const finish = said.length < text.length ? 'length' : 'stop';
	return answered(said, { finish, usage: call.stream_options?.include_usage ? usage : undefined });
}

function withinTokens(text: string, most: number): string {
	let tokens = 0;
	const characters = [...text];
	const end = characters.findIndex((character) => (tokens += roughTokens(character)) > most);
	return end < 0 ? text : characters.slice(0, end).join('');
}

async function send({ status, headers, pieces, end }: LlmReply, response: ServerResponse): Promise<void> {
	response.writeHead(status, headers);
	response.flushHeaders();
	for (const piece of pieces) {
		if (response.destroyed) return;
		if (!response.write(piece)) await drained(response);
		if (pieces.length > 1) await turn();
	}
	if (end === 'close') response.end();
	if (end === 'reset') response.socket?.resetAndDestroy();
}

const drained = (response: ServerResponse): Promise<void> =>
	new Promise((resolve) => {
		response.once('drain', resolve);
		response.once('close', resolve);
	});

async function textOf(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks).toString('utf8');
}
