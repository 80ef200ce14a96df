import { APIError, type OpenAI } from 'openai';
import { readChunk } from './chunk.ts';
import { failure, failureOf, type Failure } from './classify.ts';
import type { ChatRequest, Usage } from './port.ts';
import type { Capabilities } from './providers.ts';
import { roughUsage } from './tokens.ts';
import { parametersRefused, type RequestBody } from './request-body.ts';
import { ThinkBlocks } from './think-blocks.ts';

export type Answer = {
	kind: 'complete' | 'cut-off';
	text: string;
	usage: Usage | undefined;
	/** It thought before it wrote. */
	thought: boolean;
};
export type AttemptEnd =
	Answer | { kind: 'parameters-refused'; names: string[] } | Fruitless<{ kind: 'aborted' } | Failure>;

/** `lost`: what it cost if it had begun to answer, estimated where the server did not come to count. */
type Fruitless<End> = End & { lost?: Usage | undefined };

export type Attempt = {
	client: OpenAI;
	capabilities: Capabilities;
	body: RequestBody;
	maxTokens: ChatRequest['maxTokens'];
	onText: (delta: string) => void;
	signal: AbortSignal;
	nowMs: () => number;
};

type Received = {
	text: string;
	finish: string | undefined;
	usage: Usage | undefined;
	thought: boolean;
	hasBegun: boolean;
	isPage: boolean;
	isFlood: boolean;
};

/** One call, from the request to its end. Never rejects. */
export async function attemptOnce(attempt: Attempt): Promise<AttemptEnd> {
	const received: Received = {
		text: '',
		finish: undefined,
		usage: undefined,
		thought: false,
		hasBegun: false,
		isPage: false,
		isFlood: false
	};
	const end = await endedWith(attempt, received);
	if ((end.kind !== 'failed' && end.kind !== 'aborted') || !received.hasBegun) return end;
	return { ...end, lost: received.usage ?? roughUsage(attempt.body.messages, received.text) };
}

async function endedWith(attempt: Attempt, received: Received): Promise<AttemptEnd> {
	const { signal, body, nowMs } = attempt;
	try {
		const error = await receive(attempt, received).catch((fault: unknown) => fault);
		if (signal.aborted) return { kind: 'aborted' };
		if (error === undefined || received.finish !== undefined) return endOf(received);
		return refusalOf(error, body) ?? failureOf(error, nowMs());
	} catch (error) {
		return failureOf(error, nowMs());
	}
}

/** Rejects with whatever breaks the stream; what came before it stays in `received`. */
async function receive(attempt: Attempt, received: Received): Promise<undefined> {
	const { client, body, capabilities, signal, onText, maxTokens } = attempt;
	const call = client.chat.completions.create(body as OpenAI.ChatCompletionCreateParamsStreaming, { signal });
	const { data: stream, response } = await call.withResponse();
	received.isPage = /text\/html/i.test(response.headers.get('content-type') ?? '');
	const blocks = new ThinkBlocks();
	const take = (text: string) => {
		received.text += text;
		if (text !== '') onText(text);
	};
	for await (const event of stream) {
		const chunk = readChunk(event, capabilities);
		if (!chunk) throw new SyntaxError('not an event of a language model');
		received.hasBegun = true;
		take(blocks.push(chunk.text));
		received.thought ||= chunk.thought;
		received.finish ??= chunk.finish;
		received.usage = chunk.usage ?? received.usage;
		received.isFlood = received.text.length > longestText(maxTokens);
		if (received.isFlood || (received.finish !== undefined && received.usage)) break;
	}
	take(blocks.end());
	return undefined;
}

/** No token is longer than that on average; a server that goes on does not know where to stop. */
const longestText = (maxTokens: number): number => 10_000 + maxTokens * 40;

function endOf({ text, finish, usage, thought, isPage, isFlood }: Received): AttemptEnd {
	if (isFlood || finish === 'length') return { kind: 'cut-off', text, usage, thought };
	if (finish === 'content_filter') return failure('content-filtered', false);
	if (finish === 'insufficient_system_resource') return failure('overloaded', true);
	if (finish === 'stop' && text.trim() !== '') return { kind: 'complete', text, usage, thought };
	return failure(isPage ? 'not-a-language-model' : 'no-answer', true);
}

const tooLong = /context|too (long|large)|maximum .*length/i;

function refusalOf(error: unknown, body: RequestBody): AttemptEnd | undefined {
	if (!(error instanceof APIError) || (error.status !== 400 && error.status !== 422)) return undefined;
	const names = tooLong.test(error.message) ? [] : parametersRefused(body, error.message);
	return names.length > 0 ? { kind: 'parameters-refused', names } : undefined;
}
