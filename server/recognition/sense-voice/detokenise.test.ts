import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textOfPieces } from './detokenise.ts';

const text = (...pieces: string[]) => textOfPieces(pieces).join('');

describe('pieces to text', () => {
	test.each([
		['▁the', '▁tri', 'bal', '▁chief', 'the tribal chief'],
		['the', 'y', '▁', '5', '0', '▁pieces', 'they 50 pieces'],
		['开', '放', '时', '间', '9', '点', '开放时间9点'],
		['我', '们', '用', '▁python', '▁来', '写', '我们用 python 来写'],
		['天', '▁', '气', '天气'],
		['안', '녕', '▁하', '안녕 하'],
		['▁', '▁', '▁a', 'a'],
		['▁']
	])('%#', (...pieces) => {
		const wanted = pieces.length > 1 ? pieces.pop() : '';
		expect(text(...pieces)).toBe(wanted);
	});

	test('there is one part for each piece, and the whole has no spaces at its ends and never two', () => {
		const piece = fc
			.array(fc.constantFrom('▁', 'a', '天', '.', '。'), { maxLength: 4 })
			.map((parts) => parts.join(''));
		fc.assert(
			fc.property(fc.array(piece), (pieces) => {
				const parts = textOfPieces(pieces);
				expect(parts.length).toBe(pieces.length);
				expect(parts.join('')).toMatch(/^$|^\S+( \S+)*$/);
			})
		);
	});
});
