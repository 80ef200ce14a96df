/* Texts of a given size that are hard on whoever reads them, cut into lines as long as a person may write them. */

import { utteranceCharactersMax } from '#lib/protocol/index.ts';

const subjects = ['membrane', 'inflation', 'transaction', 'matrix', 'enzyme', 'treaty', 'gradient', 'thread'];
const names = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

const english = (n: number): string =>
	`The ${subjects[n % 8]} of kind ${n} is called a ${names[n % 10]} barrier because it lets ${n * 7} of them through. `;
const task = (n: number): string => `Your homework for Friday is to read chapter ${n} of the book. `;
const chineseTask = (n: number): string => `第${n}题的作业请大家下周五之前交。`;
const chinese = (n: number): string => `细胞膜${n}叫做屏障，因为它只让${n * 7}个离子通过，这一点很重要。`;
const correction = (n: number): string =>
	`A common mistake is to say that plant ${n} breathes only at night. In fact it respires all the time. `;

/** By name, what sentence follows after so many. */
const families = {
	'English sentences': english,
	'Chinese sentences': chinese,
	'nothing but tasks': task,
	'nothing but Chinese tasks': chineseTask,
	'nothing but mistakes and what is right': correction,
	'one sentence again and again': () => english(7),
	'one task again and again': () => task(7),
	'a sentence without an end': (n: number) => `and then ${subjects[n % 8]} ${names[n % 10]} `,
	'a Chinese sentence without an end': (n: number) => `然后细胞膜${n}`,
	'one word without an end': () => 'abcdefgh'
} satisfies Record<string, (n: number) => string>;

export type Family = keyof typeof families;
export const familyNames = Object.keys(families) as Family[];

/** So many characters of a family, in lines as long as one may be. */
export function heavyLines(family: Family, characters: number): string[] {
	const parts: string[] = [];
	for (let [n, length] = [0, 0]; length < characters; n++) {
		const part = families[family](n);
		parts.push(part);
		length += part.length;
	}
	const text = parts.join('').slice(0, characters);
	return Array.from({ length: Math.ceil(characters / utteranceCharactersMax) }, (_, at) =>
		text.slice(at * utteranceCharactersMax, (at + 1) * utteranceCharactersMax).trim()
	);
}
