import type { NoteBlock, NoteDocument, NoteOp, NoteSection } from '#lib/protocol/index.ts';

/**
 * What of an engine's operations may be done to a document: what a person touched meanwhile stays as it is (rule N1),
 * and what was to be written into a locked block is suggested beside it (rule N4). Only a person ticks (rule N8).
 */
export function withoutTouched(document: NoteDocument, ops: readonly NoteOp[]): NoteOp[] {
	let homes: ReadonlySet<string> | undefined;
	const holdsTouched = (sectionId: string): boolean => (homes ??= touchedHomes(document)).has(sectionId);
	return ops.flatMap((op) => {
		switch (op.op) {
			case 'put-section':
				return isTouched(document, op.section.sectionId, document.sections) ? [] : [op];
			case 'remove-section':
				return isTouched(document, op.sectionId, document.sections) || holdsTouched(op.sectionId) ? [] : [op];
			case 'remove-block':
				return isTouched(document, op.blockId, document.blocks) ? [] : [op];
			case 'put-block':
				return block(document, op);
			case 'suggest':
				return document.blocks.has(op.suggestion.blockId) ? [op] : [];
			case 'tick':
				return [];
			default:
				return [op];
		}
	});
}

function block(document: NoteDocument, op: Extract<NoteOp, { op: 'put-block' }>): NoteOp[] {
	const { blockId, sectionId, md, cites } = op.block;
	const old = document.blocks.get(blockId);
	if (old?.locked) return old.md === md ? [] : [{ op: 'suggest', suggestion: { blockId, md, cites } }];
	return document.removed.has(blockId) || document.removed.has(sectionId) ? [] : [op];
}

/** Sections with something in them that a person touched. */
const touchedHomes = ({ blocks }: NoteDocument): ReadonlySet<string> =>
	new Set([...blocks.values()].flatMap(({ locked, sectionId }) => (locked ? [sectionId] : [])));

const isTouched = (
	{ removed }: NoteDocument,
	id: string,
	items: ReadonlyMap<string, NoteSection | NoteBlock>
): boolean => removed.has(id) || items.get(id)?.locked === true;
