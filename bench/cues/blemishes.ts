import { readFileSync } from 'node:fs';
import type { CueLanguage } from '../../server/notes/cues/classifier/features.ts';
import { soundOf } from '../../server/notes/cues/homophones.ts';

/** A number in [0, 1). */
type Fraction = () => number;

const share = 0.1;
const openers: Record<CueLanguage, readonly string[]> = {
	en: ['okay so', 'um', 'so', 'right', 'and', 'well', 'now', 'er', 'and then', 'yeah so'],
	zh: ['嗯', '那个', '好', '那么', '然后', '啊', '就是说', '呃', '好那']
};

const alike = Map.groupBy([...soundOf], ([, sound]) => sound);
const soundAlikes = readFileSync(new URL('./sound-alikes.txt', import.meta.url), 'utf8')
	.trim()
	.split('\n')
	.map((line) => line.split(' '));
const alikeOf = new Map(soundAlikes.flatMap((words) => words.map((word) => [word, words] as const)));

const oneOf = <T>(choices: readonly T[], fraction: Fraction): T =>
	choices[Math.floor(fraction() * choices.length)] as T;

/** A sentence as a recogniser might give it: no marks, some words or characters taken for others, now and then an opening "um". */
export function blemished(text: string, language: CueLanguage, fraction: Fraction): string {
	const worn = language === 'en' ? wornEnglish(text, fraction) : wornChinese(text, fraction);
	return fraction() < 0.2 ? `${oneOf(openers[language], fraction)} ${worn}` : worn;
}

function wornEnglish(text: string, fraction: Fraction): string {
	const words = text.toLowerCase().match(/[\p{L}\p{N}'’]+/gu) ?? [];
	return words.map((word) => (fraction() < share ? wornWord(word, fraction) : word)).join(' ');
}

function wornWord(word: string, fraction: Fraction): string {
	const others = alikeOf.get(word)?.filter((other) => other !== word);
	if (others !== undefined) return oneOf(others, fraction);
	if (word.length > 4 && fraction() < 0.6) return word.slice(0, -1 - Math.floor(fraction() * 2));
	return `${word} ${word}`;
}

function wornChinese(text: string, fraction: Fraction): string {
	const characters = Array.from(text.replace(/[^\p{L}\p{N}]+/gu, ''));
	return characters
		.map((character) => {
			const others = alike.get(soundOf.get(character) ?? -1);
			return others !== undefined && fraction() < share ? oneOf(others, fraction)[0] : character;
		})
		.join('');
}
