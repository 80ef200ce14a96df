import type { AnswerEvent, Ask, NoteDocument, Question } from '#lib/protocol/index.ts';
import { yieldToLoop, mappedInTurns } from '../kit/event-loop.ts';
import { utteranceOf } from '../lectures/rows.ts';
import type { LanguageModel } from '../llm/port.ts';
import { Transcript } from '../notes/transcript.ts';
import type { LectureRepository } from '../store/lectures.ts';
import type { AnswerEnd, QuestionRepository } from '../store/questions.ts';
import type { LectureRow, QuestionRow } from '../store/schema.ts';
import type { DatedLine } from './conversation.ts';
import { fromLines } from './from-lines.ts';
import { ModelAnswers } from './model-answers.ts';
import { modelQuestion } from './model-question.ts';
import { answerOf, pastOf, questionOf } from './rows.ts';
import type { Said } from './said.ts';
import { ThreadedSearch } from './search-thread/threaded-search.ts';

type Deps = {
	repository: QuestionRepository;
	lectures: Pick<LectureRepository, 'utterances' | 'takes' | 'decks'>;
	notes: (lectureId: string) => Promise<NoteDocument>;
	/** Who answers; undefined while no language model is set up. */
	modelOf: (lectureId: string) => LanguageModel | undefined;
};

type Run = { id: string; abort: AbortController; over: Promise<void> };
type Tell = (event: AnswerEvent) => void;
const serverEnds = 'the server ends';

/** Answers questions about lectures, one at a time for each, and keeps them with the lecture. */
export class Questions {
	readonly #deps: Deps;
	readonly #running = new Map<string, Run>();
	readonly #search = new ThreadedSearch();
	readonly #model: ModelAnswers;

	constructor(deps: Deps) {
		this.#deps = deps;
		this.#model = new ModelAnswers(deps);
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
		this.#model.forget(lectureId);
		this.#search.forget(lectureId);
	}

	/** What is being answered stays unanswered. */
	async close(): Promise<void> {
		const runs = [...this.#running.values()];
		for (const { abort } of runs) abort.abort(serverEnds);
		await this.#search.close();
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
		const found = await this.#search.passages(lecture.id, lines, question);
		if (!model) return fromLines(found, tell);
		const past = pastOf(await this.#deps.repository.questions(lecture.id));
		const asking = await modelQuestion({ lecture, lines, past, question }, found, this.#search);
		return this.#model.ask(model, asking, tell, signal);
	}

	async #lines(lectureId: string): Promise<DatedLine[]> {
		const transcript = new Transcript();
		for (const row of await this.#deps.lectures.utterances(lectureId)) {
			transcript.put(utteranceOf(row));
			await yieldToLoop();
		}
		const utterances = transcript.utterances();
		const lines = await transcript.lines(await this.#deps.lectures.takes(lectureId));
		return mappedInTurns(lines, (line) => ({ ...line, revision: utterances.get(line.id)?.revision ?? 0 }));
	}

	#questionOf = (row: QuestionRow): Question =>
		questionOf(row, this.#running.get(row.lecture_id)?.id === row.id);
}

const endOf = ({ outcome, problem, answer, upto }: Said): AnswerEnd => ({
	state: outcome,
	problem,
	answer: outcome === 'failed' && answer.blocks.length === 0 ? null : JSON.stringify(answer),
	upto
});
