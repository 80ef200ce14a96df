import { describe, expect, it } from 'vitest';
import { readingOf } from './reading.ts';
import { titleOf } from './titles.ts';

const title = (texts: readonly string[], others: readonly string[] = []): string =>
	titleOf(texts.map(readingOf), others);

describe('titleOf', () => {
	it.each([
		['Today we are going to talk about how plants turn light into food.', 'How plants turn light into food'],
		['So now let us look at where inflation comes from.', 'Where inflation comes from'],
		['So let us look at the shapes of volcanoes then.', 'Shapes of volcanoes'],
		['Next we come to the adaptive immune system, which is slower.', 'Adaptive immune system'],
		['In the second stage, the plant builds sugar.', 'Second stage'],
		['接下来我们看线程。', '线程'],
		['然后我们来看路上到底运什么东西。', '路上到底运什么东西']
	])('takes the subject from %s', (text, subject) => expect(title([text])).toBe(subject));

	it('names the terms said most, whole, where nothing was announced', () => {
		const texts = [
			'Carbon dioxide enters the leaf.',
			'The leaf turns carbon dioxide into sugar.',
			'Carbon dioxide is a gas.'
		];
		expect(title(texts)).toBe('Carbon dioxide and leaf');
		expect(title(['傅里叶变换很有用。', '傅里叶变换把信号分开。', '逆的傅里叶变换也有。'])).toBe(
			'傅里叶变换'
		);
	});

	it('does not say again what another heading says', () => {
		const texts = ['The leaf holds sugar.', 'Its sugar feeds the leaf.'];
		expect(title(texts, ['Sugar'])).toBe('Leaf');
	});
});
