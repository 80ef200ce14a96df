import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TermGraph, type Standing } from './term-graph.ts';

function read(graph: TermGraph, ...pieces: string[]): { earned: number; pending: number } {
	const end = pieces.reduce((standing: Standing, piece) => graph.step(standing, piece), graph.start);
	return { earned: end.earned, pending: graph.pending(end) };
}

describe('terms in a text', () => {
	test('a letter gains while its term goes on, and the gain stays once the term is complete', () => {
		const graph = new TermGraph(['xylem']);
		expect(read(graph, '▁x', 'y')).toEqual({ earned: 0, pending: 2 });
		expect(read(graph, '▁x', 'y', 'le', 'm')).toEqual({ earned: 5, pending: 0 });
		expect(read(graph, '▁x', 'y', 'le', 'm', '▁and')).toEqual({ earned: 5, pending: 0 });
	});

	test('a term that fails gives its gain back', () => {
		expect(read(new TermGraph(['xylem']), '▁x', 'y', 'lo')).toEqual({ earned: 0, pending: 0 });
	});

	test('a term that begins another keeps its own end', () => {
		for (const terms of [
			['phloem', 'phloem sap'],
			['phloem sap', 'phloem']
		]) {
			const graph = new TermGraph(terms);
			expect(read(graph, '▁phloem')).toEqual({ earned: 6, pending: 0 });
			expect(read(graph, '▁phloem', '▁s', 'ap')).toEqual({ earned: 9, pending: 0 });
			expect(read(graph, '▁phloem', '▁is')).toEqual({ earned: 6, pending: 0 });
		}
	});

	test('a failed term goes on as the one that began inside it', () => {
		const graph = new TermGraph(['markov chain', 'chain rule']);
		expect(read(graph, '▁markov', '▁chain', '▁rule')).toEqual({ earned: 15, pending: 0 });
		expect(read(new TermGraph(['a chain of', 'chain rule']), '▁a', '▁chain', '▁rule').earned).toBe(9);
	});

	test('a term begins where a word begins', () => {
		const graph = new TermGraph(['ion']);
		expect(read(graph, '▁funct', 'ion').earned).toBe(0);
		expect(read(graph, 'ion').earned).toBe(3);
		expect(read(graph, '一个', 'ion').earned).toBe(3);
	});

	test('terms of scripts without spaces are found inside a text', () => {
		const graph = new TermGraph(['卷积', '卷积神经网络', 'GPT模型']);
		expect(read(graph, '用', '卷', '积', '神', '经').earned).toBe(6);
		expect(read(graph, '用', '▁GP', 'T', '模', '型').earned).toBe(9);
	});

	test('no text gains less than nothing, and none more than its letters weigh', () => {
		const word = fc.array(fc.constantFrom('a', 'b', '▁', '天', 'ab', '▁b'), { minLength: 1, maxLength: 6 });
		fc.assert(
			fc.property(fc.array(word, { maxLength: 4 }), fc.array(word), (terms, pieces) => {
				const graph = new TermGraph(terms.map((parts) => parts.join('').replaceAll('▁', ' ')));
				const weight = pieces.flat().join('').replaceAll('▁', '').replaceAll('天', 'aaa').length;
				let standing = graph.start;
				let earned = 0;
				for (const piece of pieces.flat()) {
					standing = graph.step(standing, piece);
					expect(standing.earned).toBeGreaterThanOrEqual(earned);
					expect(graph.pending(standing)).toBeGreaterThanOrEqual(0);
					earned = standing.earned;
				}
				expect(earned + graph.pending(standing)).toBeLessThanOrEqual(weight);
			})
		);
	});
});
