import { outlineOf, type NoteBlock, type NoteDocument } from '#lib/protocol/index.ts';

/** Place of an utterance in the lecture; undefined when it is not known. */
export type OrderOf = (utteranceId: string) => number | undefined;

/** A position for a new section whose notes begin with the line at `order`: behind the last one that begins before it. */
export function sectionPosition(document: NoteDocument, order: number, orderOf: OrderOf): number {
	const outline = outlineOf(document);
	const before = outline.findLastIndex(({ blocks }) => beginningOf(blocks, orderOf) <= order);
	return between(outline[before]?.section.position, outline[before + 1]?.section.position);
}

/** A position before or behind all sections. */
export function outerPosition(document: NoteDocument, end: 'first' | 'last'): number {
	const outline = outlineOf(document);
	return end === 'first'
		? between(undefined, outline[0]?.section.position)
		: between(outline.at(-1)?.section.position, undefined);
}

/** A position for a new block: behind the last one of its section that was said before it, or that `isNew` too. */
export function blockPosition(
	document: NoteDocument,
	sectionId: string,
	{ order, orderOf, isNew }: { order: number; orderOf: OrderOf; isNew: (blockId: string) => boolean }
): number {
	const blocks = outlineOf(document).find(({ section }) => section.sectionId === sectionId)?.blocks ?? [];
	const before = blocks.findLastIndex(
		(block) => isNew(block.blockId) || beginningOf([block], orderOf) <= order
	);
	return between(blocks[before]?.position, blocks[before + 1]?.position);
}

/** Infinity when nothing of it is known: then it says nothing about what stands before it. */
export const beginningOf = (blocks: readonly NoteBlock[], orderOf: OrderOf): number =>
	blocks.reduce(
		(first, { cites }) => cites.reduce((least, id) => Math.min(least, orderOf(id) ?? Infinity), first),
		Infinity
	);

function between(low: number | undefined, high: number | undefined): number {
	if (low !== undefined && high !== undefined) return low + (high - low) / 2;
	if (low !== undefined) return Math.floor(low) + 1;
	return high === undefined ? 1 : Math.ceil(high) - 1;
}
