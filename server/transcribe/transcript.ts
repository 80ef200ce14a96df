import type { Language } from '#lib/protocol/index.ts';
import type { RecognisedToken } from '../recognition/port.ts';

/** Times count from the beginning of the file. */
export type TranscriptSegment = {
	startMs: number;
	endMs: number;
	/** Empty when only an event was heard. */
	text: string;
	/** Head tags of the model, null where it named none. */
	language: string | null;
	emotion: string | null;
	event: string | null;
	/** Mean probability of the tokens, 0..1. */
	confidence: number;
	/** Their texts joined are `text`. */
	tokens: RecognisedToken[];
};

export type Transcript = {
	model: string;
	/** As asked for. */
	language: Language;
	durationMs: number;
	segments: TranscriptSegment[];
	/** Sums over the segments; `totalMs` is everything from opening the file on. */
	timings: { featuresMs: number; inferenceMs: number; decodeMs: number; totalMs: number };
};
