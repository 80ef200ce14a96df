import { describe, expect, it } from 'vitest';
import { goldLectures, linesFrom } from '../../tests/helpers/note-corpus.ts';
import { answerFromLines } from './from-lines.ts';
import { LineIndex } from './line-index.ts';

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
const best = (lines: typeof english, question: string) =>
	new LineIndex(lines).search(question, 3)[0]?.line.text;

describe('finding lines', () => {
	it.each([
		['When is the homework due?', 'homework for Friday'],
		['Where does photosynthesis happen?', 'inside chloroplasts'],
		['what do enzymes have to do with temperatures', 'driven by enzymes'],
		['photosyntesis', 'called photosynthesis'],
		['What is NADPH?', 'ATP and NADPH']
	])('in English: %s', (question, words) => expect(best(english, question)).toContain(words));

	it.each([
		['作业什么时候交？', '作业是阅读第四章'],
		['氧气从哪里来', '放出氧气'],
		['类囊体膜', '类囊体膜上'],
		['暗反应只在晚上发生吗？', '不是只在晚上']
	])('in Chinese: %s', (question, words) => expect(best(chinese, question)).toContain(words));

	it.each([
		['Who won the football match in Madrid?', english],
		['How many plant species grow in tropical rainforests of Brazil?', english],
		['the of and', english],
		['量子计算机的价格是多少', chinese],
		['???', chinese]
	])('finds nothing where nothing fits: %s', (question, lines) => {
		expect(new LineIndex(lines).search(question, 3)).toEqual([]);
	});
});

describe('an answer without a language model', () => {
	it('is lines of the lecture, word for word, in the order in which they were said, each citing itself', () => {
		for (const { lines } of goldLectures()) {
			const question = lines[3]?.text ?? '';
			const { model, blocks } = answerFromLines(lines, question);
			expect(model).toBeNull();
			const places = blocks.map(({ cites }) => lines.findIndex(({ id }) => id === cites[0]));
			expect(places).toContain(3);
			expect(places).toEqual(places.toSorted((a, b) => a - b));
			for (const [at, block] of blocks.entries())
				expect(block).toEqual({ kind: 'line', md: lines[places[at] ?? -1]?.text, cites: block.cites });
		}
	});

	it('says that nothing like that was said', () => {
		expect(answerFromLines(english, 'Who won the football match?').blocks).toEqual([
			{ kind: 'not-said', md: '', cites: [] }
		]);
		expect(answerFromLines([], 'What?').blocks).toHaveLength(1);
	});
});
