import type { NoteBlock, NoteDocument } from '#lib/protocol/index.ts';
import type { Line } from './compose.ts';
import { blockIdOf, isExtractedBlock } from './ids.ts';
import { sameWords } from './same-words.ts';
import type { Sentence } from './stream.ts';
import { isTouched } from './touched.ts';

/** What counts when it is asked whether something is shown already. */
export type ShownBlock = Pick<NoteBlock, 'blockId' | 'kind' | 'md'>;

/**
 * What the notes show once an update is made: of sections that it has come to, the new lines; of the others, the old. What
 * lies hidden in a section that a person removed counts: it is not wanted elsewhere.
 */
export type Shown = {
	readonly blocks: ReadonlyMap<string, ShownBlock>;
	/** Ids of the blocks that say a text in the same words, or said it before a person changed or removed them. */
	saying(text: string): ReadonlySet<string>;
	/** Sets the lines that a section shows from now on; answers whether one that was shown gave way. */
	settle(section: readonly Sentence[], lines: readonly Line[]): boolean;
};

export function createShown(document: NoteDocument, sentences: readonly Sentence[]): Shown {
	const said = new Set(sentences.map(({ id }) => blockIdOf(id)));
	const stays = ({ blockId }: NoteBlock): boolean =>
		said.has(blockId) || !isExtractedBlock(blockId) || isTouched(document, blockId);
	const blocks = new Map<string, ShownBlock>();
	const byWords = new Map<string, Set<string>>();
	const index = (text: string, blockId: string): void => {
		const words = sameWords(text);
		byWords.set(words, (byWords.get(words) ?? new Set()).add(blockId));
	};
	const put = (block: ShownBlock): void => {
		blocks.set(block.blockId, block);
		index(block.md, block.blockId);
	};
	const drop = ({ blockId, md }: ShownBlock): void => {
		blocks.delete(blockId);
		byWords.get(sameWords(md))?.delete(blockId);
	};
	for (const block of document.blocks.values()) if (stays(block)) put(block);
	for (const { id, reading } of sentences)
		if (isTouched(document, blockIdOf(id))) index(reading.text, blockIdOf(id));
	return {
		blocks,
		saying: (text) => byWords.get(sameWords(text)) ?? new Set(),
		settle(section, lines) {
			const before = section
				.flatMap(({ id }) => blocks.get(blockIdOf(id)) ?? [])
				.filter(({ blockId }) => !isTouched(document, blockId));
			before.forEach(drop);
			lines.forEach(put);
			return before.some(({ blockId, md }) => blocks.get(blockId)?.md !== md);
		}
	};
}
