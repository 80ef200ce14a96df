import {
	applyNoteOps,
	correctedResult,
	opsOfChange,
	utteranceId,
	type Edit,
	type NoteDocument,
	type NoteOp,
	type NoteStyle,
	type Utterance,
	type UtteranceId
} from '#lib/protocol/index.ts';

/** A change of this device that the server has not taken yet. */
export type PendingEdit = { editId: string; edit: Edit };

/** The notes as they will be once the server has taken the edits, as far as one can know. */
export const withChanges = (notes: NoteDocument, edits: readonly PendingEdit[]): NoteDocument =>
	edits.reduce(
		(document, { edit }) =>
			edit.kind === 'note' ? applyNoteOps(document, opsOfChange(document, edit.change)) : document,
		notes
	);

/** What an engine is writing just now is shown where it adds something; what it rewrites stands until it is done. */
export const withDraft = (notes: NoteDocument, draft: readonly NoteOp[]): NoteDocument =>
	applyNoteOps(
		notes,
		draft.filter(
			(op) =>
				(op.op === 'put-block' && isNew(op.block.blockId, notes.blocks, notes)) ||
				(op.op === 'put-section' && isNew(op.section.sectionId, notes.sections, notes))
		)
	);

const isNew = (id: string, items: ReadonlyMap<string, unknown>, { removed }: NoteDocument): boolean =>
	!items.has(id) && !removed.has(id);

/** How the notes are written once the server has taken the edits; undefined where nobody knows yet. */
export function withStyle(
	style: NoteStyle | undefined,
	edits: readonly PendingEdit[]
): NoteStyle | undefined {
	const chosen = edits.findLast(({ edit }) => edit.kind === 'notes')?.edit;
	if (chosen?.kind !== 'notes') return style;
	const { kind: _, ...changed } = chosen;
	return changed;
}

type Utterances = ReadonlyMap<UtteranceId, Utterance>;

/** The same for the transcript. */
export function withCorrections(utterances: Utterances, edits: readonly PendingEdit[]): Utterances {
	let changed: Map<UtteranceId, Utterance> | undefined;
	for (const { edit } of edits) {
		if (edit.kind !== 'utterance') continue;
		const id = utteranceId(edit.takeId, edit.segment);
		const old = (changed ?? utterances).get(id);
		if (!old) continue;
		changed ??= new Map(utterances);
		changed.set(id, { ...old, result: correctedResult(old.result, old.result, edit.text) });
	}
	return changed ?? utterances;
}
