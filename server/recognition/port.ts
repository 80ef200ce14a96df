import type { Codec, Language } from '#lib/protocol/index.ts';

/** A stretch of one take's audio file: what the recogniser hears. The bytes are on disk already. */
export type RecognitionJob = {
	/** Names the job in errors and metrics, e.g. an utterance id. */
	id: string;
	/** Whole frames of `codec`, mono 16 kHz. */
	audioPath: string;
	codec: Codec;
	firstSample: number;
	sampleCount: number;
	language: Language;
	/** Words that may be among what is said, spelled as they are to be written; worth asking for with finals. */
	terms?: readonly string[];
	/**
	 * Finals go before speculative finals (heard before it is certain that the segment ends there), those before backlog,
	 * backlog before partials; among equals what came first.
	 */
	priority: 'final' | 'speculative' | 'backlog' | 'partial';
	/** Whose speech it is, e.g. a lecture's id; one partial of a stream is asked for at a time. */
	stream?: string;
	/** Of a partial: how many of its segment were heard before; 0 for the first words of a segment. */
	guess?: number;
};

export type RecognisedToken = { text: string; startMs: number; endMs: number };

/** What was heard. Times count from the first sample of the job. */
export type Recognition = {
	/** Empty when nothing was said, or when the gate took it for an invention on silence. */
	text: string;
	tokens: RecognisedToken[];
	/** Head tags, as data: zh, en, yue, ja, ko; null when the model named none of them. */
	language: string | null;
	/** HAPPY, SAD …; null for neutral or unknown. */
	emotion: string | null;
	/** Applause, Laughter, BGM …; null for plain speech. */
	event: string | null;
	/** Mean probability of the chosen tokens, 0..1; 0 when there are none. */
	confidence: number;
	timings: { featuresMs: number; inferenceMs: number; decodeMs: number };
};

export type RecognitionOutcome =
	| { kind: 'recognised'; recognition: Recognition }
	/** Set aside: it failed as often as is allowed. `reason` is for a person and holds no speech. */
	| { kind: 'failed'; reason: string }
	/** Taken back before it ran: it was withdrawn, or the recogniser is closing. Not an answer; ask again after a restart. */
	| { kind: 'cancelled' };

export type RecogniserState = 'starting' | 'ready' | 'failed';

/** The one door to recognition. Never rejects: every job ends in an outcome. */
export interface Recogniser {
	readonly model: { name: string; grade: 'small' | 'full' | 'custom' };
	readonly device: string;
	readonly state: RecogniserState;
	/** Told when `state` changes; returns its own removal. */
	onState(listener: (state: RecogniserState) => void): () => void;
	/** `withdrawal` takes the job back while it is queued; one that has begun is answered all the same. */
	recognise(job: RecognitionJob, withdrawal?: AbortSignal): Promise<RecognitionOutcome>;
	/** Stops the children; queued jobs end as `cancelled`. */
	close(): Promise<void>;
}
