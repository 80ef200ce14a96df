import { setOf } from './function-words.ts';
import { isComma, isFirst, isPlain, isSpace, type Words } from './words.ts';

/*
 * A word said twice is a false start only where nothing else can be: no number, letter, name, unit or content word ("nine
 * one one", "log log n", "bye bye"), no word that grammar can double ("had had", "that that", "heat it it expands").
 */

const doubled = setOf('the an we they she our their because but');
const preposition = setOf('in on of to at for with from by into');
const article = setOf('the an our their its your these');
const conjunction = setOf('so and but because');
const subject = setOf('we they you he she it');
const auxiliary = setOf('are have can will do is was were had could would should must');

/** Words of starts that were given up: the last time that they are said stays. */
export function falseStartsIn(words: Words): Set<number> {
	const found = new Set<number>();
	for (let at = 0; at + 1 < words.list.length; at++) {
		const length = [1, 2].find((count) => isSaidAgain(words, at, count) && isGivenUp(words, at, count));
		for (let each = at; each < at + (length ?? 0); each++) found.add(each);
	}
	return found;
}

function isSaidAgain(words: Words, at: number, count: number): boolean {
	for (let each = at; each < at + count; each++) {
		const [one, other] = [words.list[each], words.list[each + count]];
		if (!one || !other || one.lower !== other.lower || other.said !== other.lower || !isPlain(words, each))
			return false;
		if (each > at && (!isSpace(words.before(each)) || !isSpace(words.before(each + count)))) return false;
	}
	const between = words.before(at + count);
	return isSpace(between) || isComma(between);
}

function isGivenUp(words: Words, at: number, count: number): boolean {
	const [first = '', second = ''] = [words.list[at]?.lower, words.list[at + 1]?.lower];
	if (count === 1) return doubled.has(first);
	if (preposition.has(first) && article.has(second)) return true;
	if (conjunction.has(first) && subject.has(second) && second !== 'it') return true;
	const opens = isFirst(words, at) || conjunction.has(words.list[at - 1]?.lower ?? '');
	return opens && ((subject.has(first) && auxiliary.has(second)) || (first === 'this' && second === 'is'));
}
