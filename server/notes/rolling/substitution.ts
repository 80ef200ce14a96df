import { tokensOf } from '../extractive/tokens.ts';

/** Of a note that says a sentence nearly word for word, so much is in it. */
const nearlyAll = 0.7;
const changedMost = 2;

/**
 * Words that a note has in the place of others of a sentence that it otherwise repeats: where nearly all is the same, a
 * word that is not is no paraphrase. None where the note says it in words of its own.
 */
export function substitutedIn(note: string, sentences: readonly string[]): string[] {
	const ours = contentOf(note);
	if (ours.length < 4) return [];
	for (const sentence of sentences) {
		const theirs = contentOf(sentence);
		const kept = new Set(theirs);
		const changed = ours.filter((word) => !kept.has(word));
		const lost = theirs.filter((word) => !ours.includes(word));
		const isNear = (ours.length - changed.length) / ours.length >= nearlyAll;
		if (
			isNear &&
			changed.length <= changedMost &&
			lost.length > 0 &&
			lost.length <= changed.length + changedMost
		)
			return changed;
	}
	return [];
}

const contentOf = (text: string): string[] =>
	tokensOf(text).flatMap((token) => (token?.kind === 'content' ? [token.term] : []));
