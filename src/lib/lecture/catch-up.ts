import type { NoteBlock } from '#lib/protocol/index.ts';
import type { Line } from './transcript.ts';

type Outline = readonly { blocks: readonly NoteBlock[] }[];
export type CatchUp = { blocks: readonly NoteBlock[]; lines: readonly Line[] };

/**
 * What was said in the last minutes: the notes that rest on it, and word for word the lines behind the last of which
 * there is a note. Minutes are of sound, counted back from the end of the last line.
 */
export function catchUpOf(lines: readonly Line[], outline: Outline, minutes: number): CatchUp {
	const fromMs = (lines.at(-1)?.endMs ?? 0) - minutes * 60_000;
	const recent = lines.filter((line) => line.kind === 'text' && line.endMs > fromMs);
	const ids = new Set(recent.map(({ id }) => id));
	const blocks = outline
		.flatMap((section) => section.blocks)
		.filter(({ cites }) => cites.some((id) => ids.has(id)));
	const cited = new Set(blocks.flatMap(({ cites }) => cites));
	const lastCited = recent.findLastIndex(({ id }) => cited.has(id));
	return { blocks, lines: recent.slice(lastCited + 1) };
}
