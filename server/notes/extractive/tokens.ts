import { cjkStopWords, stopWords } from './stop-words.ts';

/**
 * One word as it was said. `content` words say what a sentence is about; `loose` ones are single characters that may
 * be part of a term; `stop` words join other words. `term` is the form under which equal words are counted.
 */
export type Token = {
	readonly term: string;
	readonly surface: string;
	readonly kind: 'content' | 'loose' | 'stop';
};

const runs =
	/([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+)|([\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*)/gu;
const numeral = /^[一二三四五六七八九十百千万亿两几第零]+[个种条张块段次年月日号天点位步]?$/u;
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** Words in order; null stands where a punctuation mark separates them. */
export function tokensOf(text: string): (Token | null)[] {
	const tokens: (Token | null)[] = [];
	let end = 0;
	for (const match of text.matchAll(runs)) {
		if (/[^\s]/u.test(text.slice(end, match.index))) tokens.push(null);
		end = match.index + match[0].length;
		if (match[1] !== undefined) tokens.push(...cjkTokens(match[1]));
		else tokens.push(wordToken(match[0]));
	}
	return tokens;
}

function wordToken(surface: string): Token {
	const word = surface.toLowerCase().replace(/’/gu, "'");
	const stop = stopWords.has(word) || stopWords.has(word.split("'", 1)[0] ?? '');
	const empty = word.length < 2 || /^[\d'-]+$/u.test(word);
	return { term: singular(word.replace(/'s?$/u, '')), surface, kind: stop || empty ? 'stop' : 'content' };
}

/** Rough English singular: enough to count "cell" and "cells" as one. */
export function singular(word: string): string {
	if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
	if (word.length > 4 && /(?:ss|x|ch|sh)es$/u.test(word)) return word.slice(0, -2);
	if (word.length > 3 && word.endsWith('s') && !/(?:ss|us|is)$/u.test(word)) return word.slice(0, -1);
	return word;
}

const cjkTokens = (run: string): Token[] =>
	Array.from(segmenter.segment(run), ({ segment }) => ({
		term: segment,
		surface: segment,
		kind:
			cjkStopWords.has(segment) || numeral.test(segment) ? 'stop' : segment.length > 1 ? 'content' : 'loose'
	}));

/**
 * The different terms of a sentence. The segmenter knows no technical terms and leaves them in single characters;
 * neighbouring ones are put together again.
 */
export function termsOf(tokens: readonly (Token | null)[]): string[] {
	const terms = new Set<string>();
	let loose = '';
	for (const token of [...tokens, null]) {
		if (token?.kind === 'loose') {
			loose += token.term;
			continue;
		}
		if (loose.length > 1) terms.add(loose);
		loose = '';
		if (token?.kind === 'content') terms.add(token.term);
	}
	return [...terms];
}
