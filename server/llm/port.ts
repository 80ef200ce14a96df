export type ChatMessage = { role: 'system' | 'user' | 'assistant'; content: string };

export type ChatRequest = {
	/** Byte-stable from call to call as far as possible: what stays the same stands in front and is cached. */
	messages: readonly ChatMessage[];
	maxTokens: number;
	/** 0..2; left out where a model does not take it. */
	temperature: number;
	/** How much the model may think before it writes; `off` wherever an answer is wanted while somebody waits. */
	thinking: 'off' | 'low' | 'high';
};

export type Usage = { promptTokens: number; cachedTokens: number; completionTokens: number };

/** Why there is no answer. Words for a person are made of it in one place. */
export type LlmProblem =
	/** It ended, and there was nothing in it. */
	| 'no-answer'
	/** The connection ended before the answer did. */
	| 'broken-off'
	/** Nothing came for so long that it was given up. */
	| 'silent'
	/** It thought, and then wrote nothing. */
	| 'only-thoughts'
	/** What came is in no form that is known. */
	| 'unknown-form'
	/** The server of the model reports a fault of its own. */
	| 'server-error'
	| 'rate-limited'
	| 'overloaded'
	| 'key-refused'
	| 'no-balance'
	| 'no-such-model'
	| 'request-refused'
	/** The request and its answer do not fit into what the model takes at once. */
	| 'context-too-small'
	| 'content-filtered'
	| 'not-a-language-model'
	/** It leads where this server may not connect to, or not without TLS. */
	| 'address-refused'
	/** Its name is not known, or it takes no connections. */
	| 'not-reachable'
	| 'cap-reached'
	| 'aborted';

export type ChatOutcome = ChatEnd & {
	/** What attempts cost that began to answer and came to nothing, calls that were stopped too; partly estimated. */
	lost?: Usage | undefined;
};

type ChatEnd =
	/** The model came to its own end, in whichever words its server says so, with something other than blanks. */
	| ({ kind: 'complete' } & Written)
	/** It ran into `maxTokens`; ask for less. */
	| ({ kind: 'cut-off' } & Written)
	| { kind: 'failed'; problem: LlmProblem; status: number | undefined };

type Written = {
	text: string;
	usage: Usage | undefined;
	/** It reasoned before it wrote; absent where that is not known. */
	thought?: boolean;
};

/** Told while an answer comes in. */
export type ChatSink = {
	onText?: (delta: string) => void;
	/** What came so far does not count: the call begins again, or it turned out to be reasoning. */
	onRestart?: () => void;
};

/** One language model behind an OpenAI-compatible address. Never rejects; retries by itself. */
export interface LanguageModel {
	readonly provider: string;
	readonly model: string;
	/** Tokens that fit into one request, as far as one knows. */
	readonly contextTokens: number;
	chat(request: ChatRequest, sink: ChatSink, signal: AbortSignal): Promise<ChatOutcome>;
}
