import type { LectureId, TakeId } from '#lib/protocol/index.ts';

/** Where the sound comes from. A sample runs through the very same path as a microphone. */
export type Source =
	| { kind: 'microphone'; deviceId?: string; processing: Processing }
	| { kind: 'sample'; url: string; name: string };

/** What the browser may do to the sound before we get it. `hall` suits a speaker far away. */
export type Processing = 'hall' | 'close' | 'loudspeaker';

export type CaptureProblem =
	| 'insecure-context'
	| 'no-microphone-support'
	| 'permission-denied'
	| 'no-device'
	| 'device-busy'
	| 'sample-unavailable'
	| 'storage-unavailable'
	| 'storage-full'
	| 'other-tab-records'
	/** The browser lets sound flow only after a tap. */
	| 'needs-tap'
	/** It is open, and something else has it. */
	| 'microphone-muted'
	/** It is open, and gives nothing. */
	| 'no-sound'
	| 'unknown';

/** Why a microphone in use had to be given up, to be opened afresh. */
export type SourceProblem =
	/** Nothing came for 2 s: the graph or its clock stands still. */
	| 'no-frames'
	/** The same, since the machine slept. */
	| 'not-woken'
	/** The system took the sound away, e.g. for a call. */
	| 'interrupted'
	| 'source-ended'
	| 'source-muted'
	| 'permission-revoked'
	/** Nothing but zeros for half a minute. */
	| 'digital-silence';

/** What decides where speech is. `energy` stands in when the model cannot load; recording goes on either way. */
export type Detector = 'loading' | 'silero' | 'energy';

/** Something a person should know while sound is still being recorded. */
export type CaptureWarning =
	/** The disk refuses the newest sound, which is kept in memory until there is room. */
	| 'not-stored'
	| 'silence'
	| 'no-frames'
	| 'source-ended'
	| 'source-muted'
	| 'default-changed'
	| 'detector-fell-back';

export type RecorderState =
	| { kind: 'idle' }
	| { kind: 'starting' }
	| { kind: 'recording'; takeId: TakeId }
	/**
	 * The microphone was lost, and is being opened again, as often as it takes; what was recorded is a closed take. `obstacle` is
	 * what the last attempt met.
	 */
	| { kind: 'recovering'; problem: SourceProblem; sinceMs: number; obstacle?: CaptureProblem }
	/** `problem` says why it could not go on; `resume` tries again. */
	| { kind: 'paused'; problem?: CaptureProblem }
	| { kind: 'stopping' }
	| { kind: 'stopped' }
	/** `unsavedMs` is the sound that could not be kept. */
	| { kind: 'failed'; problem: CaptureProblem; unsavedMs?: number };

/**
 * The recorder of one lecture, as the screens see it. Fields are reactive (runes) in the real class.
 * `pause` closes the take, `resume` begins the next; `stop` closes the last one. All three resolve when the log is on disk.
 * `resume` opens a source that ended once more, and stays paused where that fails. `stop` ends the lecture on this device
 * also from `paused`, `recovering` and `failed`; what its disk refuses leaves it `failed`.
 */
export interface RecorderView {
	readonly lectureId: LectureId;
	readonly state: RecorderState;
	/** Sound recorded over all takes of this device, on disk. */
	readonly capturedSamples: number;
	/** 0..1, for the meter; follows the last 100 ms. */
	readonly level: number;
	readonly detector: Detector;
	/** Speech is going on now, as far as the detector can tell. */
	readonly speaking: boolean;
	readonly warnings: readonly CaptureWarning[];
	start(source: Source): Promise<void>;
	pause(): Promise<void>;
	resume(): Promise<void>;
	stop(): Promise<void>;
	/** While it is `recovering`: tries at once. To be called in the handler of a tap. */
	tryNow(): void;
	/**
	 * Goes on in a new take that continues the current one without a gap, where nobody speaks or after a few seconds
	 * (rule W4). Does nothing unless sound is being recorded, or while it is under way.
	 */
	split(): void;
}
