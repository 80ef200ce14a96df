import { clauseOpenersAfterComma, functionWords, isNumeral, setOf, units } from './function-words.ts';
import { isFirst, isLast, isPause, isPlain, isSpace, type Words } from './words.ts';

/** Sounds that are no word, unit or short form of anything but the microhenry. */
const sound = /^(?:u+h+m*|u+mm+|e+r+m+|h+mm+|mhm+)$/u;
/** Sounds that are written as a unit, a short form or a name too. */
const doubtful = setOf('um er eh ah hm mm');
/** Those of them that stand for something also at the beginning: erbium, ampere-hours. */
const symbols = setOf('er ah hm mm');
const mentions = setOf('say says said saying called like word words sound sounds as in per of write spell');
const before = setOf('so but we i you they he she because then well okay');
const opening = setOf("so we i the you they okay let's let and but what if when");
const conjunctions = setOf('and or');

/** Words that are only the sound of thinking: set off from the sentence, or between words that leave nothing else. */
export function interjectionsIn(words: Words): Set<number> {
	const found = new Set<number>();
	for (let at = 0; at < words.list.length; at++) {
		if (!isSound(words, at)) continue;
		let to = at;
		while (isSound(words, to + 1) && /^[\s,，]+$/u.test(words.after(to))) to++;
		if (isSetOff(words, at, to)) for (let each = at; each <= to; each++) found.add(each);
		else if (at === to && isBetween(words, at)) found.add(at);
		at = to;
	}
	return found;
}

/** A doubtful one with a capital behind a full stop may be a name: "Dr. Um". */
function isSound(words: Words, at: number): boolean {
	const { lower = '', said = '' } = words.list[at] ?? {};
	if (!isPlain(words, at)) return false;
	return sound.test(lower) || (doubtful.has(lower) && (at === 0 || said === lower));
}

function isSetOff(words: Words, from: number, to: number): boolean {
	const [starts, ends] = [isFirst(words, from), isLast(words, to)];
	if (!starts && !isPause(words.before(from))) return false;
	if (!ends && !isPause(words.after(to))) return false;
	const [previous, next] = [words.list[from - 1]?.lower, words.list[to + 1]?.lower];
	if (!ends && conjunctions.has(next ?? '')) return false;
	for (let at = from; at <= to; at++) {
		const lower = words.list[at]?.lower ?? '';
		if (sound.test(lower)) continue;
		if ((!starts && units.has(previous ?? '')) || (!ends && units.has(next ?? ''))) return false;
		if (!symbols.has(lower)) continue;
		if (!starts && lower !== 'er' && lower !== 'ah') return false;
		if (starts && !ends && !isClear(next)) return false;
	}
	return true;
}

const isClear = (next: string | undefined): boolean =>
	next !== undefined && next !== 'the' && clauseOpenersAfterComma.has(next);

/** Without a pause around it a sound is certain only where no unit, name or quoted word can stand. */
function isBetween(words: Words, at: number): boolean {
	const { lower, said } = words.list[at] ?? { lower: '', said: '' };
	const [previous, next] = [words.list[at - 1]?.lower, words.list[at + 1]?.lower];
	if (said !== lower || next === undefined || !isSpace(words.after(at))) return false;
	if (previous !== undefined && !isSpace(words.before(at)) && !isFirst(words, at)) return false;
	if (isFirst(words, at)) return opening.has(next);
	if (previous === undefined || isNumeral(previous) || mentions.has(previous)) return false;
	if (sound.test(lower)) return !['huh', 'oh', 'is', 'are', 'and', 'or'].includes(next);
	return lower === 'um' && before.has(previous) && functionWords.has(next);
}
