import type { NoteBlock, NoteDocument } from '#lib/protocol/index.ts';
import { isTouched, type Line } from './compose.ts';
import { blockIdOf, isExtractedBlock } from './ids.ts';
import type { Sentence } from './stream.ts';

/** What counts when it is asked whether something is shown already. */
export type ShownBlock = Pick<NoteBlock, 'blockId' | 'kind' | 'md'>;

/** What the notes show once an update is made: of sections that it has come to, the new lines; of the others, the old. */
export type Shown = {
	readonly blocks: ReadonlyMap<string, ShownBlock>;
	/** The lines that a section shows from now on. */
	settle(section: readonly Sentence[], lines: readonly Line[]): void;
};

export function createShown(document: NoteDocument, sentences: readonly Sentence[]): Shown {
	const said = new Set(sentences.map(({ id }) => blockIdOf(id)));
	const stays = ({ blockId }: NoteBlock): boolean =>
		said.has(blockId) || !isExtractedBlock(blockId) || isTouched(document, blockId);
	const blocks = new Map<string, ShownBlock>([...document.blocks].filter(([, block]) => stays(block)));
	return {
		blocks,
		settle(section, lines) {
			const own = section.map(({ id }) => blockIdOf(id));
			for (const blockId of own) if (!isTouched(document, blockId)) blocks.delete(blockId);
			for (const line of lines) blocks.set(line.blockId, line);
		}
	};
}
