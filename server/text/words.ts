import { stemmer } from '@orama/stemmers/english';
import { regular } from './irregular.ts';
import { american } from './spelling.ts';

/** A word that is written with spaces around it, in a folded text. */
export type Word = {
	readonly surface: string;
	readonly start: number;
	readonly end: number;
	/** Forms under which it is found, its own first; words are the same where they share one. */
	readonly terms: readonly string[];
};

const pattern =
	/(?:[a-z]\.){2,}|[[\p{L}\p{N}]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]]+(?:['\-][[\p{L}\p{N}]--[\p{Script=Han}]]+)*/gv;
const numeral = /^\d+(?:st|nd|rd|th)?$/u;

/** Words in order. `d n a`, `d.n.a.` and `co-operate` have the form that is written in one as well as their parts. */
export function wordsOf(folded: string): Word[] {
	const words = [...folded.matchAll(pattern)].flatMap(({ 0: surface, index }): Word[] => {
		const end = index + surface.length;
		return [{ surface, start: index, end, terms: termsOfWord(surface) }];
	});
	return withSpelledLetters(words);
}

/** The form under which a word is found, whatever its inflection and spelling. */
export const stemOf = (word: string): string => {
	const plain = regular(american(word)).replace(/(?<=[a-z](?:[^a]t|s))ions?$/u, '');
	return /^[a-z]{3,}$/u.test(plain) ? stemmer(plain) : plain;
};

function termsOfWord(surface: string): string[] {
	const bare = surface.replace(/'s?$/u, '');
	if (numeral.test(bare)) return [];
	const parts = bare.split(/[-.']/u).filter(Boolean);
	if (parts.length < 2) return [stemOf(bare)];
	return [...new Set([stemOf(parts.join('')), ...parts.map(stemOf)])].filter((term) => !numeral.test(term));
}

const letterRunMost = 6;

/** Letters that are spelled one by one also as the word that they are. */
function withSpelledLetters(words: readonly Word[]): Word[] {
	return words.flatMap((word, at) => {
		const joined: Word[] = [];
		let letters = '';
		for (let next = at; next < words.length && letters.length < letterRunMost; next++) {
			const other = words[next] as Word;
			const before = words[next - 1];
			const isNear = next === at || (before !== undefined && other.start - before.end <= 1);
			if (!isNear || !/^[a-z]$/u.test(other.surface)) break;
			letters += other.surface;
			if (letters.length > 1) joined.push({ ...word, surface: letters, end: other.end, terms: [letters] });
		}
		return [word, ...joined];
	});
}
