import type { AnswerBlock, NoteBlock, NoteSection, UtteranceId } from '#lib/protocol/index.ts';
import type { ExportWords } from './words.ts';

/** What a document can be made of. */
export const parts = ['notes', 'questions', 'slides', 'transcript'] as const;
export type Part = (typeof parts)[number];

/** What a writer needs of a lecture; times count from its beginning, pauses left out. */
export type Exportable = {
	title: string;
	/** UTC, ms. */
	createdAt: number;
	durationMs: number;
	lines: readonly ExportLine[];
	notes: readonly { section: NoteSection; blocks: readonly NoteBlock[] }[];
	questions: readonly ExportQuestion[];
	decks: readonly ExportDeck[];
	words: ExportWords;
	/** The languages of this browser, the first one preferred. */
	locales: readonly string[];
};

export type ExportLine = {
	id: UtteranceId;
	takeId: string;
	startMs: number;
	endMs: number;
	startSample: number;
	endSample: number;
	text: string;
	language: string | null;
	event: string | null;
	corrected: boolean;
};

export type ExportQuestion = { question: string; model: string | null; blocks: readonly AnswerBlock[] };

export type ExportDeck = {
	name: string;
	slides: readonly {
		number: number;
		title: string;
		text: string;
		hidden: boolean;
		/** When it was first spoken to. */
		startMs: number | null;
	}[];
};

/** `1:02:03`, or `2:03` under an hour. */
export function clock(ms: number): string {
	const seconds = Math.floor(ms / 1000);
	const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
	const tail = `${String(s).padStart(2, '0')}`;
	return h > 0 ? `${h}:${String(m).padStart(2, '0')}:${tail}` : `${m}:${tail}`;
}

/** What was said in a line, after the name of what else was to be heard. */
export const wordsOfLine = ({ text, event }: ExportLine, words: ExportWords): string =>
	[event && `[${words.event[event] ?? event}]`, text.replace(/\s+/g, ' ').trim()].filter(Boolean).join(' ');
