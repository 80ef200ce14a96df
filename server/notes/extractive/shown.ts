import type { NoteBlock, NoteDocument } from '#lib/protocol/index.ts';
import { isTouched, type Line } from './compose.ts';
import { blockIdOf, isExtractedBlock } from './ids.ts';
import type { Sentence } from './stream.ts';

/** What counts when it is asked whether something is shown already. */
export type ShownBlock = Pick<NoteBlock, 'blockId' | 'kind' | 'md'>;

/**
 * What the notes show once an update is made: of sections that it has come to, the new lines; of the others, the old. What
 * lies hidden in a section that a person removed counts: it is not wanted elsewhere.
 */
export type Shown = {
	readonly blocks: ReadonlyMap<string, ShownBlock>;
	/** Sets the lines that a section shows from now on; answers whether one that was shown gave way. */
	settle(section: readonly Sentence[], lines: readonly Line[]): boolean;
};

export function createShown(document: NoteDocument, sentences: readonly Sentence[]): Shown {
	const said = new Set(sentences.map(({ id }) => blockIdOf(id)));
	const stays = ({ blockId }: NoteBlock): boolean =>
		said.has(blockId) || !isExtractedBlock(blockId) || isTouched(document, blockId);
	const isFree = ({ blockId }: ShownBlock): boolean =>
		!isTouched(document, blockId) && !document.removed.has(document.blocks.get(blockId)?.sectionId ?? '');
	const blocks = new Map<string, ShownBlock>([...document.blocks].filter(([, block]) => stays(block)));
	return {
		blocks,
		settle(section, lines) {
			const before = section.flatMap(({ id }) => blocks.get(blockIdOf(id)) ?? []).filter(isFree);
			for (const { blockId } of before) blocks.delete(blockId);
			for (const line of lines) blocks.set(line.blockId, line);
			return before.some(({ blockId, md }) => blocks.get(blockId)?.md !== md);
		}
	};
}
