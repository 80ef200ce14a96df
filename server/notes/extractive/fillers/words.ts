/** The words of a text written with spaces, and the gaps between them. */
export type Words = {
	readonly text: string;
	readonly list: readonly Word[];
	/** What stands between a word and the one before it, or the beginning. */
	before(at: number): string;
	/** What stands between a word and the one behind it, or the end. */
	after(at: number): string;
};
export type Word = {
	readonly said: string;
	readonly lower: string;
	readonly from: number;
	readonly to: number;
};

const word = /[\p{L}\p{N}\p{M}]+(?:['’.-][\p{L}\p{N}\p{M}]+)*/gu;

export function wordsOf(text: string): Words {
	const list = Array.from(text.matchAll(word), ({ 0: said, index }) => ({
		said,
		lower: said.toLowerCase().replace(/’/gu, "'"),
		from: index,
		to: index + said.length
	}));
	return {
		text,
		list,
		before: (at) => text.slice(list[at - 1]?.to ?? 0, list[at]?.from),
		after: (at) => text.slice(list[at]?.to, list[at + 1]?.from)
	};
}

const pause = /^\s*(?:,|，|…|\.{3}|—|–|\s-\s)/u;
const end = /[.!?。！？]/u;

/** Whether a gap sets off what stands beside it: a comma, a dash, or three dots. */
export const isPause = (gap: string): boolean => pause.test(gap);
export const isComma = (gap: string): boolean => /^\s*[,，]\s*$/u.test(gap);
export const isSpace = (gap: string): boolean => gap === ' ';

/** Whether a word begins a sentence of the text. */
export const isFirst = ({ before }: Words, at: number): boolean =>
	at === 0 || (end.test(before(at)) && !isPause(before(at)));
/** Whether a word ends a sentence of the text. */
export const isLast = ({ list, after }: Words, at: number): boolean =>
	at === list.length - 1 || (end.test(after(at)) && !isPause(after(at)));

/** Whether a word is written as an ordinary one: in lower case, or with a capital where a sentence begins. */
export const isPlain = (words: Words, at: number): boolean => {
	const said = words.list[at]?.said ?? '';
	return said === said.toLowerCase() || (isFirst(words, at) && said.slice(1) === said.slice(1).toLowerCase());
};
