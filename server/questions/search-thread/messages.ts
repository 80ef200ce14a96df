import type { CopyStep } from '../../notes/extraction-thread/lecture-copy.ts';

/** What the thread is told, in order. */
export type ToThread =
	| { kind: 'step'; lectureId: string; step: CopyStep }
	/** Search the lecture as it stands; answered by `FromThread`. */
	| { kind: 'search'; lectureId: string; question: string; for: 'passages' | 'nearest' }
	| { kind: 'forget'; lectureId: string };

/** Places of lines, the best first. */
export type FromThread = { places: number[] };
