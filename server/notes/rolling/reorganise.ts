import { applyNoteOps, type NoteBlock, type NoteDocument, type NoteOp } from '#lib/protocol/index.ts';
import type { WrittenOp } from './grammar.ts';
import { blockPosition } from './place.ts';
import type { Refusal, Scope } from './scope.ts';

type Reorganisation = Extract<WrittenOp, { op: 'remove' | 'move' | 'merge' }>;

/** Lines taken back, or brought under another heading, where they stand in the order in which they were said. */
export function reorganised(document: NoteDocument, op: Reorganisation, scope: Scope): NoteOp[] | Refusal {
	if (op.op === 'merge') return merged(document, op, scope);
	const block = document.blocks.get(scope.names.id(op.block) ?? '');
	if (!block) return 'no-block';
	if (op.op === 'remove') return [{ op: 'remove-block', blockId: block.blockId, by: 'engine' }];
	const home = document.sections.get(scope.names.id(op.section) ?? '');
	return home ? moved(document, block, home.sectionId, scope) : 'no-section';
}

/** The section goes with its last line; one that a person's line stands in stays. */
function merged(
	document: NoteDocument,
	op: Extract<WrittenOp, { op: 'merge' }>,
	scope: Scope
): NoteOp[] | Refusal {
	const from = document.sections.get(scope.names.id(op.section) ?? '');
	const into = document.sections.get(scope.names.id(op.into) ?? '');
	if (!from || !into || from === into) return 'no-section';
	const blocks = [...document.blocks.values()].filter(({ sectionId }) => sectionId === from.sectionId);
	const ops: NoteOp[] = [];
	for (const block of blocks) ops.push(...moved(applyNoteOps(document, ops), block, into.sectionId, scope));
	if (!blocks.some(({ locked }) => locked))
		ops.push({ op: 'remove-section', sectionId: from.sectionId, by: 'engine' });
	return ops;
}

function moved(document: NoteDocument, block: NoteBlock, sectionId: string, { orderOf }: Scope): NoteOp[] {
	if (block.locked || block.sectionId === sectionId) return [];
	const order = orderOf(block.cites[0] ?? '') ?? Infinity;
	const position = blockPosition(document, sectionId, { order, orderOf, isNew: () => false });
	return [{ op: 'put-block', block: { ...block, sectionId, position, rev: block.rev + 1 } }];
}
