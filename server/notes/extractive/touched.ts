import type { NoteDocument } from '#lib/protocol/index.ts';

/** Whether a person or a model has the say over a block: changed it, removed it, removed its section, or wrote it. */
export function isTouched({ blocks, removed }: NoteDocument, blockId: string): boolean {
	const block = blocks.get(blockId);
	if (removed.has(blockId)) return true;
	return (
		block !== undefined && (block.locked || block.origin !== 'extractive' || removed.has(block.sectionId))
	);
}
