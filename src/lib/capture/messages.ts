import type { LectureId, TakeId } from '#lib/protocol/index.ts';
import type { NewTake } from '../uplink/port.ts';
import type { CaptureWarning, Detector } from './port.ts';

/*
 * What the threads of the recorder say to each other. All of them come out of one build, so that the types hold
 * without a parser. Sound goes worklet → writer → detector; the page only orders and is told.
 */

/** Page → worklet. */
export type WorkletOrder = { kind: 'begin'; port: MessagePort } | { kind: 'end' };

/** Worklet → writer, over the port handed to both. `missingFrames` counts what the graph left out of the take so far. */
export type WorkletMessage =
	| { kind: 'batch'; missingFrames: number; pcm: Int16Array<ArrayBuffer> }
	/** The machine slept: what comes next began at this time, wall clock, and does not join what came before. */
	| { kind: 'gap'; startedAtMs: number }
	| { kind: 'end' };

/** Worklet → page: the answer to `end`, when the last batch has been handed over. */
export type WorkletAnswer = { kind: 'ended' };

/** Page → whichever thread asks a detector. */
export type DetectorLink = { kind: 'link-detector'; port: MessagePort } | { kind: 'detector-gone' };

/** Page → writer. */
export type WriterOrder =
	| DetectorLink
	/** The take's row is in the store. */
	| { kind: 'begin'; lectureId: LectureId; take: NewTake; port: MessagePort }
	/** Go on in a new take without a gap, at a good moment soon. */
	| { kind: 'split' }
	/** No more sound comes after the worklet's `end`; answered with `closed` or `failed`. */
	| { kind: 'finish' };

/**
 * What is heard of the source: nothing loud enough yet, sound, 15 s of silence, 30 s of nothing but zeros, no frames for 2 s, or
 * none since the machine slept.
 */
export type Signal = 'unknown' | 'sound' | 'silence' | 'zeros' | 'none' | 'not-woken';

export type TakeProgress = {
	/** Samples of the take on disk. */
	samples: number;
	/** Marks of the take on disk. */
	marks: number;
	/** Samples that wait for the disk. */
	unsavedSamples: number;
	/** Frames that the audio graph left out; replaced by silence. */
	missingFrames: number;
	/** 0..1 for a meter. */
	level: number;
	speaking: boolean;
	signal: Signal;
	detector: Detector;
	warnings: CaptureWarning[];
};

export type WriteProblem = 'storage-full' | 'storage-unavailable';

/** Writer → page. */
export type WriterReport =
	| { kind: 'progress'; takeId: TakeId; progress: TakeProgress }
	/** A pause: if it lasts, the open segment ends at this sample (rule W11). */
	| { kind: 'quiet'; takeId: TakeId; endSample: number }
	/** The sound that comes now belongs to this take; the one before is written to its end in the background. */
	| { kind: 'switched'; takeId: TakeId }
	| { kind: 'closed'; takeId: TakeId; samples: number }
	/** The take is closed at what is on disk; nothing more of it is written, and what waited is given up. */
	| { kind: 'failed'; takeId: TakeId; problem: WriteProblem; unsavedSamples: number };

/** Writer → the page's threads: a take had to go on in PCM. */
export type EncoderReport = { kind: 'encoder-failed' };

/** Page → detector. */
export type DetectorSetup = { kind: 'load' } | { kind: 'link'; port: MessagePort };

/** Writer → detector. `run` numbers what is scored as one stream of sound. */
export type DetectorOrder =
	{ kind: 'begin'; run: number } | { kind: 'score'; run: number; pcm: Int16Array<ArrayBuffer> };

/** Detector → writer. One probability for each frame of 512 samples. */
export type DetectorAnswer =
	{ kind: 'ready' } | { kind: 'failed' } | { kind: 'scores'; run: number; probabilities: number[] };
