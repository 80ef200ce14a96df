import { remembered } from './remembered.ts';

const mark = /[\p{P}\s]/u;
const cjkMark = /[，。、；：！？“”‘’「」『』（）《》…]/gu;

/** Marks inside a word, or before a number, carry something: `3.5`, `-5`. */
function bare(word: string): string {
	let [from, to] = [0, word.length];
	while (from < to && mark.test(word.charAt(from)) && !/^[-−.]\d/u.test(word.slice(from, from + 2))) from++;
	while (to > from && mark.test(word.charAt(to - 1)) && word.charAt(to - 1) !== '%') to--;
	return word.slice(from, to);
}

/** The words of a text without case and punctuation. Texts that differ in any word, number or sign differ in this. */
export const sameWords = remembered(
	(text: string): string =>
		text
			.normalize('NFKC')
			.toLowerCase()
			.replace(cjkMark, ' ')
			.split(/\s+/u)
			.map(bare)
			.filter(Boolean)
			.join(' '),
	4_000
);
