import type { NoteDocument, NoteOp } from '#lib/protocol/index.ts';
import type { ChatRequest, LanguageModel } from '../../llm/port.ts';
import { nextSectionNumber } from './names.ts';
import { OpReader } from './op-reader.ts';
import { operationsInProse } from './prose.ts';
import type { Scope } from './scope.ts';
import { Scribe } from './scribe.ts';

/** What came of a call. */
export type Answer =
	| { kind: 'written'; text: string; scribe: Scribe }
	/** Of no use as it is; asked for less, the model may do better. */
	| { kind: 'unusable' }
	/** The model cannot be had now. */
	| { kind: 'unreachable' }
	| { kind: 'aborted' };

type Call = {
	model: LanguageModel;
	request: ChatRequest;
	document: NoteDocument;
	scope: Scope;
	signal: AbortSignal;
	/** Told all that is written so far, each time that a line is whole. */
	onDraft: (ops: readonly NoteOp[]) => void;
};

/**
 * Asks, and reads the answer while it comes. Only an answer that is whole counts, by the model's own word and by its
 * end mark; what it is made of then is read from the whole text, not from the pieces.
 */
export async function answerOf({ model, request, document, scope, signal, onDraft }: Call): Promise<Answer> {
	let draft = new Draft(document, scope, onDraft);
	const outcome = await model.chat(
		request,
		{
			onText: (piece) => draft.push(piece),
			onRestart: () => {
				draft = new Draft(document, scope, onDraft);
				onDraft([]);
			}
		},
		signal
	);
	if (signal.aborted) return { kind: 'aborted' };
	if (outcome.kind === 'complete') return writtenIn(outcome.text, document, scope);
	if (outcome.kind === 'cut-off' || outcome.problem === 'content-filtered') return { kind: 'unusable' };
	return { kind: outcome.problem === 'aborted' ? 'aborted' : 'unreachable' };
}

class Draft {
	readonly #reader = new OpReader();
	readonly #scribe: Scribe;
	readonly #onDraft: Call['onDraft'];

	constructor(document: NoteDocument, scope: Scope, onDraft: Call['onDraft']) {
		this.#scribe = new Scribe(document, scope);
		this.#onDraft = onDraft;
	}

	push(piece: string): void {
		const before = this.#scribe.ops.length;
		for (const op of this.#reader.push(piece).ops) this.#scribe.write(op);
		if (this.#scribe.ops.length > before) this.#onDraft([...this.#scribe.ops]);
	}
}

/** The operations of a whole answer; bullets that cite count where the model did not keep to the language. */
export function writtenIn(text: string, document: NoteDocument, scope: Scope): Answer {
	const reader = new OpReader();
	const scribe = new Scribe(document, scope);
	const ops = [...reader.push(text).ops, ...reader.close().ops];
	for (const op of ops) scribe.write(op);
	const isOnlyTitles = ops.every(({ op }) => op === 'section');
	if (isOnlyTitles && isLikeNotes(text)) return fromProse(text, document, scope);
	if (reader.ended && !isBesideThePoint(scribe)) return { kind: 'written', text, scribe };
	return ops.length === 0 ? fromProse(text, document, scope) : { kind: 'unusable' };
}

const noteLine = /^[ \t]*(?:[+!*?•-]{1,2}|\d{1,2}[.)])[ \t]?[\p{L}\p{N}*]/mu;

/** Lines stand in it as notes do, whether or not they keep to the language. */
export const isLikeNotes = (text: string): boolean => noteLine.test(text);

/** It wrote lines, and none of them for these notes or from this transcript. */
const isBesideThePoint = ({ added, refused }: Scribe): boolean =>
	added.length > 0 && added.every((name) => name === '-') && refused.some((why) => why !== 'repeated');

function fromProse(text: string, document: NoteDocument, scope: Scope): Answer {
	const open = [...document.sections.values()]
		.filter(({ origin }) => origin === 'llm')
		.sort((a, b) => a.position - b.position)
		.at(-1);
	const name = open && scope.names.section(open.sectionId);
	const scribe = new Scribe(document, scope);
	for (const op of operationsInProse(text, { open: name, next: nextSectionNumber(document) }))
		scribe.write(op);
	return scribe.newBlocks.size > 0 ? { kind: 'written', text, scribe } : { kind: 'unusable' };
}
