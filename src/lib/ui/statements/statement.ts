import type { Words } from '../words.ts';
import type { LectureFacts } from './facts.ts';

/** Something that the app says of a lecture, and the fact without which it would be false. */
export type Statement = {
	readonly id: string;
	readonly holds: (facts: LectureFacts) => boolean;
	readonly say: (words: Words, facts: LectureFacts) => string;
};

/** The first of them that is true; nothing where none is. */
export const saidOf = (statements: readonly Statement[], words: Words, facts: LectureFacts): string =>
	statements.find(({ holds }) => holds(facts))?.say(words, facts) ?? '';
