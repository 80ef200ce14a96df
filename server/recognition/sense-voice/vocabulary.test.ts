import { describe, expect, test } from 'vitest';
import { checkVocabularySize, parseTokensJson, parseTokensText } from './vocabulary.ts';

describe('tokens', () => {
	test('tokens.txt: a line is split at its last space', () => {
		expect(parseTokensText('<unk> 0\n▁a 1\na b 2\r\n  3\n')).toEqual(['<unk>', '▁a', 'a b', ' ']);
	});

	test('tokens.json: an array of pieces', () => {
		expect(parseTokensJson('["<unk>", "▁a"]')).toEqual(['<unk>', '▁a']);
	});

	test.each([
		['a gap', () => parseTokensText('a 0\nb 2\n')],
		['a repeated id', () => parseTokensText('a 0\nb 0\n')],
		['a line without an id', () => parseTokensText('a 0\nb\n')],
		['an empty file', () => parseTokensText('')],
		['no JSON', () => parseTokensJson('{')],
		['no array', () => parseTokensJson('{"a": 0}')],
		['no pieces', () => parseTokensJson('[1, 2]')]
	])('%s is refused', (_, parse) => {
		expect(parse).toThrow(expect.objectContaining({ code: 'tokens-broken' }));
	});

	test('a vocabulary of another size than the model is refused, with both numbers', () => {
		expect(() => checkVocabularySize(['a', 'b'], 3)).toThrow(/3 pieces.*lists 2/);
		expect(() => checkVocabularySize(['a', 'b'], undefined)).not.toThrow();
	});
});
