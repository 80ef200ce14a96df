import type { CheckLanguage } from '../../src/lib/protocol/index.ts';
import type { ChatMessage } from '../../server/llm/port.ts';

/* What a model says to the calls of a check: a good one, and others that each fail at one thing. */

const notes: Record<CheckLanguage, readonly string[]> = {
	en: [
		'= S1 | How rivers carry their load',
		'* S1 | s2 | discharge :: the volume of water that passes a point in one second',
		'+ S1 | s3 | The Elbe at Dresden carried 330 cubic metres a second in June, and 4500 in the flood of August 2002',
		'+ S1 | s4 | The load is dissolved, suspended or bed load',
		'+ S1 | s7,s8 | Hjulström measured in 1935 which speed moves which grain; sand needs only 20 centimetres a second',
		'! S1 | s10 | Read chapter 7 and hand in the problem set by the 14th of March',
		'!! S1 | s11 | The curve will be on the exam, the derivation will not',
		'.'
	],
	zh: [
		'= S1 | 河流怎样搬运泥沙',
		'* S1 | s2 | 流量 :: 一秒钟内通过某个断面的水的体积',
		'+ S1 | s3 | 汉口站六月份的流量是每秒23000立方米，1998年8月洪水期间达到71100立方米',
		'+ S1 | s4 | 泥沙分为溶解质、悬移质和推移质',
		'+ S1 | s7,s8 | 1935年尤尔斯特隆测量了流速和粒径的关系；半毫米的沙子只要每秒20厘米',
		'! S1 | s10 | 阅读第7章，3月14日之前交习题集',
		'!! S1 | s11 | 这条曲线考试会考，推导过程不考',
		'.'
	]
};

const known = { en: 'It is due by the 14th of March [s10].', zh: '3月14日之前交 [s10]。' };
const unknown = {
	en: 'NOT FOUND\nThe lecture only gives the discharge of the Elbe [s3].',
	zh: 'NOT FOUND\n课上只讲了汉口站的流量 [s3]。'
};

export const goodNotes = (language: CheckLanguage): string => notes[language].join('\n');

/** Which of the calls of a check it is. */
export function stepOf(
	messages: readonly Pick<ChatMessage, 'content'>[]
): 'connection' | 'notes' | 'known' | 'unknown' {
	const last = messages.at(-1)?.content ?? '';
	if (messages.length === 1) return 'connection';
	if (!/^QUESTION$/mu.test(last)) return 'notes';
	return /problem set due|习题集什么时候/u.test(last) ? 'known' : 'unknown';
}

/** The answers of a good model, changed where `say` has something else. */
export function checkAnswer(
	messages: readonly Pick<ChatMessage, 'content'>[],
	say: Partial<Record<ReturnType<typeof stepOf>, string>> = {}
): string {
	const language = /[一-鿿]/u.test(messages.at(-1)?.content ?? '') ? 'zh' : 'en';
	const step = stepOf(messages);
	const good = {
		connection: 'ready',
		notes: goodNotes(language),
		known: known[language],
		unknown: unknown[language]
	};
	return say[step] ?? good[step];
}
