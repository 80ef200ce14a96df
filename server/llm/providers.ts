import type { ModelProvider } from '#lib/protocol/index.ts';

/** How a provider is told to think or not. */
export type ThinkingParam =
	/** `thinking: {type}`, with `reasoning_effort` when it is on. */
	| 'thinking-type'
	/** `reasoning_effort`, with `none` for off. */
	| 'reasoning-effort'
	/** `enable_thinking` at the top level. */
	| 'enable-thinking'
	/** `chat_template_kwargs`, read by the template of the model. */
	| 'template-kwargs'
	| 'none';

/** What sets one OpenAI-compatible server apart from another, as data. */
export type Capabilities = {
	thinkingParam: ThinkingParam;
	/** What a model thinks never stands in the text of its answer, so that text can be told from its first word on. */
	separatesReasoning: boolean;
	/** Whether it takes `stream_options: {include_usage: true}`. */
	supportsUsageInStream: boolean;
	supportsTemperature: boolean;
	maxTokensField: 'max_tokens' | 'max_completion_tokens';
	/** Tokens that fit into one request, unless the administrator knows better. */
	contextTokens: number;
	/** Keeps the caches of installations that share a key apart. */
	userIdField: 'user_id' | undefined;
	/** A server that said nothing for so long, not even a keep-alive, is given up. */
	silentMs: number;
};

const hosted: Capabilities = {
	thinkingParam: 'none',
	separatesReasoning: true,
	supportsUsageInStream: true,
	supportsTemperature: true,
	maxTokensField: 'max_tokens',
	contextTokens: 32_768,
	userIdField: undefined,
	silentMs: 60_000
};
/** Reads a long prompt on slow hardware, and says nothing meanwhile. */
const local: Capabilities = { ...hosted, separatesReasoning: false, silentMs: 300_000 };

/** State of November 2026, from the providers' documentation. What is wrong here costs one refused parameter. */
export const capabilitiesOf: Record<ModelProvider, Capabilities> = {
	deepseek: { ...hosted, thinkingParam: 'thinking-type', contextTokens: 1_000_000, userIdField: 'user_id' },
	openai: {
		...hosted,
		thinkingParam: 'reasoning-effort',
		maxTokensField: 'max_completion_tokens',
		contextTokens: 128_000
	},
	qwen: { ...hosted, thinkingParam: 'enable-thinking', contextTokens: 131_072 },
	/** Sampling is fixed for its newer models. */
	kimi: {
		...hosted,
		thinkingParam: 'thinking-type',
		supportsTemperature: false,
		maxTokensField: 'max_completion_tokens',
		contextTokens: 262_144
	},
	siliconflow: { ...hosted, thinkingParam: 'enable-thinking', contextTokens: 65_536 },
	/** Cuts silently what does not fit; 4096 is what it falls back to. */
	ollama: { ...local, thinkingParam: 'reasoning-effort', contextTokens: 4096 },
	vllm: { ...local, thinkingParam: 'template-kwargs' },
	'llama.cpp': { ...local, thinkingParam: 'template-kwargs', contextTokens: 8192 },
	custom: { ...hosted, separatesReasoning: false }
};
