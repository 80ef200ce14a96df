import { soundOf } from '../homophones.ts';

const number = /[0-9一二三四五六七八九十两百]+/gu;

/**
 * Runs of one to three characters and of two and three sounds, of text as `chineseOf` gives it; numbers are alike. A recogniser
 * takes characters for others of the same sound.
 */
export function* chineseGrams(plain: string): Iterable<string> {
	const characters = Array.from(`^${plain.replaceAll('，', '').replace(number, '#')}$`);
	const sounds = characters.map((character) => `${soundOf.get(character) ?? character}/`);
	for (let at = 0; at < characters.length; at++)
		for (let length = 1; length <= 3 && at + length <= characters.length; length++) {
			yield characters.slice(at, at + length).join('');
			if (length > 1) yield sounds.slice(at, at + length).join('');
		}
}
