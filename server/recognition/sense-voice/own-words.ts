import { isUnspaced } from '#lib/protocol/index.ts';
import type { PathToken } from './ctc.ts';

/** A token with the piece that it is. */
export type Spoken = PathToken & { piece: string };

/** Frames of the part whose words are wanted: `from` ≤ frame < `to`. */
export type OwnFrames = { from: number; to: number };

/**
 * The tokens of the words whose middle lies in the own part. Both sides of a cut go by this rule, so a word belongs to one
 * of them, and none is torn.
 */
export const ownWords = (tokens: readonly Spoken[], { from, to }: OwnFrames): Spoken[] =>
	wordsOf(tokens)
		.filter((word) => {
			const middle = middleOf(word);
			return from <= middle && middle < to;
		})
		.flat();

function wordsOf(tokens: readonly Spoken[]): Spoken[][] {
	const words: Spoken[][] = [];
	let before = '';
	for (const token of tokens) {
		if (beginsWord(token.piece, before) || words.length === 0) words.push([token]);
		else words.at(-1)!.push(token);
		before = token.piece;
	}
	return words;
}

/** Marks belong to the word before them. */
function beginsWord(piece: string, before: string): boolean {
	if (/^[\p{P}\p{S}]+$/u.test(piece.replaceAll('▁', ''))) return false;
	if (piece.startsWith('▁')) return before !== '▁';
	return before !== '▁' && (isUnspaced(piece) || isUnspaced(before));
}

/** Where a word lies, as the model shows it. */
function middleOf(word: readonly Spoken[]): number {
	const [first, last] = [word[0]!, word.at(-1)!];
	return (first.firstFrame + last.lastFrame + 1) / 2;
}
