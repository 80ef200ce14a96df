import type {
	DeckInfo,
	NoteDocument,
	NoteOp,
	NotesWait,
	NoteStyle,
	UtteranceId
} from '#lib/protocol/index.ts';
import type { NoteRange, RangeChange } from '../store/notes.ts';

/** One final line of the transcript, as a note engine reads it. */
export type NoteLine = {
	id: UtteranceId;
	text: string;
	/** Language tag of the utterance, e.g. `en`, `zh`; null when unknown. */
	language: string | null;
	/** Seconds of recorded sound before it, over all takes in order: for sections and pauses, not for the clock. */
	startMs: number;
	endMs: number;
	/** Title of the slide that it was said to, where that is known. */
	slide?: string;
};

/** Slides of the lecture, as a note engine reads them. */
export type NoteDeck = Pick<DeckInfo, 'deckId' | 'slides'>;

/** All that there is to make notes of, and how far one has come. */
export type NoteRequest = {
	lectureId: string;
	title: string;
	/** Empty where it has no slides. */
	decks: readonly NoteDeck[];
	style: NoteStyle;
	/** All lines that are final by now, in lecture order; back-filled lines appear where they were said. */
	lines: readonly NoteLine[];
	/** Lines that were read for this version of the notes before (rule N3). */
	isRead: (id: UtteranceId) => boolean;
	/** Lines that language models read for this version, or failed to. */
	ranges: readonly NoteRange[];
	document: NoteDocument;
	/** The lecture has ended and every line is here: settle everything. */
	finished: boolean;
};

export type NoteUpdate = {
	ops: NoteOp[];
	/** Kept together with `ops`, in one transaction. */
	ranges: RangeChange;
	/** Lines that it left for later. */
	unread: ReadonlySet<UtteranceId>;
	/** What is extracted of lines that wait for a model, to be shown until the next update. */
	draft?: () => Promise<{ ops: readonly NoteOp[]; waits: NotesWait }>;
	/** A part of it that failed; the rest holds. */
	failure?: Error;
	/** When there is more to do, although nothing new is said. */
	again: 'when-told' | 'now' | { afterMs: number };
};

export type NoteWatch = {
	signal: AbortSignal;
	/** All that is being written at the moment, to be shown and not kept (rule N6). */
	onDraft: (ops: readonly NoteOp[], waits?: NotesWait) => void;
};

/**
 * Turns a transcript into note operations, step by step. Never touches a section or block that is `locked`, nor
 * brings back one that a person removed.
 */
export interface NoteEngine {
	/** Who writes what is said from now on. */
	readonly kind: 'extractive' | 'llm';
	/** What brings the notes closer to the transcript. Rejects only when something is broken. */
	update(request: NoteRequest, watch: NoteWatch): Promise<NoteUpdate>;
	/** What it remembers of a lecture beyond its requests is of no use any more. */
	forget(lectureId: string): void;
}

/** What an extractor is asked for: the notes of these lines, as far as `document` does not have them yet. */
export type Extraction = Pick<NoteRequest, 'lectureId' | 'lines' | 'document' | 'finished'>;

/** Finds notes in the lines themselves. Deterministic: the same operations for the same request. */
export interface Extractor {
	/**
	 * Operations that bring `document` up to `lines`; empty when there is nothing to say yet, or `signal` was aborted.
	 * Rejects when it was too much or something is broken.
	 */
	update(request: Extraction, signal: AbortSignal): Promise<NoteOp[]>;
	/** What it holds of a lecture beyond its requests is of no use any more. */
	forget(lectureId: string): void;
}
