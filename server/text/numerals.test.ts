import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numbersIn, spokenNumbers } from './numerals.ts';

describe('spoken numbers', () => {
	it.each([
		['twenty-five', '25'],
		['the twelfth of May', '12'],
		['12th', '12'],
		['the twenty-first', '21'],
		['three hundred and two', '302'],
		['nineteen sixty five', '1965'],
		['two thousand and twelve', '2012'],
		['one point five', '1.5'],
		['1,000', '1000'],
		['7.0', '7'],
		['0.00001', '0.00001'],
		['3 million', '3000000'],
		['two point five million', '2500000'],
		['十二', '12'],
		['第十二章', '12'],
		['二零二零年', '2020'],
		['一百零五', '105'],
		['三万', '30000'],
		['3万', '30000'],
		['零点零零零零一', '0.00001'],
		['下午三点', '3']
	])('reads %s as %s', (text, digits) => {
		expect(spokenNumbers(text).flatMap(({ whole }) => whole)).toContain(digits);
	});

	it('does not read digits side by side as one number', () => {
		expect([...numbersIn('pages 12 4')]).toEqual(['12', '4']);
	});

	it('tells where each number stands', () => {
		const text = 'pages 12 to fifteen, 第三章';
		expect(spokenNumbers(text).map(({ start, end }) => text.slice(start, end))).toEqual([
			'12',
			'fifteen',
			'三'
		]);
	});

	it('reads every whole number that it is given in digits, wherever it stands', () => {
		fc.assert(
			fc.property(fc.bigInt(0n, 10n ** 40n), (number) => {
				expect(numbersIn(`about ${number} of them`)).toContain(String(number));
				expect(numbersIn(`大约${number}个`)).toContain(String(number));
			}),
			{ numRuns: 50 }
		);
	});
});
