import * as v from 'valibot';
import {
	AnswerEventSchema,
	QuestionSchema,
	type AnswerEvent,
	type Ask as AskQuestion,
	type LectureId,
	type Question
} from '#lib/protocol/index.ts';
import type { Answer, Ask, Fetch } from './api.ts';
import { eventsOf } from './server-events.ts';

/** Why a question has no answer. */
const problems = [
	'unreachable',
	'not-signed-in',
	'not-found',
	'server-failed',
	'busy',
	'cap-reached',
	'rate-limited',
	'overloaded',
	'content-filtered',
	'no-answer'
] as const;
export type QuestionProblem = (typeof problems)[number];

/** What else is wrong with a language model is for an administrator to find out. */
export const questionProblem = (name: string | null): QuestionProblem =>
	problems.find((problem) => problem === name) ?? 'no-answer';

const ListSchema = v.object({ questions: v.array(QuestionSchema) });
const statuses: Record<number, QuestionProblem> = { 401: 'not-signed-in', 404: 'not-found', 409: 'busy' };

/** Questions about lectures: those that were asked, asking one, stopping its answer. Nothing rejects. */
export function createQuestionsApi(fetch: Fetch, ask: Ask) {
	const path = (lectureId: LectureId): string => `/api/lectures/${encodeURIComponent(lectureId)}/questions`;
	return {
		list: (lectureId: LectureId): Promise<Answer<{ questions: Question[] }>> =>
			ask('GET', path(lectureId), undefined, ListSchema),

		/** Hands over the answer as it comes; its last event is `done` or `failed`. */
		async ask(
			lectureId: LectureId,
			question: AskQuestion,
			onEvent: (event: AnswerEvent) => void,
			signal: AbortSignal
		): Promise<void> {
			let isOver = false;
			const tell = (event: AnswerEvent) => {
				isOver ||= event.type === 'done' || event.type === 'failed';
				onEvent(event);
			};
			try {
				const headers = { 'content-type': 'application/json' };
				const body = JSON.stringify(question);
				const response = await fetch(path(lectureId), { method: 'POST', headers, body, signal });
				if (!response.ok)
					return tell({ type: 'failed', problem: statuses[response.status] ?? 'server-failed' });
				for await (const event of eventsOf(response, AnswerEventSchema)) {
					tell(event);
					if (isOver) return;
				}
			} catch {
				// A line that breaks is a line that ended.
			}
			if (!isOver && !signal.aborted) tell({ type: 'failed', problem: 'unreachable' });
		},

		stop: (lectureId: LectureId, id: string): Promise<Answer<void>> =>
			ask('DELETE', `${path(lectureId)}/${encodeURIComponent(id)}`)
	};
}
export type QuestionsApi = ReturnType<typeof createQuestionsApi>;
