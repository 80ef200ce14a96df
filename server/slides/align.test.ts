import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Slide } from '#lib/protocol/index.ts';
import { lectureOnSlides } from '../../tests/helpers/slide-lecture.ts';
import { align } from './align.ts';

const slide = (number: number, title: string, text = '', hidden = false): Slide => ({
	number,
	title,
	text,
	notes: '',
	hidden
});

describe('the alignment of slides to speech', () => {
	test('finds at least seven of ten lines within one slide, on a lecture in English and one in Chinese', () => {
		for (const { slides, lines } of [lectureOnSlides('en'), lectureOnSlides('zh')]) {
			const found = align(slides, lines);
			const near = lines.filter(({ id, slide }) => Math.abs((found.get(id) ?? 0) - slide) <= 1).length;
			expect(near / lines.length).toBeGreaterThanOrEqual(0.7);
			const exact = lines.filter(({ id, slide }) => found.get(id) === slide).length;
			expect(exact / lines.length).toBeGreaterThan(0.5);
		}
	});

	test('never gives a line to a hidden slide or one without words', () => {
		const slides = [slide(1, 'Cells'), slide(2, 'Mitosis', '', true), slide(3, ''), slide(4, 'Meiosis')];
		const lines = ['cells', 'mitosis of cells', 'meiosis', 'meiosis again', 'and meiosis'].map((text, n) => ({
			id: String(n),
			text
		}));
		expect([...align(slides, lines).values()]).toEqual([1, 1, 4, 4, 4]);
	});

	test('gives lines to slides without words where a person set an anchor, which holds until the next', () => {
		const slides = [slide(1, ''), slide(2, ''), slide(3, '', '', true)];
		const lines = ['one', 'two', 'three'].map((text, n) => ({ id: String(n), text }));
		expect([...align(slides, lines).values()]).toEqual([]);
		const found = align(slides, lines, [{ lineId: '1', slide: 2 }]);
		expect(found.get('0')).not.toBe(3);
		expect([found.get('1'), found.get('2')]).toEqual([2, 2]);
	});

	test('keeps what a person said, and follows it around', () => {
		const slides = [slide(1, 'Cells'), slide(2, 'Mitosis'), slide(3, 'Meiosis')];
		const lines = Array.from({ length: 6 }, (_, n) => ({ id: String(n), text: 'well, and so on' }));
		const found = align(slides, lines, [{ lineId: '3', slide: 3 }]);
		expect(found.get('3')).toBe(3);
		expect(found.get('5')).toBe(3);
	});

	test('gives every line a slide that is shown, or none any; anchors hold whatever is said', () => {
		const word = fc.constantFrom('cells', 'mitosis', 'meiosis', 'and', '减数分裂', '细胞');
		const text = fc.array(word, { maxLength: 5 }).map((words) => words.join(' '));
		const deck = fc.array(fc.record({ title: text, hidden: fc.boolean() }), { maxLength: 6 });
		fc.assert(
			fc.property(deck, fc.array(text, { maxLength: 12 }), fc.nat(), fc.nat(), (titles, texts, at, to) => {
				const slides = titles.map(({ title, hidden }, n) => slide(n + 1, title, '', hidden));
				const lines = texts.map((text, n) => ({ id: String(n), text }));
				const shown = slides
					.filter(({ title, hidden }) => title !== '' && !hidden)
					.map(({ number }) => number);
				const anchors =
					shown.length > 0 && lines.length > 0
						? [{ lineId: String(at % lines.length), slide: shown[to % shown.length] ?? 1 }]
						: [];
				const found = align(slides, lines, anchors);
				if (shown.length === 0) {
					expect(found.size).toBe(0);
					return;
				}
				expect([...found.keys()]).toEqual(lines.map(({ id }) => id));
				for (const number of found.values()) expect(shown).toContain(number);
				for (const { lineId, slide } of anchors) expect(found.get(lineId)).toBe(slide);
			})
		);
	});
});
