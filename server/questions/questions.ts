import { createHash, randomBytes } from 'node:crypto';
import type { Answer, AnswerBlock, AnswerEvent, Ask, NoteDocument, Question } from '#lib/protocol/index.ts';
import { termsOf, utteranceOf } from '../lectures/rows.ts';
import type { ChatMessage, LanguageModel } from '../llm/port.ts';
import { roughPromptTokens } from '../llm/tokens.ts';
import { idOf, noteLinesOf } from '../notes/note-lines.ts';
import type { LectureRepository } from '../store/lectures.ts';
import type { AnswerEnd, QuestionRepository } from '../store/questions.ts';
import type { LectureRow, QuestionRow } from '../store/schema.ts';
import { deckInfo } from '../slides/rows.ts';
import { AnswerReader } from './answer-reader.ts';
import type { LineNamed } from './cited.ts';
import {
	asked,
	beginConversation,
	rebuilt,
	type Conversation,
	type Course,
	type DatedLine,
	type Past
} from './conversation.ts';
import { excerptFor } from './excerpt.ts';
import { answerFromLines } from './from-lines.ts';
import { answerOf, pastOf, questionOf } from './rows.ts';

type Deps = {
	repository: QuestionRepository;
	lectures: Pick<LectureRepository, 'utterances' | 'takes' | 'decks'>;
	notes: (lectureId: string) => Promise<NoteDocument>;
	/** Who answers; undefined while no language model is set up. */
	modelOf: (lectureId: string) => LanguageModel | undefined;
};

type Run = { id: string; abort: AbortController; over: Promise<void> };
type Tell = (event: AnswerEvent) => void;
type Said = {
	outcome: 'answered' | 'stopped' | 'failed';
	problem: string | null;
	answer: Answer;
	upto: number;
};

const answerTokensMost = 1_500;
/** Of what is estimated to fit into a model, so that the estimate may be off. */
const contextShare = 0.8;
const conversationsMost = 16;
const serverEnds = 'the server ends';

/** Answers questions about lectures, one at a time for each, and keeps them with the lecture. */
export class Questions {
	readonly #deps: Deps;
	readonly #running = new Map<string, Run>();
	readonly #conversations = new Map<string, { slides: number; conversation: Conversation }>();
	readonly #secret = randomBytes(16);

	constructor(deps: Deps) {
		this.#deps = deps;
	}

