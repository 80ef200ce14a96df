/** How a scripted language model answers one request: bytes, and how they travel. */
export type LlmReply = {
	status: number;
	headers: Record<string, string>;
	/** Written one after the other, each in a packet of its own. */
	pieces: readonly Uint8Array[];
	/** What happens after the last piece. A stalled connection stays open and silent until the client leaves. */
	end: 'close' | 'reset' | 'stall';
};

export type AnswerOptions = {
	finish?: string | null;
	reasoning?: string;
	reasoningField?: 'reasoning_content' | 'reasoning';
	usage?: Record<string, unknown> | undefined;
	/** `: keep-alive` comments before the first event. */
	keepAlives?: number;
	newline?: '\n' | '\r\n';
	/** Whether `data: [DONE]` comes at the end. */
	done?: boolean;
	/** Characters a delta. */
	stride?: number;
};

const utf8 = new TextEncoder();

/** The event stream of an answer, as DeepSeek sends it. */
export function eventStream(text: string, options: AnswerOptions = {}): string {
	const { finish = 'stop', reasoning = '', usage, keepAlives = 0, newline = '\n', done = true } = options;
	const { reasoningField = 'reasoning_content', stride = 7 } = options;
	const event = (data: unknown) => `data: ${typeof data === 'string' ? data : JSON.stringify(data)}`;
	const chunk = (delta: unknown, finish_reason: string | null = null) =>
		event({ id: 'chat-1', object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason }] });
	const lines = [
		...Array.from({ length: keepAlives }, () => ': keep-alive'),
		chunk({ role: 'assistant', content: '' }),
		...strides(reasoning, stride).map((part) => chunk({ content: null, [reasoningField]: part })),
		...strides(text, stride).map((part) => chunk({ content: part })),
		...(finish === null ? [] : [chunk({ content: '' }, finish)]),
		...(usage ? [event({ id: 'chat-1', choices: [], usage })] : []),
		...(done ? [event('[DONE]')] : [])
	];
	return lines.map((line) => line + newline + newline).join('');
}

function strides(text: string, stride: number): string[] {
	const characters = [...text];
	const count = Math.ceil(characters.length / stride);
	return Array.from({ length: count }, (_, at) => characters.slice(at * stride, (at + 1) * stride).join(''));
}

/** Bytes of an event stream, cut at the given offsets. */
export function streamed(
	body: string,
	{ cuts = [], end = 'close' }: { cuts?: readonly number[]; end?: LlmReply['end'] } = {}
): LlmReply {
	return {
		status: 200,
		headers: { 'content-type': 'text/event-stream; charset=utf-8' },
		pieces: cutAt(utf8.encode(body), cuts),
		end
	};
}

export const answered = (text: string, options?: AnswerOptions): LlmReply =>
	streamed(eventStream(text, options));

/** The beginning of an answer, up to this part of its bytes; then the connection ends. */
export function truncated(
	text: string,
	part: number,
	end: LlmReply['end'],
	options?: AnswerOptions
): LlmReply {
	const bytes = utf8.encode(eventStream(text, options));
	return { ...streamed(''), pieces: [bytes.subarray(0, Math.floor(bytes.length * part))], end };
}

/** A refusal in the form of the API. */
export function refused(
	status: number,
	message = 'refused',
	{ headers = {}, code }: { headers?: Record<string, string>; code?: string } = {}
): LlmReply {
	const body = JSON.stringify({ error: { message, type: 'invalid_request_error', code: code ?? null } });
	return {
		status,
		headers: { 'content-type': 'application/json', ...headers },
		pieces: [utf8.encode(body)],
		end: 'close'
	};
}

/** The sign-in page of a network, or a wrong address. */
export const page = (status = 200): LlmReply => ({
	status,
	headers: { 'content-type': 'text/html' },
	pieces: [utf8.encode('<!doctype html><title>Welcome</title><p>Please sign in to this network.')],
	end: 'close'
});

export const redirected = (to: string): LlmReply => ({
	status: 302,
	headers: { location: to },
	pieces: [],
	end: 'close'
});

/** An error in the middle of a stream that began well. */
export const brokenOff = (text: string, error: unknown): LlmReply =>
	streamed(eventStream(text, { finish: null, done: false }) + `data: ${JSON.stringify({ error })}\n\n`);

/** Goes on and on, until the client leaves or 64 MB were sent. */
export const flood = (): LlmReply => {
	const event = utf8.encode(
		`data: ${JSON.stringify({ choices: [{ delta: { content: 'x'.repeat(60_000) } }] })}\n\n`
	);
	return { ...streamed(''), pieces: Array.from({ length: 1100 }, () => event), end: 'stall' };
};

function cutAt(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
	const inside = cuts.filter((at) => at > 0 && at < bytes.length);
	const sorted = [...new Set(inside)].sort((a, b) => a - b);
	return [0, ...sorted].map((from, index) => bytes.subarray(from, sorted[index] ?? bytes.length));
}
