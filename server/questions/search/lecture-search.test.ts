import { describe, expect, it } from 'vitest';
import { goldLectures, linesFrom } from '../../../tests/helpers/note-corpus.ts';
import { longLecture } from '../../../tests/helpers/long-lecture.ts';
import { LectureSearch } from './lecture-search.ts';

const english = linesFrom([
	'Good morning everyone, today we look at how plants turn light into food.',
	'The process is called photosynthesis, and it happens inside chloroplasts.',
	'Water is split, and oxygen leaves the plant as waste.',
	'The energy is kept in two small molecules, ATP and NADPH.',
	'Your homework for Friday is to read chapter four.',
	'How fast the second stage runs depends on temperature, since it is driven by enzymes.'
]);
const chinese = linesFrom([
	'大家好，今天我们讲光合作用。',
	'光合作用分为两个阶段：光反应和暗反应。',
	'第一阶段在类囊体膜上进行，光能把水分解，放出氧气。',
	'这里要注意：暗反应不是只在晚上发生。',
	'作业是阅读第四章，周五之前交。'
]);
const found = async (lines: typeof english, question: string): Promise<string[]> =>
	(await new LectureSearch().passages('lecture', lines, question)).map(({ text }) => text);

describe('searching a lecture', () => {
	it.each([
		['When is the homework due?', 'homework for Friday'],
		['Where does photosynthesis happen?', 'inside chloroplasts'],
		['what do enzymes have to do with temperatures', 'driven by enzymes'],
		['photosyntesis', 'called photosynthesis'],
		['What is NADPH?', 'ATP and NADPH']
	])('finds what answers in English: %s', async (question, words) => {
		expect((await found(english, question))[0]).toContain(words);
	});

	it.each([
		['作业什么时候交？', '作业是阅读第四章'],
		['氧气从哪里来', '放出氧气'],
		['类囊体膜', '类囊体膜上'],
		['類囊體膜上進行什麼', '类囊体膜上'],
		['暗反应只在晚上发生吗？', '不是只在晚上']
	])('finds what answers in Chinese: %s', async (question, words) => {
		expect((await found(chinese, question))[0]).toContain(words);
	});

	it.each([
		['Who won the football match in Madrid?', english],
		['How many plant species grow in tropical rainforests of Brazil?', english],
		['the of and', english],
		['量子计算机的价格是多少', chinese],
		['???', chinese],
		['What?', []]
	])('finds nothing where nothing fits: %s', async (question, lines) => {
		expect(await found(lines, question)).toEqual([]);
	});

	it('finds every line by its own words', async () => {
		for (const { lines } of goldLectures()) {
			const search = new LectureSearch();
			const line = lines[3];
			const places = await search.nearest('lecture', lines, line?.text ?? '');
			expect(lines[places[0] ?? -1]?.text).toBe(line?.text);
		}
	});

	it('keeps up with lines that are new, corrected or gone', async () => {
		const search = new LectureSearch();
		const before = english.slice(0, 3);
		expect(await search.passages('lecture', before, 'What is NADPH?')).toEqual([]);
		expect((await search.passages('lecture', english, 'What is NADPH?'))[0]?.id).toBe(english[3]?.id);
		const corrected = english.map((line, at) =>
			at === 0 ? { ...line, text: 'NADPH is an electron carrier.' } : line
		);
		expect((await search.passages('lecture', corrected, 'What is NADPH?'))[0]?.id).toBe(english[0]?.id);
		expect(await search.passages('lecture', english.slice(4), 'What is NADPH?')).toEqual([]);
	});

	it('lets the event loop go while it reads a long lecture', async () => {
		const lines = longLecture(60);
		let turns = 0;
		const timer = setInterval(() => turns++, 1);
		await new LectureSearch().passages('lecture', lines, 'What is the homework?');
		clearInterval(timer);
		expect(turns).toBeGreaterThan(1);
	});
});
