import type { Answer, Question } from '#lib/protocol/index.ts';
import type { QuestionRow } from '../store/schema.ts';
import type { Past } from './conversation.ts';
import { parsedAnswer } from './stored-answer.ts';

/* Stored questions as they go over the wire, and as a model is reminded of them. */

export const questionOf = (row: QuestionRow, isAsking: boolean): Question => ({
	id: row.id,
	n: Number(row.n),
	question: row.question,
	state: isAsking ? 'asking' : (row.state as Question['state']),
	problem: row.problem,
	answer: answerOf(row) ?? null
});

/** What parsers complain of quotes what was said, and must not get into a log (rule P1). */
export function answerOf({ answer }: Pick<QuestionRow, 'answer'>): Answer | undefined {
	if (answer === null) return undefined;
	try {
		return parsedAnswer(JSON.parse(answer));
	} catch {
		throw new Error('a row of the database cannot be read');
	}
}

/** Those that a model answered, the oldest first. */
export const pastOf = (rows: readonly QuestionRow[]): Past[] =>
	rows.flatMap((row) => {
		const answer = row.state === 'answered' ? answerOf(row) : undefined;
		if (!answer || answer.model === null) return [];
		return [{ question: row.question, blocks: answer.blocks, upto: Number(row.upto) }];
	});
