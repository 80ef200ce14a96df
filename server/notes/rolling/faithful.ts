import type { NoteBlock } from '#lib/protocol/index.ts';
import { dayClaims, nameClaims, squeezed } from '../../text/claims.ts';
import { spokenNumbers, type SpokenNumber } from '../../text/numerals.ts';
import { placedNameClaims } from '../../text/name-places.ts';
import { isReversed } from '../../text/polarity.ts';
import { relativeDayClaims } from '../../text/relative-days.ts';
import { isCjk } from '../extractive/script.ts';
import { substitutedIn } from './substitution.ts';

export type Source = {
	/** What the text rests on. */
	sentences: readonly string[];
	/** All that it may take words from. */
	around: string;
	/** Lines that it rests on, each apart: a denial in one says nothing of the next. */
	clauses?: string;
};

/**
 * Whether each number, day and name of a text is in what was said, nothing is turned into its opposite, and no word
 * stands in the place of another one.
 */
export function isFaithful(
	{ md }: Pick<NoteBlock, 'md'>,
	{ sentences, around, clauses = around }: Source
): boolean {
	const words = wordsOf(md);
	if (!hasFacts(words, around) || !hasNumbers(largeNumbersInMaths(md), around)) return false;
	const speechIsCjk = isCjk(sentences.join(' '));
	const named = nameClaims(words, speechIsCjk).filter(({ surface }) => !isShortFor(surface, around));
	if (!named.every(({ isIn }) => isIn(around))) return false;
	if (isCjk(words) !== speechIsCjk) return true;
	if (!placedNameClaims(words).every(({ isIn }) => isIn(around))) return false;
	const changed = substitutedIn(words, sentences);
	return !isReversed(words, clauses, sentences) && !changed.some((word) => isTelling(word, words, around));
}

/** WWII for "world war two", EU for "european union". */
function isShortFor(name: string, source: string): boolean {
	const letters = name.replace(/(?:I{1,3}|IV|V|s)$/u, '').toLowerCase();
	if (!/^[a-z]{2,6}$/u.test(letters) || !/^[A-Z]+s?$/u.test(name)) return false;
	const initials = (source.toLowerCase().match(/[a-z]+/gu) ?? []).map((word) => word[0]).join('');
	return initials.includes(letters);
}

/** Whether the source has each number and each day of a text. */
export const hasFacts = (text: string, source: string): boolean =>
	hasNumbers(text, source) &&
	[...dayClaims(text), ...relativeDayClaims(text)].every(({ isIn }) => isIn(source));

/** Without formulas and the marks by which a model says that it is not sure. */
export const wordsOf = (md: string): string =>
	md.replace(/\$\$[^$]*\$\$/gu, ' ').replace(/\[(?:needs checking|inferred|extension)\]/gu, ' ');

/** Small ones are written where they are not said: squares, halves, indices. */
const largeNumbersInMaths = (md: string): string =>
	(md.match(/\$\$[^$]*\$\$/gu) ?? [])
		.flatMap((formula) => formula.match(/\d+(?:\.\d+)?/gu) ?? [])
		.filter((number) => number.length >= 3)
		.join(' , ');

function hasNumbers(text: string, source: string): boolean {
	const claimed = outermost(spokenNumbers(text)).filter((number) => isClaim(number, text, source));
	if (claimed.length === 0) return true;
	const said = new Set(
		spokenNumbers(withZero(source))
			.filter((number) => isSpoken(number, withZero(source)))
			.flatMap(({ whole, parts }) => (whole.length > 1 ? [...whole, ...parts] : whole))
	);
	const plain = squeezed(source);
	const isSaid = (number: string): boolean =>
		said.has(number) || (number.length > 2 && plain.includes(number));
	return claimed.every(({ whole }) => whole.some(isSaid));
}

/** 300000 of 30万, and not the 30 in it. */
const outermost = (numbers: readonly SpokenNumber[]): SpokenNumber[] =>
	numbers.filter(
		({ start, end }) =>
			!numbers.some(
				(other) => other.start <= start && other.end >= end && other.end - other.start > end - start
			)
	);

/** "point zero three" is nought point zero three. */
const withZero = (source: string): string =>
	source.replace(
		/(?<!\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|teen|ty|hundred|\d) )\bpoint (?=(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)\b)/giu,
		'zero point '
	);

/** A numeral of one character may be part of a Chinese word: 三 of 三羧酸循环. */
function isSpoken({ start, end }: Pick<SpokenNumber, 'start' | 'end'>, source: string): boolean {
	const surface = source.slice(start, end);
	if (!/^[\p{Script=Han}]$/u.test(surface)) return true;
	const behind = source.slice(end);
	if (surface === '两' || /[第周期拜为是到约零点之于]$/u.test(source.slice(0, start))) return true;
	return counted.test(behind) || spokenBefore.test(behind);
}

const spokenBefore = /^(?:$|[\s\p{P}a-z的和与或条位步元斤公千毫厘秒小岁段件张门部组类万亿]|分之)/iu;

const weekday = /(?:周|星期|礼拜)$/u;
const counted = /^(?:章|节|页|号|日|月|点|题|次|年|天|周|个|种|人|度|米|倍|%)/u;

/** Digits always; words from three on. In Chinese notes of another language numerals are parts of words, unless counted. */
function isClaim({ start, end, whole }: SpokenNumber, text: string, source: string): boolean {
	const surface = text.slice(start, end);
	if (/\d/u.test(surface)) return true;
	if (weekday.test(text.slice(0, start)) || !whole.some((number) => Number(number) > 2)) return false;
	if (!isSpoken({ start, end }, text)) return false;
	if (!/\p{Script=Han}/u.test(surface) || /\p{Script=Han}/u.test(source)) return true;
	return surface.startsWith('第') || text[start - 1] === '第' || counted.test(text.slice(end));
}

/** A name by its capital, or by the characters that foreign names are written with: other changed words are style. */
const isTelling = (word: string, text: string, source: string): boolean =>
	/\p{Script=Han}/u.test(word)
		? foreignName.test(word) && !source.includes(word)
		: !squeezed(source).includes(squeezed(word)) &&
			!opening.has(word) &&
			new RegExp(`(?<![\\p{L}])${word[0]?.toUpperCase()}${word.slice(1)}`, 'u').test(text);

const foreignName =
	/^[尔曼斯克特德夫基诺林顿姆伦格罗拉维弗洛伊齐默森逊茨纳巴卡莱瓦希蒙赫费谢恩凯奥布迪达里利亚]{2,}$/u;

/** With these a sentence may begin, whatever was said. */
const opening = new Set(
	'according during within between among across through throughout despite regarding concerning best worst overall note important definition example reminder'.split(
		' '
	)
);
