import { contentOf, messageContent, nothing, type Content } from './content.ts';
import { fieldsOf, firstOf, type Fields } from './fields.ts';
import { finishOf, type Finish } from './finish.ts';
import { reportedError, type ReportedError } from './reported-error.ts';
import { countsOf, type Counts } from './usage.ts';

/** What one value of a body says, whichever API it speaks. */
export type Piece = Content & {
	finish: Finish | undefined;
	/** The server says itself that more is to come. */
	isOpen: boolean;
	/** The text is the whole answer, whatever came before it. */
	isWhole: boolean;
	counts: Counts | undefined;
	error: ReportedError | undefined;
};

/**
 * Reads the chunks and messages of Chat Completions, legacy completions, the Responses API, Ollama, llama.cpp, Anthropic,
 * Gemini and those who wrap one of them; undefined for what is none of these.
 */
export function readEvent(value: unknown): Piece | undefined {
	const event = fieldsOf(value);
	if (!event) return undefined;
	const error = reportedError(event);
	const counts = countsIn(event);
	if (error) return { ...silent, counts, error };
	const said = saidIn(event) ?? wrapped(event);
	if (said) return { ...silent, ...said, counts: counts ?? said.counts };
	return counts || isSilent(event) ? { ...silent, counts } : undefined;
}

const silent: Piece = {
	...nothing,
	finish: undefined,
	isOpen: false,
	isWhole: false,
	counts: undefined,
	error: undefined
};

type Said = Content & Partial<Pick<Piece, 'finish' | 'isOpen' | 'isWhole' | 'counts'>>;

function saidIn(event: Fields): Said | undefined {
	const { choices, candidates, message, type } = event;
	if (choices !== undefined) return ofChoice(firstOf(choices), choices);
	if (candidates !== undefined) {
		const candidate = firstOf(candidates);
		return candidate && { ...contentOf(candidate['content']), finish: finishOf(candidate['finishReason']) };
	}
	if (typeof type === 'string') return ofTyped(type, event);
	const spoken = fieldsOf(message);
	if (spoken) return { ...messageContent(spoken), ...ollamaEnd(event) };
	const plain = event['response'] ?? event['generated_text'] ?? event['content'] ?? event['text'];
	if (typeof plain === 'string')
		return { ...messageContent({ ...event, content: plain }), ...ollamaEnd(event) };
	return undefined;
}

/** One choice of Chat Completions: a delta, a whole message, or the text of the legacy API. */
function ofChoice(choice: Fields | undefined, choices: unknown): Said | undefined {
	if (!choice) return Array.isArray(choices) && choices.length === 0 ? nothing : undefined;
	const finish = finishOf(choice['finish_reason'] ?? choice['finishReason'] ?? choice['stop_reason']);
	const counts = countsOf(choice['usage']);
	const [delta, message] = [fieldsOf(choice['delta']), fieldsOf(choice['message'])];
	const said = delta ? messageContent(delta) : nothing;
	if (!message || said.text !== '') {
		const refused = Boolean(delta?.['refusal']) && said.text === '';
		const legacy = delta || message ? said : messageContent(choice);
		return { ...legacy, finish: refused ? 'filter' : finish, counts };
	}
	return { ...messageContent(message), finish, counts, isWhole: finish !== undefined };
}

/** Ollama and llama.cpp say with each piece whether it is the last one. */
function ollamaEnd(event: Fields): Pick<Said, 'finish' | 'isOpen'> {
	const done = event['done'] ?? event['stop'];
	if (typeof done !== 'boolean') return { finish: finishOf(event['finish_reason'] ?? event['stop_reason']) };
	const reason = event['done_reason'] ?? (event['truncated'] === true ? 'length' : event['stop_type']);
	const limit = event['stopped_limit'] === true ? 'limit' : undefined;
	return { finish: done ? (limit ?? finishOf(reason) ?? 'end') : undefined, isOpen: !done };
}

/** Anthropic's messages and OpenAI's Responses say with `type` what an event is. */
function ofTyped(type: string, event: Fields): Said | undefined {
	if (type === 'message') {
		const finish = finishOf(event['stop_reason']);
		return { ...contentOf(event['content']), finish };
	}
	const delta = fieldsOf(event['delta']);
	if (type === 'content_block_start') return contentOf(event['content_block']);
	if (type === 'content_block_delta') return delta && contentOf(delta);
	if (type === 'message_start')
		return { ...nothing, counts: countsOf(fieldsOf(event['message'])?.['usage']) };
	if (type === 'message_delta') return { ...nothing, finish: finishOf(delta?.['stop_reason']) };
	if (type === 'message_stop') return { ...nothing, finish: 'end' };
	if (type === 'response.output_text.delta') return contentOf(event['delta']);
	if (type.startsWith('response.reasoning')) return { text: '', thought: true };
	const response = fieldsOf(event['response']);
	if (/^response\.(?:completed|incomplete|failed)$/u.test(type) && response) return ofResponse(response);
	return undefined;
}

/** A whole answer of the Responses API. */
function ofResponse(response: Fields): Said {
	const reason = fieldsOf(response['incomplete_details'])?.['reason'];
	const finish = finishOf(reason ?? response['status']);
	return {
		...contentOf(response['output']),
		finish,
		isWhole: finish !== undefined,
		counts: countsOf(response['usage'])
	};
}

/** What stands one level below: `data`, `result`, `output`. */
function wrapped(event: Fields): Said | undefined {
	const { output, status } = event;
	if (Array.isArray(output) && typeof status === 'string') return ofResponse(event);
	if (typeof output === 'string')
		return { text: output, thought: false, finish: finishOf(event['finish_reason']) };
	for (const name of ['data', 'result', 'output', 'response', 'token', 'completion']) {
		const inside = fieldsOf(event[name]);
		if (inside?.['special'] === true) return nothing;
		const said = inside && saidIn(inside);
		if (said) return { ...said, finish: said.finish ?? finishOf(inside['finish_reason']) };
	}
	return undefined;
}

const countsIn = (event: Fields): Counts | undefined =>
	countsOf(event['usage']) ??
	countsOf(event['usageMetadata']) ??
	countsOf(event['usage_metadata']) ??
	countsOf(event);

/** An event that says only that the server lives, or that an answer has an id. */
function isSilent(event: Fields): boolean {
	const names = Object.keys(event);
	return (
		names.length === 0 || typeof event['type'] === 'string' || names.every((name) => silentNames.has(name))
	);
}

const silentNames = new Set([
	'id',
	'object',
	'created',
	'model',
	'role',
	'ping',
	'service_tier',
	'system_fingerprint',
	'prompt_filter_results'
]);
