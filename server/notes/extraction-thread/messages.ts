import type { NoteOp } from '#lib/protocol/index.ts';
import type { CopyStep } from './lecture-copy.ts';

/** What the thread is told, in order. */
export type ToThread =
	| { kind: 'step'; lectureId: string; step: CopyStep }
	/** Extract from the lecture as it stands; answered by `FromThread`. */
	| { kind: 'extract'; lectureId: string; finished: boolean }
	| { kind: 'forget'; lectureId: string };

export type FromThread =
	/** It has loaded and takes jobs. */
	| { kind: 'ready' }
	/** The answer to the one job that it has at a time. */
	| { kind: 'ops'; ops: NoteOp[] };
