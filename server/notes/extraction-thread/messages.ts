import type { NoteOp } from '#lib/protocol/index.ts';
import type { CopyStep } from './lecture-copy.ts';

/** What the thread is told, in order. */
export type ToThread =
	| { kind: 'step'; lectureId: string; step: CopyStep }
	/** Extract from the lecture as it stands; answered by `FromThread`. */
	| { kind: 'extract'; lectureId: string; finished: boolean }
	/** The next part of the answer. */
	| { kind: 'more' }
	| { kind: 'forget'; lectureId: string };

export type FromThread =
	/** It has loaded and takes jobs. */
	| { kind: 'ready' }
	/** A part of the answer to the one job that it has at a time. */
	| { kind: 'ops'; ops: NoteOp[]; isLast: boolean };

/** Operations of one part: about two milliseconds of copying. */
export const opsInPart = 500;
