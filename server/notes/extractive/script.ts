const cjk = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu;
const latinWord = /[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu;

/** Letters of scripts that are written without spaces. */
export const cjkLetters = (text: string): number => text.match(cjk)?.length ?? 0;

/** Length in words; two Chinese characters count as one word, as in ordinary Chinese prose. */
export function wordCount(text: string): number {
	const letters = cjkLetters(text);
	return (text.replace(cjk, ' ').match(latinWord)?.length ?? 0) + letters / 2;
}

/** Whether a text reads as Chinese rather than as a language with spaces. */
export const isCjk = (text: string): boolean => cjkLetters(text) / 2 > wordCount(text) / 2;
