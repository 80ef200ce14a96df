import type { ChatMessage, ChatRequest } from './port.ts';
import type { Capabilities } from './providers.ts';

export type RequestBody = {
	model: string;
	messages: ChatMessage[];
	stream: true;
	[optional: string]: unknown;
};

type Endpoint = { model: string; capabilities: Capabilities; userId: string | undefined };

/** The body of a call, less the parameters that this server has refused before. */
export function requestBody(
	request: ChatRequest,
	{ model, capabilities, userId }: Endpoint,
	refused: ReadonlySet<string>
): RequestBody {
	const { supportsTemperature, supportsUsageInStream, userIdField } = capabilities;
	const optional: Record<string, unknown> = {
		...maxTokens(request.maxTokens, capabilities.maxTokensField, refused),
		...(supportsTemperature && { temperature: request.temperature }),
		...(supportsUsageInStream && { stream_options: { include_usage: true } }),
		...thinking(request.thinking, capabilities.thinkingParam),
		...(userIdField && userId && { [userIdField]: userId })
	};
	const kept = Object.entries(optional).filter(([name]) => !refused.has(name));
	return { model, messages: [...request.messages], stream: true, ...Object.fromEntries(kept) };
}

/** The other name where one was refused. */
function maxTokens(
	most: number,
	field: Capabilities['maxTokensField'],
	refused: ReadonlySet<string>
): Record<string, number> {
	const other = field === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens';
	return { [refused.has(field) ? other : field]: most };
}

function thinking(
	how: ChatRequest['thinking'],
	param: Capabilities['thinkingParam']
): Record<string, unknown> {
	const on = how !== 'off';
	switch (param) {
		case 'thinking-type':
			return on
				? { thinking: { type: 'enabled' }, reasoning_effort: how }
				: { thinking: { type: 'disabled' } };
		case 'reasoning-effort':
			return { reasoning_effort: on ? how : 'none' };
		case 'enable-thinking':
			return { enable_thinking: on };
		case 'template-kwargs':
			return { chat_template_kwargs: { enable_thinking: on, thinking: on } };
		case 'none':
			return {};
	}
}

const required = new Set(['model', 'messages', 'stream']);
const unknownWords =
	/unknown|unrecognized|unrecognised|unsupported|unexpected|not supported|does not support|not permitted|extra (inputs|fields)|not allowed|only .{0,80}(is|are) (allowed|supported)/i;

/** The parameters of a body that a refusal (400, 422) is about: those it names, or all optional ones when it names none. */
export function parametersRefused(body: RequestBody, message: string): string[] {
	const optional = Object.keys(body).filter((name) => !required.has(name));
	const named = optional.filter((name) => new RegExp(`\\b${name}\\b`).test(message));
	if (named.length > 0) return named;
	return unknownWords.test(message) ? optional : [];
}
