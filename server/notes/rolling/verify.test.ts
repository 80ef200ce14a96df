import { describe, expect, it } from 'vitest';
import { emptyNotes, type NoteBlock, type NoteOp } from '#lib/protocol/index.ts';
import { linesFrom } from '../../../tests/helpers/note-corpus.ts';
import { sentencesOf } from '../extractive/split.ts';
import { isFaithful } from './faithful.ts';
import { verified } from './verify.ts';

const found = (md: string, source: string): boolean =>
	isFaithful({ md }, { sentences: sentencesOf(source), around: source });

describe('what a note says', () => {
	it.each([
		['The pH is 7', 'so the ph of this solution is seven'],
		['25 percent of the light', 'twenty-five percent of the light'],
		['In 1,500 cells', 'in one thousand five hundred cells'],
		['In 1965', 'that was in nineteen sixty-five'],
		['305 pages', 'three hundred and five pages'],
		['1.5 million', 'about 1.5 million of them'],
		['光合作用发生在25度', '光合作用在二十五度的时候发生'],
		['圆周率约为3.14', '圆周率大约是三点一四'],
		['共12000人', '一共一万两千人'],
		['The RuBisCO enzyme fixes carbon', 'the enzyme rubisco fixes the carbon'],
		['Named after Calvin', 'it is named after calvin'],
		['DNA在细胞核里', '细胞核里面有 dna'],
		['Photosynthesis needs light', '光合作用需要光'],
		['one of them is enough', 'any of them will do']
	])('is found: “%s” in “%s”', (md, source) => {
		expect(found(md, source)).toBe(true);
	});

	it.each([
		['The pH is 8', 'so the ph of this solution is seven'],
		['In 1931', 'in nineteen hundred thirty-two'],
		['Named after Einstein', 'it is named after calvin'],
		['RNA在细胞核里', '细胞核里面有 dna'],
		['大约30度', '在二十五度的时候']
	])('is not found: “%s” in “%s”', (md, source) => {
		expect(found(md, source)).toBe(false);
	});

	it('is looked for in the cited lines and where their sentence goes on; otherwise a sentence of these lines is shown', () => {
		const lines = linesFrom([
			'It began in 1665.',
			'Um, Hooke saw cells in cork.',
			'He drew them.',
			'Then came others in 1838.'
		]);
		const block = (md: string, more: Partial<NoteBlock> = {}): NoteOp => ({
			op: 'put-block',
			block: {
				...{
					blockId: md,
					sectionId: 's',
					kind: 'bullet',
					md,
					origin: 'llm',
					position: 1,
					locked: false,
					rev: 1
				},
				cites: [lines[1]?.id ?? ''],
				...more
			}
		});
		const shown = (op: NoteOp) =>
			verified([op], emptyNotes, { lines }).map((each) =>
				each.op === 'put-block' ? [each.block.md, each.block.origin, each.block.cites] : []
			);
		const cites = [lines[1]?.id];
		expect(shown(block('Hooke saw cork'))).toEqual([['Hooke saw cork', 'llm', cites]]);
		expect(shown(block('Cells were seen in 1665'))).toEqual([
			['Hooke saw cells in cork.', 'extractive', cites]
		]);
		expect(shown(block('Cells were seen in 1838'))).toEqual([
			['Hooke saw cells in cork.', 'extractive', cites]
		]);
		expect(shown(block('Cells in 1838', { origin: 'person' }))).toEqual([['Cells in 1838', 'person', cites]]);
		expect(shown(block('Who saw cells in 1838?', { kind: 'question' }))).toEqual([]);
		const both = [block('Hooke saw 7 cells'), block('Cells were seen in 1838')];
		expect(verified(both, emptyNotes, { lines })).toHaveLength(1);
	});
});

describe('what a note turns round', () => {
	it.each([
		['The exam is closed book', 'the exam is not closed book'],
		['You can’t bring notes', 'you can bring notes to it'],
		['Plants do not respire at night', 'plants respire at night as well'],
		['The matrix is never singular', 'so the matrix is singular here'],
		['The orbit is unstable', 'this orbit is stable'],
		['这个矩阵不可逆', '所以这个矩阵可逆'],
		['考试可以带计算器', '考试不可以带计算器'],
		['植物晚上没有呼吸作用', '植物晚上也有呼吸作用'],
		['The report is due on Monday', 'the report is due on tuesday'],
		['周三交作业', '周四交作业'],
		['Hand it in tomorrow', 'hand it in next week'],
		['Due on the thirteenth', 'it is due on the twelfth'],
		['Read 5 pages', 'read twenty five pages'],
		['牛顿提出了运动第三定律的公式', '伽利略提出了运动第三定律的公式'],
		[
			'Planck explained the photoelectric effect with quanta',
			'einstein explained the photoelectric effect with quanta'
		]
	])('is found: “%s” of “%s”', (md, source) => {
		expect(found(md, source)).toBe(false);
	});

	it.each([
		['Hand in the essay by Friday', 'don’t forget to hand in the essay by friday'],
		['It requires oxygen', 'it is not possible without oxygen'],
		['The method fails for large inputs', 'the method does not work for large inputs'],
		['Not only plants but also algae do it', 'plants do it and algae too'],
		['The orbit is unstable', 'this orbit is not stable'],
		['Plants respire all the time', 'plants do not breathe only at night they respire all the time'],
		['不要忘记交作业', '记得交作业'],
		['不同的植物有不同的叶子', '植物的叶子各有不同'],
		['作业截止周三', '作业星期三之前交'],
		['A group without an identity is no group', 'a group without an identity is not a group']
	])('is not seen where it says the same: “%s” of “%s”', (md, source) => {
		expect(found(md, source)).toBe(true);
	});
});
