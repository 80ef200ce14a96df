import {
	applyNoteOps,
	emptyNotes,
	type AnswerBlock,
	type KnownVerdict,
	type ModelProblem,
	type NotesVerdict,
	type UnknownVerdict
} from '#lib/protocol/index.ts';
import type { ChatMessage, ChatOutcome, LlmProblem } from '../llm/port.ts';
import { isCutShort } from '../llm/tokens.ts';
import { cjkLetters } from '../notes/extractive/script.ts';
import { isLikeNotes, type Answer } from '../notes/rolling/answer.ts';
import { OpReader } from '../notes/rolling/op-reader.ts';
import type { Scribe } from '../notes/rolling/scribe.ts';
import { verified } from '../notes/rolling/verify.ts';
import type { Said } from '../questions/said.ts';
import type { MadeLecture } from './made-lecture.ts';

/** What a request for the notes of the made lecture came to. */
export type NotesEvidence = {
	messages: readonly ChatMessage[];
	outcome: ChatOutcome;
	/** The outcome as the note stage read it. */
	answer: Answer;
};

type NoAnswer = Extract<NotesVerdict, { kind: 'no-answer' | 'too-slow' }>;

/** A check is called off only when its time is over; whoever leaves is told nothing. */
export const noAnswer = (problem: LlmProblem): NoAnswer =>
	problem === 'aborted' ? { kind: 'too-slow' } : { kind: 'no-answer', problem };

/** The request for notes has more, by the estimate. */
const promptTokensLeast = 1000;

/** What notes by this model are like, by those that it wrote of the made lecture. */
export function judgeNotes({ messages, outcome, answer }: NotesEvidence, lecture: MadeLecture): NotesVerdict {
	if (outcome.kind === 'failed') return noAnswer(outcome.problem);
	if (outcome.usage && isCutShort(messages, outcome.usage, promptTokensLeast))
		return noAnswer('context-too-small');
	if (answer.kind === 'written') return writtenNotes(answer, lecture);
	if (outcome.kind === 'cut-off') return { kind: 'cut-off' };
	return { kind: isUncited(outcome.text) ? 'uncited' : 'off-form' };
}

function writtenNotes(
	{ text, scribe }: Extract<Answer, { kind: 'written' }>,
	lecture: MadeLecture
): NotesVerdict {
	const shown = applyNoteOps(emptyNotes, verified(scribe.ops, emptyNotes, lecture));
	const kept = [...shown.blocks.values()].filter(({ origin }) => origin === 'llm').length;
	const written = [...scribe.document.blocks.values()].map(({ md }) => md).join(' ');
	return {
		kind: 'written',
		kept,
		changed: scribe.newBlocks.size - kept,
		dropped: droppedIn(text, scribe),
		isInLanguage: written === '' || isInLanguage(written, lecture)
	};
}

/** What the app leaves out: operations that it refused, and lines of notes in another form, where a part keeps to it. */
function droppedIn(text: string, { refused, newBlocks }: Scribe): number {
	const reader = new OpReader();
	const [whole, rest] = [reader.push(text), reader.close()];
	if (whole.ops.length + rest.ops.length > 0) return refused.length + whole.bad + rest.bad;
	return Math.max(0, text.split('\n').filter((line) => bullet.test(line)).length - newBlocks.size);
}

const bullet = /^\s*(?:[-*+•]|\d{1,2}[.)])\s/u;
const isUncited = (text: string): boolean => isLikeNotes(text) && !/\bs\d/u.test(text);

function isInLanguage(text: string, { language }: MadeLecture): boolean {
	const words = text.match(/[A-Za-z]{3,}/gu)?.length ?? 0;
	return cjkLetters(text) > words === (language === 'zh');
}

/** What the question came to that the made lecture answers. */
export function judgeKnown(said: Said, lecture: MadeLecture): KnownVerdict {
	const failed = failureOf(said);
	if (failed) return failed;
	const { answer, lineId } = lecture.known;
	const own = said.answer.blocks.filter(isByModel);
	const words = textOf(own);
	const cited = own.filter(({ kind }) => kind === 'lecture');
	const isRight = answer.test(words) && cited.every(({ unfounded = [] }) => unfounded.length === 0);
	if (isRight && cited.some(({ md, cites }) => answer.test(md) && cites.includes(lineId)))
		return { kind: 'right', isInLanguage: isInLanguage(words, lecture) };
	if (isRight) return { kind: 'uncited' };
	return { kind: own.some(({ kind }) => kind === 'model-found-nothing') ? 'missed' : 'wrong' };
}

/** What the question came to that it does not answer. Below "not found" a model may name what comes nearest. */
export function judgeUnknown(said: Said): UnknownVerdict {
	const isAdmitted = said.answer.blocks.some(({ kind }) => kind === 'model-found-nothing');
	return failureOf(said) ?? { kind: isAdmitted ? 'admits' : 'invents' };
}

function failureOf({ outcome, problem, answer: { blocks } }: Said): NoAnswer | undefined {
	if (outcome === 'stopped') return { kind: 'too-slow' };
	if (outcome === 'failed') return noAnswer((problem ?? 'no-answer') as ModelProblem);
	return blocks.some(isByModel) ? undefined : noAnswer('no-answer');
}

const isByModel = ({ kind }: AnswerBlock): boolean => kind !== 'line' && kind !== 'nothing-found';
const textOf = (blocks: readonly AnswerBlock[]): string => blocks.map(({ md }) => md).join('\n');
