import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleaned } from './clean.ts';

describe('the cleaner', () => {
	it.each([
		['So, um, the the cell, you know, divides.', 'The cell, divides.'],
		['okay so we we call this uh inflation', 'We call this inflation'],
		['Um, uh, where were we.', 'Where were we.'],
		['It is, erm, an enzyme, um.', 'It is, an enzyme.'],
		['In the, in the second stage we see the the light.', 'In the second stage we see the light.'],
		['This is, this is a cell.', 'This is a cell.'],
		[
			'Right, we want to understand it. Okay, so the cell divides.',
			'We want to understand it. The cell divides.'
		],
		['🎼 <|en|>Water is split.😊', 'Water is split.'],
		['嗯，那个，进程是一个正在运行的程序，对吧。', '进程是一个正在运行的程序。'],
		['我我们我们来看卷积。', '我们来看卷积。'],
		['好，嗯，我们来看线程，对吧，哈哈。', '我们来看线程。'],
		['呃这个定理很重要', '这个定理很重要'],
		['张骞这个人，怎么说呢，运气很差。', '张骞这个人，运气很差。']
	])('takes sounds of thinking and false starts from %s', (said, read) => {
		expect(cleaned(said)).toBe(read);
	});

	it.each([
		// numbers, letters, symbols
		'The pressure is 3.14 bar.',
		'The value is .5 and the other -5.',
		'.5 mm is enough.',
		'Call nine one one, nine nine nine.',
		'The code is one zero zero one one zero, A A B B.',
		'If you roll six, six, six, you win.',
		'It takes log log n steps, x x y y.',
		'n! is the product, !p is its opposite, 2 ✖ 3 is six.',
		'pH is a measure of acid, mRNA carries the code, x is unknown.',
		// units and short forms
		'The slit is 5 um wide, in mm, um, and nm.',
		'Rough er is the part of the cell that makes proteins',
		'The cell has an ER, smooth ER, and Golgi bodies.',
		'Er, Yb and Tm are rare earths.',
		'Dr. Um, the dean, spoke of it.',
		'He studied at UM, MM and UH.',
		'The coil has ten uh and the other twenty uh in total',
		'The thickness is 12 mm by 7 MM.',
		// words that look like fillers
		'Right ventricle is the part of the heart that pumps.',
		'Well depth is the rate that decides.',
		'Great Britain is the largest island.',
		'And gate is the name of a circuit.',
		'And the and gate is the name of a circuit',
		'Like charges repel.',
		'OK is the short form of Oklahoma.',
		'Now the rate is five percent.',
		'So far nobody knows, so much is clear.',
		'So so is the answer.',
		'Right, left, right is the order of the turns.',
		'Great, good and poor are the marks.',
		'Left, right, left, and nothing else.',
		'Verbs such as love, like, hate are regular.',
		'It comes from a spring, well, or river.',
		'It is twelve, I mean, twenty.',
		'If you have read it, you know, more or less, the proof.',
		'Sounds such as um, uh, er and like are called fillers.',
		'The word is spelled u h.',
		'Uh huh means yes.',
		// words that are said twice
		'It is very, very hot, and he had had enough.',
		'I think that that is so, what it is is a law.',
		'If you heat it it expands, if you heat it, it expands.',
		'The derivative of the derivative of the function.',
		'A rose is a rose is a rose.',
		'Again and again and again, step by step by step.',
		'Bye bye, New New York, Duran Duran, knock knock, tick tick.',
		'The The is a band.',
		'New South Wales, so, so green.',
		// the same in Chinese
		'对时间积分，积分的结果是系数。',
		'信号是一个一个的采样点。',
		'的的确确，他常常慢慢研究研究，天天看看。',
		'一一零零一一零零，八八六六八八六六，零点零零零零一。',
		'这个定理是在二零二零年证明的。',
		'那个，就是我们说的熵。',
		'这个，那个，都可以。',
		'语气词有啊、呃、嗯、哦。',
		'呃逆是一种反射，额头在上面。',
		'好的方法，坏的方法。',
		'好，坏，中三个等级。',
		'对，这是答案。',
		'其实，植物一直在呼吸。',
		'这个结论是真的，对不对？',
		'他们告诉我们我们错了。',
		'是是非非，元元素，星星。',
		'数值是1,000，不是100。'
	])('leaves %s as it is', (text) => expect(cleaned(text)).toBe(text));

	it('leaves nothing of a mere sound', () => {
		expect(['Um.', '嗯。', 'Uh, um', '呃，嗯。', '...', ''].map(cleaned)).toEqual(['', '', '', '', '', '']);
	});

	it('gives a capital only to a word that means the same with it', () => {
		expect(['water is split', 'a cell divides', 'mm is a unit', 'a plus b'].map(cleaned)).toEqual([
			'Water is split',
			'A cell divides',
			'mm is a unit',
			'a plus b'
		]);
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
