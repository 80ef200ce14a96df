import { createHash, randomBytes } from 'node:crypto';
import type { AnswerBlock, AnswerEvent, NoteDocument } from '#lib/protocol/index.ts';
import { termsOf } from '../lectures/rows.ts';
import type { ChatMessage, LanguageModel } from '../llm/port.ts';
import { roughPromptTokens } from '../llm/tokens.ts';
import type { LectureRepository } from '../store/lectures.ts';
import type { LectureRow } from '../store/schema.ts';
import { deckInfos } from '../slides/rows.ts';
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
import { Judge, type JudgeCites } from './judge.ts';
import type { Said } from './said.ts';

type Deps = {
	lectures: Pick<LectureRepository, 'decks'>;
	notes: (lectureId: string) => Promise<NoteDocument>;
};

/** A question for a language model, and all that it is asked with. */
export type ModelQuestion = {
	lecture: LectureRow;
	lines: readonly DatedLine[];
	past: readonly Past[];
	question: string;
	/** Lines that the search found; they stand first in the answer. */
	passages: readonly AnswerBlock[];
	/** Places of lines that have to do with the question, the best first. */
	nearest: () => Promise<readonly number[]>;
	judge: JudgeCites;
};

type Tell = (event: AnswerEvent) => void;

const answerTokensMost = 1_500;
/** Of what is estimated to fit into a model, so that the estimate may be off. */
const contextShare = 0.8;
const conversationsMost = 16;

/** Asks language models about lectures, in one conversation for each lecture. */
export class ModelAnswers {
	readonly #deps: Deps;
	readonly #conversations = new Map<string, { slides: number; conversation: Conversation }>();
	readonly #secret = randomBytes(16);

	constructor(deps: Deps) {
		this.#deps = deps;
	}

	forget(lectureId: string): void {
		this.#conversations.delete(lectureId);
	}

	async ask(model: LanguageModel, asking: ModelQuestion, tell: Tell, signal: AbortSignal): Promise<Said> {
		const { lecture, lines, past, question } = asking;
		const course = await this.#courseOf(lecture);
		const conversation = this.#conversationOf(lecture, course, lines, past);
		const turn = asked(conversation, lines, question);
		const tokensMost = model.contextTokens * contextShare - answerTokensMost;
		const isWhole = roughPromptTokens(turn.messages) <= tokensMost;
		const { messages, lineNamed } = isWhole
			? turn
			: excerptFor({
					...{ course: { ...course, decks: [] }, mark: conversation.mark, lines, past, question, tokensMost },
					...{ notes: await this.#deps.notes(lecture.id), nearest: await asking.nearest() }
				});
		const said = await received(model, { messages, lineNamed, asking }, tell, signal);
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
		const decks = await deckInfos(await this.#deps.lectures.decks(lecture.id));
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
}

type Request = {
	messages: readonly ChatMessage[];
	lineNamed: LineNamed;
	asking: Pick<ModelQuestion, 'passages' | 'judge'>;
};

/** One answer of a model, from its first word to its end; the passages stand before it. */
async function received(
	model: LanguageModel,
	{ messages, lineNamed, asking: { passages, judge: judgeCites } }: Request,
	tell: Tell,
	signal: AbortSignal
): Promise<Omit<Said, 'upto'>> {
	let reader = new AnswerReader(lineNamed);
	let judge = new Judge(judgeCites);
	let blocks: AnswerBlock[] = [];
	const take = (more: readonly AnswerBlock[]) => {
		for (const block of more) tell({ type: 'delta', block });
		blocks.push(...more);
	};
	take(passages);
	const sink = {
		onText: (delta: string) => take(reader.push(delta).flatMap((part) => judge.push(part))),
		onRestart: () => {
			reader = new AnswerReader(lineNamed);
			judge = new Judge(judgeCites);
			blocks = [];
			tell({ type: 'restart' });
			take(passages);
		}
	};
	const request = { messages, maxTokens: answerTokensMost, temperature: 0.7, thinking: 'off' } as const;
	const outcome = await model.chat(request, sink, signal);
	if (outcome.kind !== 'failed') take([...reader.end().flatMap((part) => judge.push(part)), ...judge.end()]);
	const cutOff = outcome.kind === 'cut-off';
	const answer = { model: model.model, blocks, refusedCites: reader.refusedCites, cutOff };
	if (outcome.kind !== 'failed') return { outcome: 'answered', problem: null, answer };
	if (outcome.problem === 'aborted') return { outcome: 'stopped', problem: null, answer };
	const found = { model: null, blocks: [...passages], refusedCites: 0, cutOff: false };
	return { outcome: 'failed', problem: outcome.problem, answer: found };
}
