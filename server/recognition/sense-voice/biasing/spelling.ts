import { isUnspaced } from '#lib/protocol/index.ts';

/** Letters as terms and pieces are compared; a space begins a word of a script that is written with spaces. */
export type Spelled = { letters: string; gap: boolean };

const gaps = /[▁\s\p{Pd}_/]/u;
const unheard = /['’.]/;

/**
 * Letters that `text` adds where a word has (`gap`) or has not just ended: lower case, apostrophes and full stops left
 * out, hyphens as spaces. A letter of a script without spaces ends a word by itself. `gap` of the answer: a word has
 * ended behind it.
 */
export function spell(text: string, gap: boolean): Spelled {
	let letters = '';
	for (const letter of text.toLowerCase()) {
		if (gaps.test(letter)) gap = true;
		else if (isUnspaced(letter)) {
			letters += letter;
			gap = true;
		} else if (!unheard.test(letter)) {
			letters += gap ? ` ${letter}` : letter;
			gap = false;
		}
	}
	return { letters, gap };
}

/** A term as it sounds: nothing but letters and digits count. Empty when it has none. */
export const spellTerm = (term: string): string =>
	spell(term.normalize('NFKC').replace(/[^\p{L}\p{M}\p{N}▁\s\p{Pd}_/'’.]/gu, ' '), true).letters;
