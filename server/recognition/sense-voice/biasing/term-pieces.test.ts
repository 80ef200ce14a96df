import { expect, test } from 'vitest';
import { TermGraph } from './term-graph.ts';
import { spelledPieces, termPieces } from './term-pieces.ts';

const vocabulary = ['<unk>', '▁x', 'x', 'X', 'y', 'le', 'm', '▁', 'lem', '▁le', '卷', '积', '<|en|>', '▁XY'];
const piecesFor = (...terms: string[]) => {
	const graph = new TermGraph(terms);
	const { all, after } = termPieces(graph, spelledPieces(vocabulary));
	const named = (ids: Iterable<number>) => [...ids].map((id) => vocabulary[id]);
	const behind = (...pieces: string[]) =>
		named(after(pieces.reduce((standing, piece) => graph.step(standing, piece), graph.start)));
	return { all: named(all), behind };
};

test('a term is reached by every piece that spells a part of it, in any case', () => {
	const { all, behind } = piecesFor('Xylem');
	expect(all).toEqual(['▁x', 'x', 'X', 'y', 'le', 'm', 'lem', '▁XY']);
	expect(behind('▁x', 'y').sort()).toEqual(['le', 'lem', '▁XY', '▁x'].sort());
	expect(behind('▁x', 'y', '▁').sort()).toEqual(['X', 'x', '▁XY', '▁x'].sort());
});

test('inside a word no other word begins without its mark', () => {
	expect(piecesFor('xylem').behind('y')).not.toContain('x');
	expect(piecesFor('卷积').behind('▁x')).toEqual(['卷']);
	expect(piecesFor('卷积').behind('卷').sort()).toEqual(['卷', '积'].sort());
});

test('what a vocabulary cannot write asks for nothing', () => {
	expect(piecesFor('…', '').all).toEqual([]);
});
