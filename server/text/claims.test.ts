import { describe, expect, it } from 'vitest';
import { dayClaims, digitClaims, nameClaims, spokenClaims } from './claims.ts';

const missing = (text: string, source: string): string[] =>
	[
		...digitClaims(text),
		...spokenClaims(text),
		...dayClaims(text),
		...nameClaims(text, /\p{Script=Han}/u.test(source))
	]
		.filter(({ isIn }) => !isIn(source))
		.map(({ surface }) => surface);

describe('claims of a text', () => {
	it.each([
		['Due on the thirteenth.', 'it is due on the twelfth', ['thirteenth']],
		['Due on the 13th.', 'it is due on the twelfth', ['13']],
		['Due on Friday.', 'hand it in by thursday', ['Friday']],
		['In March.', 'it was in may', ['March']],
		['Found by Marie Curie.', 'pierre found it', ['Marie', 'Curie']],
		['It needs NADPH.', 'it needs a t p', ['NADPH']],
		['十三号交。', '十二号之前交', ['十三']],
		['周五交。', '周四之前交', ['周五']],
		['读《海国图志》', '魏源写了一本书', ['海国图志']]
	])('that its source does not have are found: %s', (text, source, wanted) => {
		expect([...new Set(missing(text, source))]).toEqual(wanted);
	});

	it.each([
		['Due on the 12th of May.', 'it is due on the twelfth of may'],
		['Due Fri., chapter four.', 'read chapter 4 by Friday'],
		['It needs DNA.', 'it needs d n a'],
		['It may be one of the first two.', 'some of them are'],
		['By Marie Curie.', 'it was marie curie'],
		['12 号周五交', '十二号星期五之前交'],
		['Due on Friday', '周五之前交'],
		['《海国图志》里', '魏源写了海国图志']
	])('that its source has in other words are no claims against it: %s', (text, source) => {
		expect(missing(text, source)).toEqual([]);
	});
});
