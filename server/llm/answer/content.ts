import { fieldsOf, type Fields } from './fields.ts';

/** Text, and whether there was reasoning beside it, which is seen and not read. */
export type Content = { text: string; thought: boolean };

export const nothing: Content = { text: '', thought: false };
const depthMost = 6;
const thinkingTypes = /thinking|reasoning|thought/u;
const thinkingFields = [
	'reasoning_content',
	'reasoning',
	'reasoning_text',
	'thinking',
	'reasoning_details',
	'thoughts'
];

/** The text of a message: a string, or a list of parts of which some may be reasoning. */
export function contentOf(value: unknown, depth = 0): Content {
	if (typeof value === 'string') return { text: value, thought: false };
	if (depth > depthMost) return nothing;
	if (Array.isArray(value)) return joined(value.map((part) => contentOf(part, depth + 1)));
	const part = fieldsOf(value);
	if (!part) return nothing;
	const { type } = part;
	if (part['thought'] === true || (typeof type === 'string' && thinkingTypes.test(type)))
		return { text: '', thought: true };
	return contentOf(part['text'] ?? part['content'] ?? part['value'] ?? part['parts'], depth + 1);
}

/** The text of a message or a delta, with the fields in which servers put reasoning. */
export function messageContent(message: Fields): Content {
	const { text, thought } = contentOf(message['content'] ?? message['text'] ?? message['parts']);
	return { text, thought: thought || thinkingFields.some((name) => hasWords(message[name])) };
}

const hasWords = (value: unknown): boolean => (Array.isArray(value) ? value.length > 0 : Boolean(value));

const joined = (parts: readonly Content[]): Content => ({
	text: parts.map(({ text }) => text).join(''),
	thought: parts.some(({ thought }) => thought)
});
