import type { AnswerBlock, UtteranceId } from '#lib/protocol/index.ts';
import type { ChatMessage } from '../llm/port.ts';
import type { NoteDeck, NoteLine } from '../notes/port.ts';
import { transcriptWords, type Numbered } from '../notes/rolling/transcript.ts';
import { readyMessage } from '../notes/rolling/prompts.ts';
import type { LineNamed } from './cited.ts';
import { answerWords, courseWords, questionWords, systemPrompt } from './prompts.ts';

/**
 * Questions and answers about a lecture as one conversation that only grows: what was said meanwhile stands before the
 * next question, behind all earlier turns, so that the beginning is the same bytes from call to call.
 */
export type Conversation = {
	readonly mark: string;
	readonly messages: readonly ChatMessage[];
	readonly numbers: ReadonlyMap<UtteranceId, number>;
	/** Lines as they were shown last. */
	readonly texts: ReadonlyMap<UtteranceId, string>;
};

/** A question at its place in the conversation, which does not change by asking alone. */
export type Turn = {
	messages: readonly ChatMessage[];
	lineNamed: LineNamed;
	/** The conversation with this question and its answer. */
	answered: (blocks: readonly AnswerBlock[]) => Conversation;
};

export type Course = { title: string; terms: readonly string[]; decks: readonly NoteDeck[] };

export const beginConversation = (course: Course, mark: string): Conversation => ({
	mark,
	messages: [
		{ role: 'system', content: systemPrompt(mark) },
		{ role: 'user', content: courseWords(course, mark) },
		{ role: 'assistant', content: readyMessage }
	],
	numbers: new Map(),
	texts: new Map()
});

/** `lines`: the transcript as it is now. Shown are those that are new or were corrected. */
export function asked(conversation: Conversation, lines: readonly NoteLine[], question: string): Turn {
	const { mark } = conversation;
	const numbers = new Map(conversation.numbers);
	const texts = new Map(conversation.texts);
	const numbered: Numbered = lines.flatMap((line) => {
		if (texts.get(line.id) === line.text) return [];
		const number = numbers.get(line.id) ?? numbers.size + 1;
		numbers.set(line.id, number);
		texts.set(line.id, line.text);
		return [[number, line] as const];
	});
	const said = numbered.length > 0 ? [transcriptWords(numbered, mark)] : [];
	const content = [...said, questionWords(question, mark)].join('\n\n');
	const messages = [...conversation.messages, { role: 'user', content } as const];
	const ids = new Map([...numbers].map(([id, number]) => [number, id]));
	return {
		messages,
		lineNamed: (number) => ids.get(number),
		answered: (blocks) => {
			const words = answerWords(blocks, (id) => numbers.get(id));
			return { mark, messages: [...messages, { role: 'assistant', content: words }], numbers, texts };
		}
	};
}

/** An answered question as it was stored. */
export type Past = { question: string; blocks: readonly AnswerBlock[]; upto: number };
export type DatedLine = NoteLine & { revision: number };

/** The conversation as it was, from what was stored of it. */
export const rebuilt = (begun: Conversation, past: readonly Past[], lines: readonly DatedLine[]) =>
	past.reduce((conversation, { question, blocks, upto }) => {
		const heard = lines.filter(({ revision }) => revision <= upto);
		return asked(conversation, heard, question).answered(blocks);
	}, begun);
