import { joinTexts } from '#lib/protocol/index.ts';
import { isCjk, wordCount } from './script.ts';

/** An utterance without punctuation is cut before these when it gets too long to be a line of notes. */
const joints =
	/\s+(?=(?:so|but|and then|then|now|because|which means|however|next|remember|for example)\s)/giu;
const commas = /(?<=[，；,;])\s*/u;
const ends = /(?<=[。！？!?]["”’」]?)\s*|(?<=\.["”’]?)\s+(?=["“'\p{L}\p{N}])|(?<=…)\s+/gu;
const shortForm = /(?:\b(?:e\.g|i\.e|etc|vs|cf|fig|dr|mr|mrs|ms|prof|no|st|approx|eq|ch|pp?)|\b\p{Lu})\.$/iu;

const wordsMax = 40;

/** Sentences of an utterance in order; what is too long for a line is cut at its joints. */
export const sentencesOf = (text: string): string[] =>
	withShortForms(text.split(ends))
		.map((each) => each.trim())
		.filter((each) => /[\p{L}\p{N}]/u.test(each))
		.flatMap((each) => (wordCount(each) > wordsMax ? shortened(each) : [each]));

/** "e.g." ends no sentence. */
function withShortForms(pieces: readonly string[]): string[] {
	const whole: string[] = [];
	for (const piece of pieces) {
		const last = whole.at(-1);
		if (last !== undefined && shortForm.test(last)) whole[whole.length - 1] = `${last} ${piece}`;
		else whole.push(piece);
	}
	return whole;
}

/** Packs the clauses of a long sentence into pieces of ten to forty words; one that has no joints stays whole. */
function shortened(sentence: string): string[] {
	const clauses = sentence.split(isCjk(sentence) ? commas : joints);
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

const closed = /[.。!！?？…]["”’」]?\s*$/u;
const inside = /[.。!！?？，,]/u;

/**
 * Whether a sentence was cut by the end of its segment: it has punctuation, but none at its end, and the next
 * utterance follows within 700 ms and goes on in lower case.
 */
export function runsOn(text: string, next: string, pauseMs: number): boolean {
	if (pauseMs > 700 || closed.test(text) || !/^\s*[\p{Ll}\p{Script=Han}]/u.test(next)) return false;
	return inside.test(text + next) && wordCount(text) + wordCount(next) <= wordsMax;
}
