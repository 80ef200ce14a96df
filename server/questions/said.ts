import type { Answer } from '#lib/protocol/index.ts';

/** How a question was answered. */
export type Said = {
	outcome: 'answered' | 'stopped' | 'failed';
	problem: string | null;
	/** Of a failed one, what the search found. */
	answer: Answer;
	/** Revision of the last line that a model had read; 0 where it did not read all. */
	upto: number;
};