	/** All questions of a lecture, in the order of asking. */
	async list(lectureId: string): Promise<Question[]> {
		const rows = await this.#deps.repository.questions(lectureId);
		return rows.map((row) => this.#questionOf(row));
	}

	/** Another question of this lecture is being answered. */
	isAnswering(lectureId: string): boolean {
		return this.#running.has(lectureId);
	}

	/**
	 * Answers a question, telling the parts of the answer as they come, until it is done, stopped, or the signal aborts.
	 * One that was answered before is told as it was. Rejects only when something is broken.
	 */
	async ask(lecture: LectureRow, question: Ask, tell: Tell, signal: AbortSignal): Promise<void> {
		if (this.isAnswering(lecture.id)) return tell({ type: 'failed', problem: 'busy' });
		const abort = new AbortController();
		const stop = () => abort.abort(signal.reason);
		signal.addEventListener('abort', stop);
		if (signal.aborted) stop();
		const over = this.#answer(lecture, question, tell, abort.signal).finally(() => {
			signal.removeEventListener('abort', stop);
			this.#running.delete(lecture.id);
		});
		this.#running.set(lecture.id, { id: question.id, abort, over });
		return over;
	}

	/** Stops the answering of a question; what has come of it is kept. */
	async stop(lectureId: string, id: string): Promise<void> {
		const run = this.#running.get(lectureId);
		if (run?.id !== id) return;
		run.abort.abort();
		await run.over.catch(() => undefined);
	}

	/** The lecture is gone. */
	forget(lectureId: string): void {
		this.#running.get(lectureId)?.abort.abort();
		this.#conversations.delete(lectureId);
	}

	/** What is being answered stays unanswered. */
	async close(): Promise<void> {
		const runs = [...this.#running.values()];
		for (const { abort } of runs) abort.abort(serverEnds);
		await Promise.allSettled(runs.map(({ over }) => over));
	}

	async #answer(lecture: LectureRow, { id, question }: Ask, tell: Tell, signal: AbortSignal): Promise<void> {
		const { repository } = this.#deps;
		const before = await repository.question(lecture.id, id);
		if (before?.state === 'answered') return this.#repeat(before, tell);
		await repository.asked(lecture.id, id, question);
		const said = await this.#say(lecture, question, tell, signal);
		if (signal.reason === serverEnds) return;
		await repository.ended(lecture.id, id, endOf(said));
		const row = await repository.question(lecture.id, id);
		if (said.outcome === 'failed') tell({ type: 'failed', problem: said.problem ?? 'no-answer' });
		else if (row) tell({ type: 'done', question: questionOf(row, false) });
	}

	#repeat(row: QuestionRow, tell: Tell): void {
		for (const block of answerOf(row)?.blocks ?? []) tell({ type: 'delta', block });
		tell({ type: 'done', question: questionOf(row, false) });
	}

	async #say(lecture: LectureRow, question: string, tell: Tell, signal: AbortSignal): Promise<Said> {
		const lines = await this.#lines(lecture.id);
		const model = this.#deps.modelOf(lecture.id);
		if (model) return this.#ask(model, lecture, lines, question, tell, signal);
		const answer = answerFromLines(lines, question);
		for (const block of answer.blocks) tell({ type: 'delta', block });
		return { outcome: 'answered', problem: null, answer, upto: 0 };
	}

	async #ask(
		model: LanguageModel,
		lecture: LectureRow,
		lines: readonly DatedLine[],
		question: string,
		tell: Tell,
		signal: AbortSignal
	): Promise<Said> {
		const past = pastOf(await this.#deps.repository.questions(lecture.id));
		const course = await this.#courseOf(lecture);
		const conversation = this.#conversationOf(lecture, course, lines, past);
		const turn = asked(conversation, lines, question);
		const tokensMost = model.contextTokens * contextShare - answerTokensMost;
		const isWhole = roughPromptTokens(turn.messages) <= tokensMost;
		const { messages, lineNamed } = isWhole
			? turn
			: excerptFor({
					...{ course: { ...course, decks: [] }, mark: conversation.mark, lines, past, question, tokensMost },
					notes: await this.#deps.notes(lecture.id)
				});
		const said = await hear(model, messages, lineNamed, tell, signal);
		const upto = Math.max(0, ...lines.map(({ revision }) => revision));
		if (said.outcome === 'answered' && isWhole) {
			this.#keep(lecture, turn.answered(said.answer.blocks));
			return { ...said, upto };
		}
		if (said.outcome === 'answered') this.#conversations.delete(lecture.id);
		return { ...said, upto: 0 };
	}

	/** Slides that were added or removed begin it anew: they stand before everything that was asked. */
	#conversationOf(
		{ id, slides_version: slides }: LectureRow,
		course: Course,
		lines: readonly DatedLine[],
		past: readonly Past[]
	): Conversation {
		const known = this.#conversations.get(id);
		if (known?.slides === slides) return known.conversation;
		return rebuilt(beginConversation(course, this.#markOf(id)), past, lines);
	}

	async #courseOf(lecture: LectureRow): Promise<Course> {
		const decks = (await this.#deps.lectures.decks(lecture.id)).map(deckInfo);
		return { title: lecture.title, terms: termsOf(lecture), decks };
	}

	/** The fence around what was said: the same for a lecture while the server runs, and nobody's to guess. */
	#markOf(lectureId: string): string {
		return `m${createHash('sha256').update(this.#secret).update(lectureId).digest('hex').slice(0, 10)}`;
	}

	#keep({ id, slides_version: slides }: LectureRow, conversation: Conversation): void {
		this.#conversations.delete(id);
		this.#conversations.set(id, { slides, conversation });
		const oldest = this.#conversations.keys().next().value;
		if (this.#conversations.size > conversationsMost && oldest !== undefined)
			this.#conversations.delete(oldest);
	}

	async #lines(lectureId: string): Promise<DatedLine[]> {
		const rows = (await this.#deps.lectures.utterances(lectureId)).map(utteranceOf);
		const utterances = new Map(rows.map((utterance) => [idOf(utterance), utterance]));
		const lines = noteLinesOf(utterances, await this.#deps.lectures.takes(lectureId));
		return lines.map((line) => ({ ...line, revision: utterances.get(line.id)?.revision ?? 0 }));
	}

	#questionOf = (row: QuestionRow): Question =>
		questionOf(row, this.#running.get(row.lecture_id)?.id === row.id);
}

/** One answer of a model, from its first word to its end. */
async function hear(
	model: LanguageModel,
	messages: readonly ChatMessage[],
	lineNamed: LineNamed,
	tell: Tell,
	signal: AbortSignal
): Promise<Omit<Said, 'upto'>> {
	let reader = new AnswerReader(lineNamed);
	let blocks: AnswerBlock[] = [];
	const take = (more: readonly AnswerBlock[]) => {
		for (const block of more) tell({ type: 'delta', block });
		blocks.push(...more);
	};
	const sink = {
		onText: (delta: string) => take(reader.push(delta)),
		onRestart: () => {
			reader = new AnswerReader(lineNamed);
			blocks = [];
			tell({ type: 'restart' });
		}
	};
	const request = { messages, maxTokens: answerTokensMost, temperature: 0.7, thinking: 'off' } as const;
	const outcome = await model.chat(request, sink, signal);
	if (outcome.kind !== 'failed') take(reader.end());
	const cutOff = outcome.kind === 'cut-off';
	const answer = { model: model.model, blocks, refusedCites: reader.refusedCites, cutOff };
	if (outcome.kind !== 'failed') return { outcome: 'answered', problem: null, answer };
	if (outcome.problem === 'aborted') return { outcome: 'stopped', problem: null, answer };
	return { outcome: 'failed', problem: outcome.problem, answer };
}

const endOf = ({ outcome, problem, answer, upto }: Said): AnswerEnd => ({
	state: outcome,
	problem,
	answer: outcome === 'failed' ? null : JSON.stringify(answer),
	upto
});
