import type { ModelProvider } from '#lib/protocol/index.ts';
import { attemptOnce, type AttemptEnd, type Teller } from './attempt.ts';
import { delayMs, retriesMost } from './backoff.ts';
import { pause, realClock, type Clock } from './clock.ts';
import type { ChatOutcome, ChatRequest, ChatSink, LanguageModel, Usage } from './port.ts';
import { openAi } from './open-ai.ts';
import { capabilitiesOf, type Capabilities } from './providers.ts';
import { requestBody } from './request-body.ts';
import { sumOf } from './tokens.ts';
import { watchedFetch, type Fetch } from './watched-fetch.ts';

export type Endpoint = {
	provider: ModelProvider;
	/** Without `/chat/completions`. */
	baseUrl: string;
	model: string;
	/** Empty where none is needed. */
	apiKey: string;
	/** Says nothing about anybody; keeps the caches of installations apart. */
	userId?: string | undefined;
	/** What differs from the provider's usual. */
	capabilities?: Partial<Capabilities>;
};

export type Around = {
	fetch?: Fetch;
	clock?: Clock;
	random?: () => number;
	/** How often a call that failed is made again; 0 for whoever wants to know at once what is wrong. */
	retries?: number;
};

const bytesMost = 64 * 1024 * 1024;

/** A language model behind an OpenAI-compatible address: attempts, each classified, until one counts or none will. */
export function createLanguageModel(endpoint: Endpoint, around: Around = {}): LanguageModel {
	const { capabilities, call } = callerOf(endpoint, around);
	const { clock = realClock, random = Math.random, retries = retriesMost } = around;
	return {
		provider: endpoint.provider,
		model: endpoint.model,
		contextTokens: capabilities.contextTokens,
		async chat(request, sink, signal) {
			const tell = teller(sink);
			let lost: Usage | undefined;
			for (let retry = 0; ; retry++) {
				const end: CallEnd = signal.aborted ? { kind: 'aborted' } : await call(request, tell, signal);
				if ('lost' in end && end.lost) lost = sumOf(lost, end.lost);
				if (end.kind !== 'failed' || !end.again || retry >= retries) return { ...outcomeOf(end), lost };
				tell.restart();
				await pause(delayMs(retry, end.retryAfterMs, random), clock, signal);
			}
		}
	};
}

type CallEnd = Exclude<AttemptEnd, { kind: 'parameters-refused' }>;

/**
 * Where the reasoning of a model stands. `unopened`: in the text, with its end alone. As long as that is not ruled out, an
 * answer is told only once it is known where it begins.
 */
type ThinkingHabit = 'unknown' | 'apart' | 'unopened';

/** Calls an endpoint; finds out by itself which parameters it does not know, and remembers them. */
function callerOf(endpoint: Endpoint, { fetch = globalThis.fetch, clock = realClock }: Around) {
	const capabilities = { ...capabilitiesOf[endpoint.provider], ...endpoint.capabilities };
	const client = openAi(endpoint, watchedFetch(fetch, { silentMs: capabilities.silentMs, bytesMost, clock }));
	const { model, userId } = endpoint;
	const remembered = new Set<string>();
	const habits = new Map<ChatRequest['thinking'], ThinkingHabit>();

	async function call(request: ChatRequest, tell: Teller, signal: AbortSignal): Promise<CallEnd> {
		const { maxTokens, thinking } = request;
		for (const refused = new Set(remembered); ;) {
			const body = requestBody(request, { model, capabilities, userId }, refused);
			const { nowMs } = clock;
			const habit = habits.get(thinking) ?? (capabilities.separatesReasoning ? 'apart' : 'unknown');
			const holds = habit !== 'apart';
			const end = await attemptOnce({ client, body, maxTokens, tell, holds, signal, nowMs });
			if (end.kind === 'parameters-refused') {
				for (const name of end.names) refused.add(name);
				continue;
			}
			const worked = end.kind === 'complete' || end.kind === 'cut-off';
			if (worked) for (const name of refused) remembered.add(name);
			if (worked) habits.set(thinking, end.thoughtUnopened ? 'unopened' : 'apart');
			return end;
		}
	}
	return { capabilities, call };
}

function outcomeOf(end: CallEnd): ChatOutcome {
	if (end.kind === 'aborted') return { kind: 'failed', problem: 'aborted', status: undefined };
	if (end.kind === 'failed') return { kind: 'failed', problem: end.problem, status: end.status };
	return { kind: end.kind, text: end.text, usage: end.usage, thought: end.thought };
}

/** Says `onRestart` only to those who have heard something. */
function teller(sink: ChatSink): Teller {
	let told = false;
	return {
		text(delta) {
			told = true;
			sink.onText?.(delta);
		},
		restart() {
			if (told) sink.onRestart?.();
			told = false;
		}
	};
}
