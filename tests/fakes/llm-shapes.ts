import type { LlmReply } from './llm-reply.ts';

/** The answer of a server in use: what the model thought and what it wrote, in the form of that server. */
export type Shape = { name: string; body: (text: string, thought: string) => string; contentType?: string };

const half = (text: string): [string, string] => {
	const characters = [...text];
	const middle = Math.ceil(characters.length / 2);
	return [characters.slice(0, middle).join(''), characters.slice(middle).join('')];
};
const event = (value: unknown): string => `data: ${JSON.stringify(value)}\n\n`;
const delta = (delta: object, finish_reason: unknown = null) => ({
	choices: [{ index: 0, delta, finish_reason }]
});
const done = 'data: [DONE]\n\n';

/** Chat Completions, with the reason for its end and what comes behind. */
const stream =
	(finish: unknown, after = done) =>
	(text: string, thought: string): string =>
		[
			...(thought ? [event(delta({ reasoning_content: thought, content: null }))] : []),
			...half(text).map((part) => event(delta({ content: part }))),
			event(delta({}, finish)),
			after
		].join('');
const tagged = (text: string, thought: string): string =>
	thought ? `<think>\n${thought}\n</think>\n\n${text}` : text;
const lines = (values: unknown[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join('');
const message = (content: unknown, more: object = {}) => ({ role: 'assistant', content, ...more });
const whole = (choice: object) => ({
	id: 'x',
	object: 'chat.completion',
	choices: [{ index: 0, ...choice }]
});
const json = 'application/json';

export const shapes: readonly Shape[] = [
	...[
		'stop',
		'eos',
		'eos_token',
		'end_turn',
		'STOP',
		'stop_sequence',
		'COMPLETE',
		'done',
		'FINISH_REASON_STOP',
		'tool_calls'
	].map((finish) => ({ name: `an end that is called ${finish}`, body: stream(finish) })),
	{ name: 'no reason before [DONE]', body: stream(null) },
	{ name: 'the word null before [DONE]', body: stream('null') },
	{
		name: 'an end of the template and no other',
		body: (text, thought) => stream(null, '')(`${tagged(text, thought)}<|im_end|>`, '')
	},
	{ name: 'a reason and no [DONE]', body: stream('stop', '') },
	{ name: 'a last event without its empty line', body: (...said) => stream('stop')(...said).trimEnd() },
	{ name: 'no space behind data:', body: (...said) => stream('stop')(...said).replaceAll('data: ', 'data:') },
	{ name: 'carriage returns', body: (...said) => stream('stop')(...said).replaceAll('\n', '\r\n') },
	{ name: 'a byte order mark', body: (...said) => `\uFEFF${stream('stop')(...said)}` },
	{
		name: 'events on lines of their own',
		body: (...said) => stream('stop')(...said).replaceAll('\n\n', '\n')
	},
	{
		name: 'comments, names and ids of events',
		body: (...said) =>
			stream('stop')(...said).replaceAll(
				'data: {',
				': OPENROUTER PROCESSING\nid: 1\nevent: message\nretry: 5\ndata: {'
			)
	},
	{ name: 'a stream that says it is JSON', body: stream('stop'), contentType: json },
	{ name: 'a stream that says it is text', body: stream('stop'), contentType: 'text/plain' },
	{
		name: 'reasoning in “reasoning”',
		body: (text, thought) => event(delta({ reasoning: thought })) + stream('stop')(text, '')
	},
	{
		name: 'reasoning in “thinking”',
		body: (text, thought) => event(delta({ thinking: thought })) + stream('stop')(text, '')
	},
	{
		name: 'reasoning details beside it',
		body: (text, thought) =>
			event(
				delta({
					reasoning: thought,
					reasoning_details: [{ type: 'reasoning.text', text: thought }],
					content: ''
				})
			) + stream('stop')(text, '')
	},
	{ name: 'reasoning in tags', body: (text, thought) => stream('stop')(tagged(text, thought), '') },
	{
		name: 'reasoning of which only the end is marked',
		body: (text, thought) => stream('stop')(thought ? `${thought}\n</think>\n\n${text}` : text, '')
	},
	{
		name: 'channels',
		body: (text, thought) =>
			stream('stop')(
				`<|channel|>analysis<|message|>${thought}<|end|><|start|>assistant<|channel|>final<|message|>${text}<|return|>`,
				''
			)
	},
	{
		name: 'a list of parts',
		body: (text, thought) =>
			event(delta({ content: [{ type: 'thinking', thinking: [{ type: 'text', text: thought }] }] })) +
			half(text)
				.map((part) => event(delta({ content: [{ type: 'text', text: part }] })))
				.join('') +
			event(delta({ content: [] }, 'stop')) +
			done
	},
	{
		name: 'parts that are strings or hold a value',
		body: (text) =>
			event(delta({ content: [half(text)[0], { type: 'text', text: { value: half(text)[1] } }] }, 'stop')) +
			done
	},
	{
		name: 'a message in each event',
		body: (text, thought) =>
			half(text)
				.map((part) => event({ choices: [{ message: message(part, { reasoning_content: thought }) }] }))
				.join('') +
			event({ choices: [{ message: message(''), finish_reason: 'stop' }] }) +
			done
	},
	{
		name: 'the whole once more in the last event',
		body: (text) =>
			half(text)
				.map((part) => event(delta({ content: part })))
				.join('') + event({ choices: [{ delta: {}, message: message(text), finish_reason: 'stop' }] })
	},
	{
		name: 'one document although a stream was asked for',
		body: (text, thought) =>
			JSON.stringify(whole({ message: message(text, { reasoning: thought }), finish_reason: 'stop' })),
		contentType: json
	},
	{
		name: 'one document without a reason for its end',
		body: (text, thought) =>
			JSON.stringify(whole({ message: message(tagged(text, thought)), finish_reason: null })),
		contentType: json
	},
	{
		name: 'a document on many lines that says it is a stream',
		body: (text) =>
			`\n\n${JSON.stringify(whole({ message: message([{ type: 'text', text }]), finish_reason: 'stop' }), null, 2)}\n`,
		contentType: 'text/event-stream'
	},
	{
		name: 'one document as one event',
		body: (text) => event(whole({ message: message(text), finish_reason: 'stop' })),
		contentType: 'text/event-stream'
	},
	{
		name: 'a list of chunks',
		body: (text) =>
			JSON.stringify([...half(text).map((part) => delta({ content: part })), delta({}, 'stop')]),
		contentType: json
	},
	{
		name: 'legacy completions',
		body: (text) =>
			half(text)
				.map((part) => event({ choices: [{ text: part, finish_reason: null }] }))
				.join('') +
			event({ choices: [{ text: '', finish_reason: 'stop' }] }) +
			done
	},
	{
		name: 'Ollama',
		body: (text, thought) =>
			lines([
				{ message: message('', { thinking: thought }), done: false },
				...half(text).map((part) => ({ model: 'm', message: message(part), done: false })),
				{ message: message(''), done: true, done_reason: 'stop', prompt_eval_count: 9, eval_count: 3 }
			]),
		contentType: 'application/x-ndjson'
	},
	{
		name: 'Ollama’s generate',
		body: (text) =>
			lines([...half(text).map((response) => ({ response, done: false })), { response: '', done: true }]),
		contentType: 'application/x-ndjson'
	},
	{
		name: 'llama.cpp',
		body: (text) =>
			half(text)
				.map((content) => event({ content, stop: false }))
				.join('') +
			event({ content: '', stop: true, stop_type: 'eos', tokens_predicted: 3, tokens_evaluated: 9 })
	},
	{
		name: 'Anthropic',
		body: (text, thought) =>
			[
				{
					type: 'message_start',
					message: { role: 'assistant', content: [], usage: { input_tokens: 9, output_tokens: 1 } }
				},
				{ type: 'content_block_start', index: 0, content_block: { type: 'thinking', thinking: '' } },
				{ type: 'content_block_delta', index: 0, delta: { type: 'thinking_delta', thinking: thought } },
				{ type: 'ping' },
				{ type: 'content_block_start', index: 1, content_block: { type: 'text', text: '' } },
				...half(text).map((part) => ({
					type: 'content_block_delta',
					index: 1,
					delta: { type: 'text_delta', text: part }
				})),
				{ type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 3 } },
				{ type: 'message_stop' }
			]
				.map((value) => `event: ${value.type}\n${event(value)}`)
				.join('')
	},
	{
		name: 'Anthropic, not streamed',
		body: (text, thought) =>
			JSON.stringify({
				type: 'message',
				content: [
					{ type: 'thinking', thinking: thought },
					{ type: 'text', text }
				],
				stop_reason: 'end_turn'
			}),
		contentType: json
	},
	{
		name: 'Responses',
		body: (text, thought) =>
			[
				{ type: 'response.created', response: { id: 'r', status: 'in_progress', output: [] } },
				{ type: 'response.reasoning_summary_text.delta', delta: thought },
				...half(text).map((part) => ({ type: 'response.output_text.delta', delta: part })),
				{ type: 'response.output_text.done', text },
				{
					type: 'response.completed',
					response: {
						status: 'completed',
						output: [{ type: 'reasoning' }, { type: 'message', content: [{ type: 'output_text', text }] }],
						usage: { input_tokens: 9, output_tokens: 3 }
					}
				}
			]
				.map(event)
				.join('')
	},
	{
		name: 'Gemini',
		body: (text, thought) =>
			event({ candidates: [{ content: { parts: [{ text: thought, thought: true }] } }] }) +
			half(text)
				.map((part) => event({ candidates: [{ content: { parts: [{ text: part }], role: 'model' } }] }))
				.join('') +
			event({ candidates: [{ content: { parts: [{ text: '' }] }, finishReason: 'STOP' }] })
	},
	{
		name: 'choices inside “data”',
		body: (text) =>
			JSON.stringify({
				code: 0,
				msg: 'ok',
				data: { choices: [{ message: message(text), finish_reason: 'stop' }] }
			}),
		contentType: json
	},
	{
		name: 'text inside “output”',
		body: (text) => JSON.stringify({ output: { text, finish_reason: 'stop' }, request_id: 'r' }),
		contentType: json
	}
];

const utf8 = new TextEncoder();

/** The bytes of a body, sent in these pieces. */
export function shaped(
	{ body, contentType = 'text/event-stream' }: Shape,
	text: string,
	thought: string,
	cuts: readonly number[] = []
): LlmReply {
	const bytes = utf8.encode(body(text, thought));
	const ends = [...new Set(cuts.filter((at) => at > 0 && at < bytes.length))].sort((a, b) => a - b);
	const pieces = [0, ...ends].map((from, index) => bytes.subarray(from, ends[index] ?? bytes.length));
	return { status: 200, headers: { 'content-type': contentType }, pieces, end: 'close' };
}
