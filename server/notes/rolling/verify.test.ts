import { describe, expect, it } from 'vitest';
import type { NoteBlock, NoteOp } from '#lib/protocol/index.ts';
import { linesFrom } from '../../../tests/helpers/note-corpus.ts';
import { numbersIn } from '../../text/numerals.ts';
import { isFound, verified } from './verify.ts';

const found = (md: string, source: string): boolean => isFound({ md, kind: 'bullet' }, source);

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

	it('reads numbers in words', () => {
		expect([...numbersIn('twenty-five and three hundred two')]).toEqual(
			expect.arrayContaining(['25', '302'])
		);
		expect([...numbersIn('一百零五、三千、两点五')]).toEqual(expect.arrayContaining(['105', '3000', '2.5']));
	});

	it('is looked for in the cited lines and their neighbours, and marked as doubtful otherwise', () => {
		const lines = linesFrom([
			'It began in 1665.',
			'Hooke saw cells.',
			'He drew them.',
			'Then came others in 1838.'
		]);
		const block = (md: string, origin: NoteBlock['origin'] = 'llm'): NoteOp => ({
			op: 'put-block',
			block: {
				...{ blockId: md, sectionId: 's', kind: 'bullet', md, origin, position: 1, locked: false, rev: 1 },
				cites: [lines[1]?.id ?? '']
			}
		});
		const doubtful = (op: NoteOp) =>
			verified([op], lines).map((each) => each.op === 'put-block' && each.block.doubtful === true);
		expect(doubtful(block('Cells were seen in 1665'))).toEqual([false]);
		expect(doubtful(block('Cells were seen in 1838'))).toEqual([true]);
		expect(doubtful(block('Cells were seen in 1838', 'person'))).toEqual([false]);
	});
});
