import { APIError, type OpenAI } from 'openai';
import { eventsOf } from './answer/body.ts';
import { readEvent, type Piece } from './answer/event.ts';
import type { Finish } from './answer/finish.ts';
import type { ReportedError } from './answer/reported-error.ts';
import { TextReader, type Told } from './answer/text-reader.ts';
import { usageOf, type Counts } from './answer/usage.ts';
import { failure, failureOf, failureOfReported, type Failure } from './classify.ts';
import type { ChatRequest, Usage } from './port.ts';
import { roughUsage } from './tokens.ts';
import { parametersRefused, type RequestBody } from './request-body.ts';

export type Answer = {
	kind: 'complete' | 'cut-off';
	text: string;
	usage: Usage | undefined;
	/** It thought before it wrote. */
	thought: boolean;
	/** It thought in its text, and only the end of that was marked. */
	thoughtUnopened: boolean;
};
export type AttemptEnd =
	Answer | { kind: 'parameters-refused'; names: string[] } | Fruitless<{ kind: 'aborted' } | Failure>;

/** `lost`: what it cost if it had begun to answer, estimated where the server did not come to count. */
type Fruitless<End> = End & { lost?: Usage | undefined };

/** Told while an answer comes in; after `restart` what was told before does not count. */
export type Teller = { text: (delta: string) => void; restart: () => void };

export type Attempt = {
	client: OpenAI;
	body: RequestBody;
	maxTokens: ChatRequest['maxTokens'];
	tell: Teller;
	/** Nothing is told until it is known where the answer begins. */
	holds: boolean;
	signal: AbortSignal;
	nowMs: () => number;
};

/** One call, from the request to its end. Never rejects. */
export async function attemptOnce(attempt: Attempt): Promise<AttemptEnd> {
	const received = new Received(attempt);
	const end = await endedWith(attempt, received);
	if ((end.kind !== 'failed' && end.kind !== 'aborted') || !received.hasBegun) return end;
	return { ...end, lost: received.usage ?? roughUsage(attempt.body.messages, received.text) };
}

async function endedWith(attempt: Attempt, received: Received): Promise<AttemptEnd> {
	const { signal, body, nowMs } = attempt;
	try {
		const fault = await receive(attempt, received).catch((error: unknown) => error);
		if (signal.aborted) return { kind: 'aborted' };
		if (received.error) return refusalIn(received.error, body) ?? failureOfReported(received.error);
		if (fault === undefined || received.hasEnded) return received.end();
		return refusalOf(fault, body) ?? failureOf(fault, nowMs());
	} catch (error) {
		return failureOf(error, nowMs());
	}
}

/** Rejects with whatever breaks the stream; what came before it stays in `received`. */
async function receive({ client, body, signal }: Attempt, received: Received): Promise<undefined> {
	const call = client.chat.completions.create(body as OpenAI.ChatCompletionCreateParamsStreaming, { signal });
	const response = await call.asResponse();
	for await (const event of eventsOf(response.body ?? emptyBody())) {
		if (event.kind === 'done') received.done();
		else received.take(readEvent(event.value));
		if (received.isEnough) break;
	}
	received.close();
	return undefined;
}

async function* emptyBody(): AsyncGenerator<Uint8Array> {}

/** What has come of an answer by now. */
class Received {
	readonly #reader: TextReader;
	readonly #tell: Teller;
	readonly #charsMost: number;
	#finish: Finish | undefined;
	#counts: Counts = {};
	#isDone = false;
	#isOpen = false;
	#isFlood = false;
	#thought = false;
	#unknownEvents = 0;
	/** As it was sent. */
	#raw = '';
	text = '';
	hasBegun = false;
	error: ReportedError | undefined;

	constructor({ holds, tell, maxTokens }: Attempt) {
		this.#reader = new TextReader({ holds });
		this.#tell = tell;
		this.#charsMost = longestText(maxTokens);
	}

	get usage(): Usage | undefined {
		return usageOf(this.#counts);
	}

	/** The model or its server has said that this is the end. */
	get hasEnded(): boolean {
		return this.#finish !== undefined || (this.#isDone && !this.#isOpen) || this.#reader.endsItself;
	}

	get isEnough(): boolean {
		const isCounted = this.#finish !== undefined && this.usage !== undefined;
		return this.#isFlood || this.error !== undefined || this.#isDone || isCounted;
	}

	done(): void {
		this.#isDone = true;
	}

	take(piece: Piece | undefined): void {
		if (!piece) {
			this.#unknownEvents++;
			return;
		}
		this.hasBegun = true;
		this.error = piece.error;
		this.#counts = { ...this.#counts, ...piece.counts };
		this.#finish ??= piece.finish;
		this.#isOpen = piece.isOpen;
		if (piece.thought) this.#reader.separated();
		this.#thought ||= piece.thought;
		const isRepeat = piece.isWhole && this.#raw !== '' && piece.text.startsWith(this.#raw);
		const text = isRepeat ? piece.text.slice(this.#raw.length) : piece.text;
		this.#raw += text;
		this.#isFlood ||= this.#raw.length > this.#charsMost;
		this.#take(this.#reader.push(text));
	}

	close(): void {
		this.#take(this.#reader.end());
	}

	end(): AttemptEnd {
		this.close();
		const { text, usage } = this;
		const { thoughtUnopened } = this.#reader;
		const thought = this.#thought || this.#reader.thought;
		const answer = { text, usage, thought, thoughtUnopened };
		if (this.#isFlood || this.#finish === 'limit') return { kind: 'cut-off', ...answer };
		if (this.#finish === 'filter') return failure('content-filtered', false);
		if (this.#finish === 'interrupted') return failure('overloaded', true);
		if (text.trim() !== '')
			return this.hasEnded ? { kind: 'complete', ...answer } : failure('broken-off', true);
		if (thought && this.hasEnded) return failure('only-thoughts', true);
		if (!this.hasBegun && this.#unknownEvents > 0) return failure('unknown-form', true);
		return failure(this.hasEnded ? 'no-answer' : 'broken-off', true);
	}

	#take({ text, retracts }: Told): void {
		if (retracts) {
			this.text = '';
			this.#tell.restart();
		}
		this.text += text;
		if (text !== '') this.#tell.text(text);
	}
}

/** No token is longer than that on average; a server that goes on does not know where to stop. */
const longestText = (maxTokens: number): number => 10_000 + maxTokens * 40;

const tooLong = /context|too (long|large)|maximum .{0,80}length/i;

function refusalOf(error: unknown, body: RequestBody): AttemptEnd | undefined {
	return error instanceof APIError ? refusedIn(error.status, error.message, body) : undefined;
}

const refusalIn = ({ status, message }: ReportedError, body: RequestBody): AttemptEnd | undefined =>
	refusedIn(status, message, body);

function refusedIn(status: number | undefined, message: string, body: RequestBody): AttemptEnd | undefined {
	if (status !== 400 && status !== 413 && status !== 422) return undefined;
	if (tooLong.test(message)) return failure('context-too-small', false, status);
	const names = status === 413 ? [] : parametersRefused(body, message);
	return names.length > 0 ? { kind: 'parameters-refused', names } : undefined;
}
