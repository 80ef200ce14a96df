import type { Commonness } from '../../text/commonness.ts';
import type { Word } from '../../text/words.ts';
import {
	hanTermsOf,
	joinedWith,
	namesWithNumbers,
	numberTerm,
	type SearchText
} from '../../text/search-text.ts';
import { examsIn, wantedOf, type Wanted } from './asked-for.ts';
import { isEmptyWord, isMeasure, shareOf, shareOfHan, stretchesOf } from './general-words.ts';
import { synonymsOf } from './synonyms.ts';

/** One thing that a question is about, and all that stands for it. */
export type Concept = {
	/** Terms that are this very thing. */
	readonly terms: readonly string[];
	/** Other words for it. */
	readonly synonyms: readonly string[];
	/** How much of its rarity counts: 1 for words of a subject, less for words of any. */
	readonly share: number;
	readonly kind: 'word' | 'number' | 'pair' | 'character';
	/** The word that it is part of; empty where it is part of none. */
	readonly word: string;
};

/** A question as the search understands it. */
export type AskedQuestion = {
	readonly folded: string;
	readonly wanted: ReadonlySet<Wanted>;
	readonly exams: readonly string[];
	readonly concepts: readonly Concept[];
	readonly isChinese: boolean;
	/** What it is about, as it is written: words that stand side by side. */
	readonly phrases: readonly string[];
};

/** One reading for each reading of its Chinese: words of Taiwan may be meant, or those of the mainland. */
export const understood = (read: SearchText, commonness: Commonness): AskedQuestion[] =>
	[read.text, ...read.otherTexts].map((text) => ({
		folded: text,
		wanted: wantedOf(text),
		exams: examsIn(text),
		isChinese: /\p{Script=Han}/u.test(text),
		phrases: [
			...wordPhrases(read),
			...[...text.matchAll(hanRun)].flatMap(([run]) => stretchesOf(run).map((words) => words.join('')))
		],
		concepts: [...wordConcepts(read, commonness), ...numberConcepts(read), ...hanConcepts(text)]
	}));

/** Runs of words that are not empty; the last letter of a plural is left out. */
function wordPhrases({ words }: SearchText): string[] {
	const runs: string[][] = [[]];
	for (const { surface } of words)
		if (isEmptyWord(surface)) runs.push([]);
		else runs.at(-1)?.push(surface);
	return runs.filter((run) => run.length > 0).map((run) => run.join(' ').replace(/(?<=[a-z]{3})s$/u, ''));
}

function wordConcepts({ text, words, numbers }: SearchText, commonness: Commonness): Concept[] {
	const inNumber = ({ start, end }: Word): boolean =>
		numbers.some((number) => start >= number.start && end <= number.end);
	const content = words.filter(
		(word) =>
			!isEmptyWord(word.surface) &&
			!isEmptyWord(word.surface.replace(/([a-z])\1/u, '$1')) &&
			!isMeasure(text, word.start, word.surface) &&
			word.terms.length > 0 &&
			!inNumber(word) &&
			!isLetterOfWord(word, words)
	);
	const seen = new Set<string>();
	return content.flatMap((word): Concept[] => {
		const stem = word.terms[0] ?? '';
		if (seen.has(stem)) return [];
		seen.add(stem);
		const at = words.indexOf(word);
		const joined = [
			...joinedWith(word, words[at + 1]),
			...(at > 0 ? joinedWith(words[at - 1] as Word, word) : [])
		];
		const terms = [...new Set([...word.terms, ...joined])];
		const synonyms = [...new Set(word.terms.flatMap((term) => [...synonymsOf(term)]))];
		return [{ terms, synonyms, share: shareOf(commonness(word.surface)), kind: 'word', word: stem }];
	});
}

/** A letter of "d n a", which stands there as a whole as well. */
const isLetterOfWord = (word: Word, words: readonly Word[]): boolean =>
	words.some(
		(other) =>
			other !== word &&
			other.start <= word.start &&
			other.end >= word.end &&
			other.surface.length > word.surface.length
	);

/** 五四 is no number, and 两个 is hardly one. */
const isNumeral = (written: string): boolean =>
	!/\p{Script=Han}/u.test(written) || /[十百千万亿\d]/u.test(written) || written.length > 2;

const numberConcepts = ({ text, words, numbers }: SearchText): Concept[] =>
	numbers
		.filter(
			(number) =>
				number.whole.some((digits) => digits !== '1') && isNumeral(text.slice(number.start, number.end))
		)
		.map((number) => ({
			terms: [...number.whole.map(numberTerm), ...namesWithNumbers({ words, numbers: [number] })],
			...{ synonyms: [], share: 0.8, kind: 'number', word: `#${number.start}` }
		}));

const hanRun = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+/gu;

/** Pairs of characters of what is left without the words of asking. Those across two words count less. */
function hanConcepts(text: string): Concept[] {
	const seen = new Set<string>();
	return [...text.matchAll(hanRun)]
		.flatMap(([run]) => stretchesOf(run))
		.flatMap((words) => pairsOf(words))
		.flatMap(({ unit, share, word }): Concept[] => {
			if (seen.has(unit)) return [];
			seen.add(unit);
			const kind = unit.length > 1 ? 'pair' : 'character';
			return [
				{ terms: [unit], synonyms: [...synonymsOf(unit)], share: share * shareOfHan(unit), kind, word }
			];
		});
}

function pairsOf(words: readonly string[]): { unit: string; share: number; word: string }[] {
	const within = words.flatMap((word) => {
		const pairs = hanTermsOf(word).filter((term) => term.length > 1);
		return pairs.map((unit) => ({ unit, share: 1 / Math.sqrt(pairs.length), word }));
	});
	const across = words.slice(1).flatMap((word, at) => {
		const before = words[at] ?? '';
		if (shareOfHan(before) < 1 || shareOfHan(word) < 1) return [];
		const isSplit = before.length === 1 || word.length === 1;
		return [{ unit: `${before.slice(-1)}${word.slice(0, 1)}`, share: isSplit ? 0.8 : 0.25, word: '' }];
	});
	const alone =
		words.length === 1 && within.length === 0
			? [{ unit: words[0] ?? '', share: 0.9, word: words[0] ?? '' }]
			: [];
	return [...within, ...across, ...alone];
}
