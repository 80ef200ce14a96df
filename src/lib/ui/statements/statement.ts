import type { Words } from '../words.ts';
import type { LectureFacts } from './facts.ts';

/** Something that the app says of a lecture, or of a language model, and the fact without which it would be false. */
export type Statement<Facts = LectureFacts, Said = string> = {
	readonly id: string;
	readonly holds: (facts: Facts) => boolean;
	readonly say: (words: Words, facts: Facts) => Said;
};

/** The first of them that is true; nothing where none is. */
export const saidOf = (statements: readonly Statement[], words: Words, facts: LectureFacts): string =>
	statements.find(({ holds }) => holds(facts))?.say(words, facts) ?? '';
