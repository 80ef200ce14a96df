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

export type MediaTaken =
	| MediaRefusal
	| { kind: 'imported'; lectureId: LectureId; samples: number; ending: MediaEnding }
	| { kind: 'cancelled' };

/** Import thread → page. */
export type ImportReport =
	| { kind: 'opened'; durationMs: number | null }
	| MediaRefusal
	| { kind: 'progress'; positionMs: number; isHeldUp: boolean }
	/** The take is closed, at so many samples in all. */
	| { kind: 'ended'; samples: number; ending: MediaEnding }
	/** The thread died; nothing more comes. */
	| { kind: 'crashed' };

/** The thread that reads one file. */
export type ImportThread = {
	/** Answered by `opened`, or by `refused`. */
	open(file: Blob): void;
	/** The take's row is in the store; answered by `ended`. */
	begin(lectureId: LectureId, take: NewTake): void;
	close(): void;
};
