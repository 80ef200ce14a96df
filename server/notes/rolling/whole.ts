import { setImmediate as turn } from 'node:timers/promises';
import { applyNoteOps, type NoteOp } from '#lib/protocol/index.ts';
import type { ChatRequest, LanguageModel } from '../../llm/port.ts';
import { roughTokens } from '../../llm/tokens.ts';
import { readingOf } from '../extractive/reading.ts';
import type { NoteLine, NoteRequest, NoteWatch } from '../port.ts';
import { answerOf, type Answer } from './answer.ts';
import { orderIn } from './conversation.ts';
import { courseMessage } from './course.ts';
import { Names } from './names.ts';
import { readyMessage, wholePrompt } from './prompts.ts';
import type { Scope } from './scope.ts';
import { wholeWords } from './state-words.ts';
import { transcriptWords } from './transcript.ts';
import { saidIn } from './said.ts';
import { verified } from './verify.ts';

const answerTokens = 8_000;
const opsMax = 120;
const notCitedMax = 30;
/** Read before others get their turn on the event loop. */
const linesAtOnce = 20;

/** The look at the whole lecture, once it is over: every line, all notes, and what may have been left out. */
export async function lookOver(
	request: NoteRequest,
	model: LanguageModel,
	mark: string,
	watch: NoteWatch
): Promise<Answer | { kind: 'too-long' }> {
	const { lines, document, style } = request;
	const numbered = lines.map((line, at) => [at + 1, line] as const);
	const numbers = new Map(numbered.map(([number, { id }]) => [id, number]));
	const names = new Names(document.version);
	const heard = new Map(numbered.map(([number, { id }]) => [number, id]));
	const scope: Scope = {
		names,
		window: heard,
		heard,
		orderOf: orderIn(lines),
		own: new Set(),
		unwanted: [],
		opsMax,
		whole: true
	};
	const citesOf = ({ cites }: { cites: readonly string[] }): string =>
		cites.flatMap((id) => (numbers.has(id) ? `s${numbers.get(id)}` : [])).join(',');
	const content = [
		'TRANSCRIPT',
		transcriptWords(numbered, mark),
		wholeWords(document, names, mark, citesOf),
		`NOT CITED ${(await notCited(request)).map(({ id }) => `s${numbers.get(id)}`).join(' ')}`
	].join('\n');
	const messages: ChatRequest['messages'] = [
		{ role: 'system', content: wholePrompt(style, mark) },
		{ role: 'user', content: courseMessage(request, mark) },
		{ role: 'assistant', content: readyMessage },
		{ role: 'user', content }
	];
	if (roughTokens(content) + answerTokens > model.contextTokens * 0.9) return { kind: 'too-long' };
	const chat: ChatRequest = { messages, maxTokens: answerTokens, temperature: 0.3, thinking: 'low' };
	return answerOf({ model, request: chat, document, scope, ...watch });
}

/** Lines that a student would note and no line of the notes rests on. */
export async function notCited({
	lines,
	document
}: Pick<NoteRequest, 'lines' | 'document'>): Promise<NoteLine[]> {
	const cited = new Set([...document.blocks.values()].flatMap(({ cites }) => cites));
	const missing: NoteLine[] = [];
	for (const [at, line] of lines.entries()) {
		if (at % linesAtOnce === 0) await turn();
		if (missing.length < notCitedMax && !cited.has(line.id) && isWorthNaming(line)) missing.push(line);
	}
	return missing;
}

function isWorthNaming({ text }: NoteLine): boolean {
	const { cues, cue, defines } = readingOf(text);
	return cue !== undefined || (!cues.talk && (cues.importance || defines !== undefined));
}

/** Blocks that stand, as they are shown now that what they say is not, or no longer, in the lines they cite. */
export async function corrections(
	request: Pick<NoteRequest, 'document' | 'lines' | 'decks'>,
	ops: readonly NoteOp[]
): Promise<NoteOp[]> {
	const now = applyNoteOps(request.document, ops);
	const puts = [...now.blocks.values()].map((block): NoteOp => ({
		op: 'put-block',
		block: { ...block, rev: block.rev + 1 }
	}));
	const corrected: NoteOp[] = [];
	for (let at = 0; at < puts.length; at += linesAtOnce) {
		const some = puts.slice(at, at + linesAtOnce);
		corrected.push(...verified(some, now, saidIn(request)).filter((op) => !some.includes(op)));
		await turn();
	}
	return corrected;
}
