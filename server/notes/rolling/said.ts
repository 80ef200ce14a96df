import type { NoteLine, NoteRequest } from '../port.ts';

export type Said = {
	/** All of the transcript, in lecture order. */
	lines: readonly NoteLine[];
	/** Titles and words of slides; headings may be taken from them. */
	slides?: readonly string[];
};

/** What there is for a model to write of. */
export const saidIn = ({ lines, decks }: Pick<NoteRequest, 'lines' | 'decks'>): Said => ({
	lines,
	slides: decks.flatMap(({ slides }) => slides.flatMap(({ title, text }) => [title, text]))
});
