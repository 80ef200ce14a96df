import { blockIdOf } from './ids.ts';
import type { NoteDocument } from '#lib/protocol/index.ts';
import type { Shown } from './shown.ts';
import { sameWords } from './same-words.ts';
import type { Sentence } from './stream.ts';
import { isTouched } from './touched.ts';

type Situation = { readonly document: NoteDocument; readonly shown: Shown };

export const isCue = ({ reading }: Sentence): boolean => reading.cue !== undefined;

/**
 * The tasks and exam cues of a section, all of them: neither likeness nor number nor place drops one. Only the same words
 * are shown once, where they stand already or were said first; what a person changed or removed is theirs.
 */
export function cuesShown(section: readonly Sentence[], { document, shown }: Situation): Set<Sentence> {
	const cues = section.filter((sentence) => isCue(sentence) && !isTouched(document, blockIdOf(sentence.id)));
	const own = new Set(cues.map(({ id }) => blockIdOf(id)));
	const stand = cues.filter(({ id }) => document.blocks.has(blockIdOf(id)));
	const byWords = new Map<string, Sentence>();
	for (const sentence of [...stand, ...cues]) {
		const words = sameWords(sentence.reading.text);
		const isSaid = [...shown.saying(sentence.reading.text)].some((blockId) => !own.has(blockId));
		if (!isSaid && !byWords.has(words)) byWords.set(words, sentence);
	}
	return new Set(byWords.values());
}
