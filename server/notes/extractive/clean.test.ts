import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleaned } from './clean.ts';

describe('cleaned', () => {
	it.each([
		['So, um, the the cell, you know, divides.', 'The cell, divides.'],
		['okay so we we call this uh inflation', 'We call this inflation'],
		['Think of it like, like a switch.', 'Think of it like a switch.'],
		['🎼 <|en|>Water is split.', 'Water is split.'],
		['嗯，那个，进程是一个正在运行的程序，对吧。', '进程是一个正在运行的程序。'],
		['我我们我们来看卷积。', '我们来看卷积。'],
		['信号是一个一个的采样点。', '信号是一个一个的采样点。']
	])('takes hesitations and stumbles from %s', (said, read) => {
		expect(cleaned(said)).toBe(read);
	});

	it.each([
		'The pressure is 3.14 bar.',
		'A kind of animal that well adapted cells like.',
		'对时间积分，积分的结果是系数。'
	])('leaves %s as it is', (text) => expect(cleaned(text)).toBe(text));

	it('leaves nothing of a mere hesitation', () => {
		expect(['Um.', '嗯。', 'Uh, um', ''].map(cleaned)).toEqual(['', '', '', '']);
	});

	it('never adds letters', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), (text) => {
				const letters = (of: string): number => of.toLowerCase().match(/[\p{L}\p{N}]/gu)?.length ?? 0;
				expect(letters(cleaned(text))).toBeLessThanOrEqual(letters(text));
			}),
			{ examples: [['ᾀ'], ['ßo']] }
		);
	});
});
