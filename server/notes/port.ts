import type { NoteDocument, NoteOp, UtteranceId } from '#lib/protocol/index.ts';

/** One final line of the transcript, as a note engine reads it. */
export type NoteLine = {
	id: UtteranceId;
	text: string;
	/** Language tag of the utterance, e.g. `en`, `zh`; null when unknown. */
	language: string | null;
	/** Seconds of recorded sound before it, over all takes in order: for sections and pauses, not for the clock. */
	startMs: number;
	endMs: number;
};

export type NoteRequest = {
	/** All lines that are final by now, in lecture order; back-filled lines appear where they were said. */
	lines: readonly NoteLine[];
	document: NoteDocument;
	/** The lecture has ended and every line is here: settle everything. */
	finished: boolean;
};

/**
 * Turns a transcript into note operations, step by step. Deterministic engines give the same operations for the
 * same request. Never touches a section or block that is `locked`, nor brings back one that a person removed.
 */
export interface NoteEngine {
	readonly kind: 'extractive' | 'llm';
	/** Operations that bring `document` up to `lines`; empty when there is nothing to say yet. */
	update(request: NoteRequest, signal: AbortSignal): Promise<NoteOp[]>;
}
