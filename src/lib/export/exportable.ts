import type { NoteBlock, NoteSection, UtteranceId } from '#lib/protocol/index.ts';

/** What a writer needs of a lecture; times count from its beginning, pauses left out. */
export type Exportable = {
	title: string;
	/** UTC, ms. */
	createdAt: number;
	durationMs: number;
	lines: readonly ExportLine[];
	notes: readonly { section: NoteSection; blocks: readonly NoteBlock[] }[];
};

export type ExportLine = {
	id: UtteranceId;
	startMs: number;
	endMs: number;
	text: string;
	language: string | null;
	event: string | null;
};

/** `1:02:03`, or `2:03` under an hour. */
export function clock(ms: number): string {
	const seconds = Math.floor(ms / 1000);
	const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
	const tail = `${String(s).padStart(2, '0')}`;
	return h > 0 ? `${h}:${String(m).padStart(2, '0')}:${tail}` : `${m}:${tail}`;
}
