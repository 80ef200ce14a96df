import { clauseOpeners, clauseOpenersAfterComma, setOf } from './function-words.ts';
import { isComma, isFirst, isPlain, isSpace, type Words } from './words.ts';

const openers = setOf('so okay ok alright well right great now');
/** Those that open a clause without a comma too; the others are words of their own there ("Well depth is …"). */
const soft = setOf('so okay ok alright');

/** Words with which a speaker gathers breath before a sentence, where they can be nothing else. */
export function openersIn(words: Words, gone: ReadonlySet<number>): Set<number> {
	const found = new Set<number>();
	for (let at = 0; at < words.list.length; at++) {
		if (!isFirst(words, at)) continue;
		for (const each of openersFrom(words, at, gone)) found.add(each);
	}
	return found;
}

function openersFrom(words: Words, start: number, gone: ReadonlySet<number>): number[] {
	const chain: number[] = [];
	for (let at = start; at < words.list.length; at++) {
		if (at > start && isFirst(words, at)) return [];
		if (gone.has(at)) continue;
		const { lower = '', said = '' } = words.list[at] ?? {};
		const comma = isComma(words.after(at)) || gone.has(at + 1);
		const isOpener = openers.has(lower) && (isPlain(words, at) || said === 'OK' || chain.length > 0);
		if (!isOpener || (!comma && !(soft.has(lower) && isSpace(words.after(at)) && said !== 'OK')))
			return isClear(words, at, chain) ? chain : [];
		chain.push(at);
	}
	return [];
}

/** Whether the word after the openers begins a clause. */
function isClear(words: Words, at: number, chain: readonly number[]): boolean {
	const last = chain.at(-1);
	if (last === undefined) return false;
	const known = isComma(words.after(last)) ? clauseOpenersAfterComma : clauseOpeners;
	return known.has(words.list[at]?.lower ?? '');
}

const subordinators =
	setOf(`if what when once whatever whenever where since because as although though unless until after
before while whether who how why which more that`);

/** "you know" between commas, or before a clause; not where it is the clause itself. */
export function asidesIn(words: Words): Set<number> {
	const found = new Set<number>();
	let clause = 0;
	for (let at = 0; at + 1 < words.list.length; at++) {
		const isNext = words.list[at]?.lower === 'you' && words.list[at + 1]?.lower === 'know';
		const begins = isFirst(words, at);
		if (isNext && isSpace(words.after(at)) && isComma(words.after(at + 1))) {
			const next = words.list[at + 2]?.lower ?? '';
			const isAside = begins
				? clauseOpenersAfterComma.has(next)
				: isComma(words.before(at)) &&
					!subordinators.has(words.list[clause]?.lower ?? '') &&
					!['and', 'or', 'but'].includes(next);
			if (isAside) found.add(at).add(at + 1);
		}
		if (begins || !isSpace(words.before(at))) clause = at;
	}
	return found;
}
