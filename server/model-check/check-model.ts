import { randomBytes } from 'node:crypto';
import {
	emptyNotes,
	type KnownVerdict,
	type ModelCheck,
	type ModelCheckStep,
	type ModelProblem,
	type NoteOp,
	type UnknownVerdict
} from '#lib/protocol/index.ts';
import type { ChatRequest, LanguageModel } from '../llm/port.ts';
import { meteredModel } from '../llm/usage/metered.ts';
import type { Price } from '../llm/usage/price.ts';
import { askForNotes } from '../notes/rolling/ask-for-notes.ts';
import { Conversation } from '../notes/rolling/conversation.ts';
import { ModelAnswers } from '../questions/model-answers.ts';
import { modelQuestion } from '../questions/model-question.ts';
import type { Said } from '../questions/said.ts';
import { LectureSearch } from '../questions/search/lecture-search.ts';
import { judgeKnown, judgeNotes, judgeUnknown } from './judge.ts';
import { Ledger } from './ledger.ts';
import { noteRequestOf, rowOf, type MadeLecture } from './made-lecture.ts';
import { ObservedModel, type Call } from './observed-model.ts';
import { speedOf } from './speed.ts';

export type Trial = {
	/** One that makes no call a second time. */
	model: LanguageModel;
	price: Price | null;
	/** US dollars that a lecture may cost, and so a check. */
	capUsd: number | null;
};

type Around = { tell: (step: ModelCheckStep) => void; signal: AbortSignal; nowMs: () => number };

export type CheckUse = { model: string } & ModelCheck['use'];

export type Checked = (
	| { kind: 'checked'; check: ModelCheck }
	/** It could not be reached, so that there is nothing to judge. */
	| { kind: 'failed'; problem: ModelProblem | 'too-slow' }
) & { used: CheckUse };

/**
 * The first call is for one word: it tells whether the model can be reached, loads it, and finds out where its reasoning
 * stands, so that the next calls take what they take in a lecture.
 */
const oneWord: ChatRequest = {
	messages: [{ role: 'user', content: 'Answer with one word: ready' }],
	maxTokens: 32,
	temperature: 0,
	thinking: 'off'
};

/** Has a made lecture noted and asked about, by the very calls that notes and questions make, and judges what comes. */
export async function checkModel(trial: Trial, lecture: MadeLecture, around: Around): Promise<Checked> {
	const { signal, nowMs, tell } = around;
	const ledger = new Ledger();
	const metered = meteredModel(trial.model, 'made', { ...trial, repository: ledger.repository });
	const model = new ObservedModel(metered, nowMs);

	const used = (): CheckUse => {
		const isCounted = model.calls.every(
			({ outcome }) => outcome.kind !== 'failed' && outcome.usage !== undefined
		);
		return { model: model.model, ...ledger.use, isCounted };
	};

	tell('connection');
	const reached = await model.chat(oneWord, {}, signal);
	if (reached.kind === 'failed' && !isAnswer(reached.problem)) {
		const { problem } = reached;
		return { kind: 'failed', problem: problem === 'aborted' ? 'too-slow' : problem, used: used() };
	}
	tell('notes');
	const { verdict: notes, speed } = await notesBy(model, lecture, around);
	const answers = await answersBy(model, lecture, around);
	const thought = reached.kind !== 'failed' && reached.thought === true;
	const { model: name, ...use } = used();
	const check = { model: name, language: lecture.language, thought, notes, ...answers, speed, use };
	return { kind: 'checked', check, used: used() };
}

/** The model was reached: what it does with more than one word is for the next calls to show. */
const isAnswer = (problem: string): boolean => problem === 'no-answer' || problem === 'only-thoughts';

async function notesBy(model: ObservedModel, lecture: MadeLecture, { signal, nowMs }: Around) {
	const request = noteRequestOf(lecture);
	const conversation = new Conversation({ ...request, mark: newFence(), unwanted: [] });
	const begunMs = nowMs();
	let firstLineMs: number | null = null;
	const onDraft = (ops: readonly NoteOp[]): void => {
		if (ops.length > 0) firstLineMs ??= nowMs() - begunMs;
	};
	const asking = { request, model, watch: { signal, onDraft } };
	const { question, answer } = await askForNotes(conversation, lecture.lines, asking);
	const call = model.calls.at(-1) as Call;
	const evidence = { messages: question.messages, outcome: call.outcome, answer };
	return { verdict: judgeNotes(evidence, lecture), speed: speedOf(call, firstLineMs) };
}

async function answersBy(
	model: LanguageModel,
	lecture: MadeLecture,
	{ signal, tell }: Around
): Promise<{ known: KnownVerdict; unknown: UnknownVerdict }> {
	const search = new LectureSearch();
	const ask = async (question: string): Promise<Said | undefined> => {
		if (signal.aborted) return undefined;
		const answers = new ModelAnswers({
			lectures: { decks: async () => [] },
			notes: async () => emptyNotes
		});
		const { lines } = lecture;
		const row = rowOf(lecture);
		const found = await search.passages(row.id, lines, question);
		const asking = await modelQuestion({ lecture: row, lines, past: [], question }, found, search);
		return answers.ask(model, asking, () => {}, signal);
	};
	tell('known');
	const first = await ask(lecture.known.question);
	const known: KnownVerdict = first ? judgeKnown(first, lecture) : { kind: 'too-slow' };
	tell('unknown');
	const second = await ask(lecture.unknown);
	return { known, unknown: second ? judgeUnknown(second) : { kind: 'too-slow' } };
}

const newFence = (): string => `m${randomBytes(5).toString('hex')}`;
