import { cleaned } from './clean.ts';
import { cuesOf, openingOf, type Cues } from './cues.ts';
import { definedTerm } from './definitions.ts';
import { roleOf, type Role } from './roles.ts';
import { wordCount } from './script.ts';
import { cueOf, type Cue } from '../cues/cue.ts';
import { termsOf, tokensOf, type Token } from './tokens.ts';

/** All that can be known of a sentence without its neighbours. */
export type Reading = {
	/** As it is shown in the notes. */
	readonly text: string;
	readonly words: number;
	readonly tokens: readonly (Token | null)[];
	readonly terms: readonly string[];
	readonly cues: Cues;
	/** 0 to 1: how much it sounds like the opening of a new subject. */
	readonly opening: number;
	/** What it asks or tells of work, examinations and classes, which is never left out. */
	readonly cue: Cue | undefined;
	readonly defines: string | undefined;
	/** What it is to its neighbours. */
	readonly role: Role;
	/** False where it states what is not so and its correction is not there: it is not shown alone. */
	readonly stands: boolean;
};

export function readingOf(raw: string): Reading {
	const text = cleaned(raw);
	const tokens = tokensOf(text);
	const cues = cuesOf(text);
	return {
		text,
		words: wordCount(text),
		tokens,
		terms: termsOf(tokens),
		cues,
		opening: openingOf(raw),
		cue: cueOf(text),
		defines: cues.question || cues.talk ? undefined : definedTerm(text),
		role: roleOf(text, cues.question),
		stands: true
	};
}

/** Whether a sentence has enough to say to stand alone in the notes. */
export const isWorthNoting = ({ cues, terms, words, stands }: Reading): boolean =>
	stands && !cues.question && (!cues.talk || cues.importance) && terms.length >= 2 && words >= 4;

/** Whether a sentence alone would be reason for a line of notes. */
export const isNote = (reading: Reading): boolean => reading.cue !== undefined || isWorthNoting(reading);
