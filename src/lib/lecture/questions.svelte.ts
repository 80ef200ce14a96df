import type { AnswerBlock, AnswerEvent, LectureId, Question } from '#lib/protocol/index.ts';
import { questionProblem, type QuestionProblem, type QuestionsApi } from './questions-api.ts';

/** A question as the screen shows it. */
export type AskedQuestion = Omit<Question, 'n' | 'problem'> & {
	/** What there is of the answer. */
	blocks: readonly AnswerBlock[];
	problem: QuestionProblem | null;
};

type Deps = { api: QuestionsApi; lectureId: LectureId; newId: () => string };

/** The questions about a lecture that this page shows, and the one that it asks. */
export class Questions {
	readonly #deps: Deps;
	items: readonly AskedQuestion[] = $state.raw([]);
	/** Whether those that were asked before are here. */
	loaded: 'no' | 'yes' | QuestionProblem = $state('no');
	/** Answers that were completed here, for reading out. */
	completed: readonly AskedQuestion[] = $state.raw([]);
	#asking: AbortController | undefined;
	readonly asking = $derived(this.items.find(({ state }) => state === 'asking'));

	constructor(deps: Deps) {
		this.#deps = deps;
	}

	/** Takes up what the server has; what is asked here meanwhile stays. */
	async load(): Promise<void> {
		const answer = await this.#deps.api.list(this.#deps.lectureId);
		if (!answer.ok) {
			this.loaded = questionProblem(answer.problem);
			return;
		}
		this.loaded = 'yes';
		const here = this.#asking && this.asking;
		const others = answer.value.questions.filter(({ id }) => id !== here?.id).map(shown);
		this.items = here ? [...others, here] : others;
	}

	/** Asks, unless another question is being answered; resolves when the answer is over. */
	async ask(question: string, id = this.#deps.newId()): Promise<void> {
		if (this.asking || question.trim() === '') return;
		const asked: AskedQuestion = { id, question: question.trim(), ...begun };
		this.items = [...this.items.filter((item) => item.id !== id), asked];
		this.#asking = new AbortController();
		const { signal } = this.#asking;
		const { api, lectureId } = this.#deps;
		await api.ask(lectureId, { id, question: asked.question }, (event) => this.#take(id, event), signal);
		this.#asking = undefined;
	}

	again = ({ id, question }: AskedQuestion): Promise<void> => this.ask(question, id);

	/** Ends the answer that is coming; what is here of it stays. */
	async stop(): Promise<void> {
		const { asking } = this;
		if (!asking) return;
		const answer = await this.#deps.api.stop(this.#deps.lectureId, asking.id);
		if (!answer.ok) this.#asking?.abort();
		if (!answer.ok) this.#change(asking.id, (item) => ({ ...item, state: 'stopped' }));
		else if (!this.#asking) await this.load();
	}

	/** The page leaves, which stops the answer. */
	close(): void {
		this.#asking?.abort();
	}

	#take(id: string, event: AnswerEvent): void {
		if (event.type === 'delta')
			this.#change(id, (item) => ({ ...item, blocks: [...item.blocks, event.block] }));
		if (event.type === 'restart') this.#change(id, (item) => ({ ...item, blocks: [] }));
		if (event.type === 'failed')
			this.#change(id, (item) => ({
				...item,
				...begun,
				blocks: item.blocks.filter(({ kind }) => kind === 'line'),
				state: 'failed',
				problem: questionProblem(event.problem)
			}));
		if (event.type === 'done') {
			const done = shown(event.question);
			this.#change(id, () => done);
			if (done.state === 'answered') this.completed = [...this.completed, done];
		}
	}

	#change(id: string, change: (item: AskedQuestion) => AskedQuestion): void {
		this.items = this.items.map((item) => (item.id === id ? change(item) : item));
	}
}

const begun = { state: 'asking', problem: null, answer: null, blocks: [] } as const;

const shown = ({ id, question, state, problem, answer }: Question): AskedQuestion => ({
	...{ id, question, state, answer, blocks: answer?.blocks ?? [] },
	problem: state === 'failed' ? questionProblem(problem) : null
});
