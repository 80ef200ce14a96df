import { isUnspaced } from '#lib/protocol/index.ts';

/**
 * What each piece adds to the text, so that the joined result is the text itself: `▁` is a space, none at the
 * beginning, never two, none between characters that are written without. A piece may add nothing.
 */
export function textOfPieces(pieces: readonly string[]): string[] {
	let last = '';
	let gap = false;
	return pieces.map((piece) => {
		const spaced = piece.replaceAll('▁', ' ');
		const word = spaced.trim().replace(/ +/g, ' ');
		gap ||= spaced.startsWith(' ');
		if (word === '') return '';
		const needed = gap && last !== '' && !(isUnspaced(last) && isUnspaced(firstOf(word)));
		last = lastOf(word);
		gap = spaced.endsWith(' ');
		return needed ? ` ${word}` : word;
	});
}

const firstOf = (text: string): string => String.fromCodePoint(text.codePointAt(0) ?? 0);
const lastOf = (text: string): string => [...text].at(-1) ?? '';
