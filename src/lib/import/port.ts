import type { LectureId } from '#lib/protocol/index.ts';
import type { NewTake } from '#lib/uplink/port.ts';

/** Why nothing of a file can be taken in. */
export type MediaProblem =
	/** No bytes. */
	| 'empty'
	/** Neither sound nor video, as far as this app knows. */
	| 'not-media'
	| 'no-audio'
	| 'encrypted'
	/** It is sound, and no sample of it can be read. */
	| 'broken-media'
	| 'unknown-codec'
	| 'storage-full'
	| 'storage-failed';

export type MediaRefusal = {
	kind: 'refused';
	problem: MediaProblem;
	/** What the sound of the file is coded with, where that is the trouble and known. */
	codec?: string;
};

/** How the reading of a file ended. What was read before stays in any case. */
export type MediaEnding = 'whole' | 'damaged' | 'storage-full' | 'storage-failed';

/** Which of a file's audio tracks was read, and what the others are called; of a file with one track, none is named. */
export type TrackChoice = { names: readonly string[]; used: number };

export type MediaTaken =
	| MediaRefusal
	| {
			kind: 'imported';
			lectureId: LectureId;
			samples: number;
			ending: MediaEnding;
			tracks: TrackChoice;
			/** Its channels were out of phase: a plain mix of them would have been nearly silent. */
			wasCancelling: boolean;
	  }
	| { kind: 'cancelled' };

/** Import thread → page. */
export type ImportReport =
	| { kind: 'opened'; durationMs: number | null; tracks: TrackChoice }
	| MediaRefusal
	| { kind: 'progress'; positionMs: number; isHeldUp: boolean }
	/** The take is closed, at so many samples in all. */
	| { kind: 'ended'; samples: number; ending: MediaEnding; wasCancelling: boolean }
	/** The thread died; nothing more comes. */
	| { kind: 'crashed' };

/** The thread that reads one file. */
export type ImportThread = {
	/** Reads the track with that number, or chooses one; answered by `opened`, or by `refused`. */
	open(file: Blob, track?: number): void;
	/** The take's row is in the store; answered by `ended`. */
	begin(lectureId: LectureId, take: NewTake): void;
	close(): void;
};
