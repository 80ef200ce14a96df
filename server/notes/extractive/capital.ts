import { stopWords } from './stop-words.ts';

const plainWord = /^(\p{Ll}+(?:['’]\p{Ll}+)*)(?![\p{L}\p{N}\p{M}'’_=^-])/u;
const article = /^a (?!plus|minus|times|equals|squared|cubed|divided|over|goes)\p{Ll}{3}/u;
const lettersMin = 4;

/**
 * The text with a capital first letter where that is a matter of spelling alone. What a capital would make another thing
 * stays as it is: symbols and units (`x`, `pH`, `mm`), letters whose capital takes two, such as ß.
 */
export function withCapital(text: string): string {
	const word = plainWord.exec(text)?.[1];
	const capital = text.charAt(0).toUpperCase();
	if (word === undefined || capital.length !== 1) return text;
	const isArticle = article.test(text);
	const isWord = word.length >= lettersMin || (word.length > 1 && stopWords.has(word));
	return isArticle || isWord ? capital + text.slice(1) : text;
}
