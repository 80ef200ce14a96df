import { samplesToMs } from '#lib/protocol/index.ts';
import type { ImportOutcome } from '#lib/import/importer.svelte.ts';
import type { Entry, EntryState } from '#lib/lecture/library.ts';
import { lengthInWords, type Sentence, type Words } from '../words.ts';

/** Where a lecture is that this page can show nothing of: `entry` is its row in the list, where it has one. */
export const elsewhereInWords = ({ statements }: Words, entry: Entry | undefined): Sentence =>
	entry ? statements.elsewhere.listed : statements.elsewhere.unknown;

/** The server does not have the lecture. */
export const goneInWords = ({ statements }: Words): Sentence => statements.gone;

/** Sound that this device holds of a lecture that the server does not have. */
export const goneHeldInWords = (words: Words, heldMs: number): Sentence | undefined =>
	heldMs > 0 ? words.statements.goneHeld(lengthInWords(words, heldMs)) : undefined;

/** Sound that would be lost with this device's copy. */
export const onlyHereInWords = (words: Words, heldMs: number): Sentence | undefined =>
	heldMs > 0 ? words.statements.onlyHere(lengthInWords(words, heldMs)) : undefined;

/** For a player that found its sound neither here nor on the server. */
export const soundMissingInWords = ({ statements }: Words): string => statements.soundMissing;

/** A file that was read to its end, and what has become of its sound so far, by its row in the list. */
export function importedInWords(words: Words, outcome: Imported, state: EntryState | undefined): Sentence {
	const { what, cure } = words.import.imported[outcome.ending](
		lengthInWords(words, samplesToMs(outcome.samples))
	);
	return { what, cure: words.paragraph(cure, outcome.ending === 'whole' ? progressOf(words, state) : '') };
}

type Imported = Extract<ImportOutcome, { kind: 'imported' }>;

function progressOf({ statements }: Words, state: EntryState | undefined): string {
	const { imported } = statements;
	if (state?.kind === 'ready') return imported.ready;
	if (state?.kind === 'transcribing') return imported.transcribing;
	return state?.kind === 'waiting' ? imported.waiting : '';
}

/** Slides that came when the notes were there; without a model, notes are not written with slides at all. */
export const lateSlidesInWords = (
	{ statements }: Words,
	{ isLate, canRewrite }: { isLate: boolean; canRewrite: boolean }
): Sentence | undefined => (isLate && canRewrite ? statements.lateSlides : undefined);
