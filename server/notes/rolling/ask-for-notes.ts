import type { NoteOp } from '#lib/protocol/index.ts';
import type { LanguageModel } from '../../llm/port.ts';
import type { NoteLine, NoteRequest, NoteWatch } from '../port.ts';
import { answerOf, type Answer } from './answer.ts';
import type { Conversation, Question } from './conversation.ts';
import { saidIn } from './said.ts';
import { tokensOf } from './trigger.ts';
import { verified } from './verify.ts';

export type Asked = { question: Question; answer: Answer };

type Asking = { request: NoteRequest; model: LanguageModel; watch: NoteWatch };

const linesOfNotesMax = 30;

/** One call for the notes of these lines. The drafts that it shows are checked as the notes will be. */
export async function askForNotes(
	conversation: Conversation,
	due: readonly NoteLine[],
	{ request, model, watch }: Asking
): Promise<Asked> {
	const { lines, document } = request;
	const opsMax = Math.min(linesOfNotesMax, Math.max(12, Math.ceil(tokensOf(due) / 100)));
	const question = conversation.ask({ due, lines, document, opsMax });
	const { messages, scope } = question;
	const chat = { messages, maxTokens: 600 + opsMax * 110, temperature: 0.3, thinking: 'off' } as const;
	const said = saidIn(request);
	const onDraft = (ops: readonly NoteOp[]) => watch.onDraft(verified(ops, document, said));
	const answer = await answerOf({ model, request: chat, document, scope, signal: watch.signal, onDraft });
	return { question, answer };
}
