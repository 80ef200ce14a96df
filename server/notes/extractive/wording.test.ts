import { describe, expect, it } from 'vitest';
import { definedTerm } from './definitions.ts';
import { isWorthNoting, readingOf } from './reading.ts';

describe('definedTerm', () => {
	it.each([
		['The process is called photosynthesis, and it happens in leaves.', 'photosynthesis'],
		['These are small bodies that we call chloroplasts.', 'chloroplasts'],
		['A transaction is a group of reads and writes.', 'transaction'],
		['Durability means that the data survives a crash.', 'Durability'],
		['the yearly change is known as inflation', 'inflation'],
		['Right ventricle is the part of the heart that pumps.', 'Right ventricle'],
		['Well depth is the rate that decides how much.', 'Well depth'],
		['This is known as the law of large numbers, and it holds.', 'law of large numbers'],
		['We call it RNA polymerase II.', 'RNA polymerase II'],
		['这个过程叫做3D打印。', '3D打印'],
		['这种题称为是非题。', '是非题'],
		['所谓元元素，是指一种特殊的结构。', '元元素'],
		['这种情况称为竞态条件。', '竞态条件'],
		['进程是指一个正在运行的程序。', '进程'],
		['所谓卷积，就是翻转以后滑动。', '卷积']
	])('finds the term in %s', (text, term) => expect(definedTerm(text)).toBe(term));

	it.each([
		'This is a problem.',
		'That means we are late.',
		'It is called off.',
		'My brother is a doctor.',
		'这是一种办法。',
		'的确是一种好办法。',
		'The one called Paricutin grew out of a Mexican cornfield in nineteen forty three.'
	])('finds none in %s', (text) => expect(definedTerm(text)).toBeUndefined());
});

describe('isWorthNoting', () => {
	it.each([
		'Good morning everyone.',
		'Are there any questions?',
		'It is slow.',
		'同学们早上好，后面的同学能听见吗？',
		'好，下课。'
	])('is false of %s', (text) => expect(isWorthNoting(readingOf(text))).toBe(false));
});
