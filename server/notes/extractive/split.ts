import { joinTexts } from '#lib/protocol/index.ts';
import { breaksOff } from './roles.ts';
import { isCjk, wordCount } from './script.ts';
import { isShortForm, sentencesIn } from './sentence-ends.ts';

/**
 * A sentence without punctuation is cut before these when it gets too long to be a line of notes: where a clause begins
 * that neither takes back nor limits the one before.
 */
const joints =
	/ (?=(?:so|now) (?:we|i|you|they|it|the|this|if|when|there|let|what)\b|(?:and then|which means|next|remember|for example) )|(?<!\b(?:not|only|just|simply)) (?=because )/giu;
const commas = /(?<=[，；;])|(?<=,)(?!\d)/u;

const wordsMax = 40;

/** Sentences of an utterance in order; what is too long for a line is cut at its joints. */
export const sentencesOf = (text: string): string[] =>
	sentencesIn(text.replace(/\s+/gu, ' '))
		.filter((each) => /[\p{L}\p{N}]/u.test(each))
		.flatMap((each) => (wordCount(each) > wordsMax ? shortened(each) : [each]));

/** Packs the clauses of a long sentence into pieces of ten to forty words; one that has no joints stays whole. */
function shortened(sentence: string): string[] {
	const clauses = sentence.split(isCjk(sentence) ? commas : joints).map((clause) => clause.trim());
	const pieces: string[] = [];
	for (const clause of clauses) {
		const last = pieces.at(-1);
		const joined = last === undefined ? clause : joinTexts([last, clause]);
		const fits = last !== undefined && (wordCount(last) < 10 || wordCount(joined) <= wordsMax / 2);
		if (fits) pieces[pieces.length - 1] = joined;
		else pieces.push(clause);
	}
	return pieces;
}

const closed = /[.。!！?？…]["”’」]?$/u;
const inside = /[.。!！?？，,]/u;
const pauseMaxMs = 700;
/** A sentence that breaks off in mid-phrase goes on after a longer silence too. */
const breakMaxMs = 2_500;

/**
 * Whether a sentence was cut by the end of its segment: it has punctuation, but none at its end that could end it, and
 * the next utterance follows within 700 ms and goes on; or it breaks off in mid-phrase.
 */
export function runsOn(text: string, next: string, pauseMs: number): boolean {
	const said = text.trimEnd();
	if (pauseMs > breakMaxMs || wordCount(text) + wordCount(next) > wordsMax) return false;
	if (breaksOff(said)) return true;
	if (pauseMs > pauseMaxMs) return false;
	if (isShortForm(said, next.trimStart())) return true;
	if (closed.test(said.slice(-2)) || !/^\s*[\p{Ll}\p{Script=Han}]/u.test(next)) return false;
	return inside.test(text) || inside.test(next);
}
