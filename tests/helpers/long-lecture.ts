import type { NoteLine } from '../../server/notes/port.ts';
import { linesFrom } from './note-corpus.ts';

/*
 * A made lecture of any length: sentences of made-up terms at the pace of speech, a new subject every few minutes.
 * Synthetic: it says nothing about the quality of notes, only about their amount and cost.
 */

const syllables = {
	en: [
		'al',
		'ber',
		'co',
		'den',
		'el',
		'fra',
		'gon',
		'hil',
		'is',
		'jo',
		'kar',
		'lum',
		'men',
		'nor',
		'op',
		'per',
		'qui',
		'ros',
		'sta',
		'tor'
	],
	zh: [...'光场能量函数矩阵细胞膜离子波长频率温度压强速度序列网络节点概率变量系统结构信号边界']
};

type Say = (term: () => string, number: () => number) => string;

const sentences: Record<'en' | 'zh', Say[]> = {
	en: [
		(term, number) =>
			`The ${term()} of a ${term()} is always larger than the ${term()}, by about ${number()} percent, as we will see.`,
		(term) =>
			`A ${term()} is called a ${term()} when it depends only on the ${term()} and not on the ${term()}.`,
		(term, number) =>
			`If you put ${number()} of them together, the ${term()} grows with the square of the ${term()}, which is important.`,
		(term) =>
			`So we take the ${term()}, we divide it by the ${term()}, and what remains is the ${term()} of the ${term()}.`,
		(term) => `Remember that the ${term()} does not change while the ${term()} goes through the ${term()}.`,
		() => 'Okay, can everybody see that, yes, good.'
	],
	zh: [
		(term, number) => `${term()}的${term()}总是比${term()}大，大约大百分之${number()}，这个我们后面会看到。`,
		(term) => `如果一个${term()}只取决于${term()}，我们就把它叫做${term()}，这是一个重要的定义。`,
		(term, number) => `把${number()}个${term()}放在一起，${term()}就会随着${term()}的平方增长。`,
		(term) => `所以我们用${term()}除以${term()}，剩下的就是${term()}的${term()}。`,
		() => '好，大家看得清楚吗，可以。'
	]
};

/** About `minutes` of speech in one language; the same for the same numbers. */
export function longLecture(minutes: number, language: 'en' | 'zh' = 'en'): NoteLine[] {
	const next = generator(minutes * 7 + language.length);
	const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T;
	const word = (): string =>
		language === 'en'
			? pick(syllables.en) + pick(syllables.en) + pick(syllables.en)
			: pick(syllables.zh) + pick(syllables.zh);
	const texts: string[] = [];
	let spoken = 0;
	while (spoken < minutes * perMinute[language]) {
		const text = pick(sentences[language])(word, () => 2 + Math.floor(next() * 90));
		spoken += language === 'en' ? text.split(' ').length : text.length;
		texts.push(text);
		if (texts.length % 40 === 0) texts.push('');
	}
	return linesFrom(texts);
}

/** Words, or characters. */
const perMinute = { en: 150, zh: 220 };

function generator(seed: number): () => number {
	let state = seed + 1;
	return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}
