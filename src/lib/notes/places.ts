import type { NoteBlock, NoteChange, NoteSection } from '#lib/protocol/index.ts';

/** Sections in reading order, each with its blocks. */
export type Outline = readonly { section: NoteSection; blocks: readonly NoteBlock[] }[];
export type Direction = 'up' | 'down';

/** Moves a block past its neighbour, or over the edge of its section; undefined at the edge of the notes. */
export function moveBlock(outline: Outline, blockId: string, direction: Direction): NoteChange | undefined {
	const at = outline.findIndex(({ blocks }) => blocks.some((block) => block.blockId === blockId));
	const here = outline[at];
	const from = here?.blocks.findIndex((block) => block.blockId === blockId) ?? -1;
	if (!here || from < 0) return undefined;
	const others = here.blocks.filter((block) => block.blockId !== blockId);
	const to = direction === 'up' ? from - 1 : from + 1;
	if (to >= 0 && to <= others.length)
		return { act: 'move-block', blockId, sectionId: here.section.sectionId, position: placeAt(others, to) };
	const next = outline[direction === 'up' ? at - 1 : at + 1];
	if (!next) return undefined;
	const position = placeAt(next.blocks, direction === 'up' ? next.blocks.length : 0);
	return { act: 'move-block', blockId, sectionId: next.section.sectionId, position };
}

/** Moves a section with its blocks past its neighbour; undefined at the edge of the notes. */
export function moveSection(
	outline: Outline,
	sectionId: string,
	direction: Direction
): NoteChange | undefined {
	const sections = outline.map(({ section }) => section);
	const from = sections.findIndex((section) => section.sectionId === sectionId);
	const to = direction === 'up' ? from - 1 : from + 1;
	if (from < 0 || to < 0 || to >= sections.length) return undefined;
	const others = sections.filter((section) => section.sectionId !== sectionId);
	return { act: 'move-section', sectionId, position: placeAt(others, to) };
}

/** A position that makes something number `at` among `others`, which are in order. */
export function placeAt(others: readonly { position: number }[], at: number): number {
	const before = others[at - 1]?.position;
	const after = others[at]?.position;
	if (before === undefined) return after === undefined ? 1 : after - 1;
	return after === undefined ? before + 1 : (before + after) / 2;
}
