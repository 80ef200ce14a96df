import * as v from 'valibot';
import { noteCharactersMax, titleCharactersMax } from './limits.ts';
import {
	blockKinds,
	NoteBlockSchema,
	NoteSectionSchema,
	type NoteBlock,
	type NoteDocument,
	type NoteOp,
	type NoteSection
} from './notes.ts';

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const title = v.pipe(v.string(), v.trim(), v.maxLength(titleCharactersMax));
const md = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(noteCharactersMax));
const cites = v.pipe(v.array(id), v.maxLength(50));
/** A block of a model cites so many lines at most. */
const tickCitesMax = 200;
const position = v.pipe(v.number(), v.finite());

/**
 * What a person does to the notes. Ids of what is added are made by the client (a UUID), or are those of something
 * removed that is put back. Places are numbers between those of the neighbours.
 */
export const NoteChangeSchema = v.variant('act', [
	v.strictObject({
		act: v.literal('write-block'),
		blockId: id,
		md,
		/** Another one, where it changes. */
		kind: v.optional(v.picklist(blockKinds))
	}),
	v.strictObject({ act: v.literal('move-block'), blockId: id, sectionId: id, position }),
	v.strictObject({ act: v.literal('remove-block'), blockId: id }),
	v.strictObject({
		act: v.literal('add-block'),
		blockId: id,
		sectionId: id,
		kind: v.picklist(blockKinds),
		md,
		cites,
		position
	}),
	v.strictObject({ act: v.literal('write-title'), sectionId: id, title }),
	v.strictObject({ act: v.literal('move-section'), sectionId: id, position }),
	/** Its blocks go out of sight with it, and come back with it. */
	v.strictObject({ act: v.literal('remove-section'), sectionId: id }),
	v.strictObject({ act: v.literal('add-section'), sectionId: id, title, position }),
	v.strictObject({ act: v.literal('take-suggestion'), blockId: id }),
	v.strictObject({ act: v.literal('drop-suggestion'), blockId: id }),
	/** What the task says goes with it: an engine may have written it anew before the tick arrives. */
	v.strictObject({
		act: v.literal('tick-task'),
		task: v.strictObject({ blockId: id, md, cites: v.pipe(v.array(id), v.maxLength(tickCitesMax)) }),
		done: v.boolean()
	}),
	/** Undoes: a block or a section is again what it was, whoever wrote it, with what was suggested beside it. */
	v.strictObject({
		act: v.literal('put-back-block'),
		block: v.strictObject({ ...NoteBlockSchema.entries, blockId: id, sectionId: id, md, cites }),
		suggestion: v.optional(v.strictObject({ md, cites }))
	}),
	v.strictObject({
		act: v.literal('put-back-section'),
		section: v.strictObject({ ...NoteSectionSchema.entries, sectionId: id, title })
	})
]);
export type NoteChange = v.InferOutput<typeof NoteChangeSchema>;

/**
 * A person's change as steps of the note log; what it touches is locked from then on (rule N1). None when what it
 * speaks of is not there any more.
 */
export function opsOfChange(document: NoteDocument, change: NoteChange): NoteOp[] {
	switch (change.act) {
		case 'write-block':
			return rewritten(document, change.blockId, {
				md: change.md,
				...(change.kind && { kind: change.kind }),
				origin: 'person'
			});
		case 'move-block':
			return rewritten(document, change.blockId, { sectionId: change.sectionId, position: change.position });
		case 'remove-block':
			return document.blocks.has(change.blockId)
				? [{ op: 'remove-block', blockId: change.blockId, by: 'person' }]
				: [];
		case 'add-block': {
			const { act: _, ...block } = change;
			return [{ op: 'put-block', block: { ...block, ...touched(document.blocks.get(block.blockId)) } }];
		}
		case 'write-title':
			return retitled(document, change.sectionId, { title: change.title, origin: 'person' });
		case 'move-section':
			return retitled(document, change.sectionId, { position: change.position });
		case 'remove-section':
			return document.sections.has(change.sectionId)
				? [{ op: 'remove-section', sectionId: change.sectionId, by: 'person' }]
				: [];
		case 'add-section': {
			const { act: _, ...section } = change;
			const old = document.sections.get(section.sectionId);
			return [{ op: 'put-section', section: { ...section, ...touched(old) } }];
		}
		case 'take-suggestion':
			return taken(document, change.blockId);
		case 'drop-suggestion':
			return document.suggestions.has(change.blockId)
				? [{ op: 'drop-suggestion', blockId: change.blockId }]
				: [];
		case 'tick-task':
			return [{ op: 'tick', task: change.task, done: change.done }];
		case 'put-back-block':
			return putBack(change);
		case 'put-back-section':
			return [{ op: 'put-section', section: change.section }];
	}
}

function putBack({ block, suggestion }: Extract<NoteChange, { act: 'put-back-block' }>): NoteOp[] {
	const { blockId } = block;
	const beside: NoteOp = suggestion
		? { op: 'suggest', suggestion: { blockId, ...suggestion } }
		: { op: 'drop-suggestion', blockId };
	return [{ op: 'put-block', block }, beside];
}

const touched = (old: { rev: number } | undefined) =>
	({ origin: 'person', locked: true, rev: (old?.rev ?? 0) + 1 }) as const;

/** A doubt goes with the text that it was about. */
function rewritten({ blocks }: NoteDocument, blockId: string, change: Partial<NoteBlock>): NoteOp[] {
	const old = blocks.get(blockId);
	if (!old) return [];
	const block = { ...old, ...change, locked: true, rev: old.rev + 1 };
	if (change.md !== undefined) delete block.doubtful;
	return [{ op: 'put-block', block }];
}

function retitled({ sections }: NoteDocument, sectionId: string, change: Partial<NoteSection>): NoteOp[] {
	const old = sections.get(sectionId);
	return old ? [{ op: 'put-section', section: { ...old, ...change, locked: true, rev: old.rev + 1 } }] : [];
}

function taken(document: NoteDocument, blockId: string): NoteOp[] {
	const suggestion = document.suggestions.get(blockId);
	if (!suggestion) return [];
	const { md, cites } = suggestion;
	const ops = rewritten(document, blockId, { md, cites, origin: 'person' });
	return [...ops, { op: 'drop-suggestion', blockId }];
}
