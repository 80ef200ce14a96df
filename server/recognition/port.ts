import type { Codec, Language, Load } from '#lib/protocol/index.ts';
import type { Context } from './context.ts';

/** A stretch of one take's audio file: what the recogniser hears. The bytes are on disk already. */
export type RecognitionJob = {
	/** Names the job in errors and metrics, e.g. an utterance id. */
	id: string;
	/** Whole frames of `codec`, mono 16 kHz. */
	audioPath: string;
	codec: Codec;
	firstSample: number;
	sampleCount: number;
	/**
	 * Sound around it that may be heard too, so that the words at its ends are understood; what is said there is not told. Who
	 * cannot tell where a word lies does without.
	 */
	context?: Context;
	language: Language;
	/** Words that may be among what is said, spelled as they are to be written; worth asking for with finals. */
	terms?: readonly string[];
	/**
	 * Finals go before speculative finals (heard before it is certain that the segment ends there), those before all others.
	 * Partials, first guesses of a segment before later ones, and backlog take turns. Among equals so do streams, the oldest
	 * speech first.
	 */
	priority: 'final' | 'speculative' | 'backlog' | 'partial';
	/** Whose speech it is, e.g. a lecture's id; one partial of a stream is asked for at a time. */
	stream?: string;
	/** Of a partial: how many of its segment were heard before; 0 for the first words of a segment. */
	guess?: number;
	/** How long its speech has been over when the job is asked for; 0 unless given. */
	ageMs?: number;
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
	| { kind: 'cancelled' }
	/** Not heard because there is more to do than can be done. Not an answer: partials are dropped, the rest is asked again. */
	| { kind: 'shed' };

/** The two outcomes that are an answer. */
export type RecognitionAnswer = Extract<RecognitionOutcome, { kind: 'recognised' | 'failed' }>;

/** What there is to do and what was done since the beginning. Numbers only. */
export type RecogniserMetrics = {
	waiting: Record<RecognitionJob['priority'], { jobs: number; oldestMs: number }>;
	/** Answers, by priority. */
	answered: Record<RecognitionJob['priority'], number>;
	/** Jobs that were not heard because of the load, and segments that were given up. */
	shed: number;
	setAside: number;
	/** Children that serve now, and starts beyond the first of each place. */
	children: number;
	restarts: number;
};

export type RecogniserState = 'starting' | 'ready' | 'failed';

/** The one door to recognition. Never rejects: every job ends in an outcome. */
export interface Recogniser {
	readonly model: { name: string; grade: 'small' | 'full' | 'custom' };
	readonly device: string;
	readonly state: RecogniserState;
	/** Told when `state` changes; returns its own removal. */
	onState(listener: (state: RecogniserState) => void): () => void;
	readonly load: Load;
	/** Told when `load` changes; returns its own removal. */
	onLoad(listener: (load: Load) => void): () => void;
	metrics(): RecogniserMetrics;
	/** `withdrawal` takes the job back while it is queued; one that has begun is answered all the same. */
	recognise(job: RecognitionJob, withdrawal?: AbortSignal): Promise<RecognitionOutcome>;
	/** Stops the children; queued jobs end as `cancelled`. */
	close(): Promise<void>;
}
