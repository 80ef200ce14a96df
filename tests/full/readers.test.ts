import { expect, it } from 'vitest';
import { TextReader } from '../../server/llm/answer/text-reader.ts';
import { OpReader } from '../../server/notes/rolling/op-reader.ts';
import { AnswerReader } from '../../server/questions/answer-reader.ts';

const readers = {
	AnswerReader: () => new AnswerReader(() => undefined),
	OpReader: () => new OpReader(),
	TextReader: () => new TextReader()
};

/** The best of a few runs: one line that never ends, in pieces as a model sends them. */
function timeMs(begin: () => { push: (piece: string) => unknown }, pieces: number): number {
	const runs = Array.from({ length: 4 }, () => {
		const reader = begin();
		const begunMs = performance.now();
		for (let piece = 0; piece < pieces; piece++) reader.push('word ');
		return performance.now() - begunMs;
	});
	return Math.min(...runs);
}

it.each(Object.entries(readers))('the cost of one long line grows with its length for %s', (_, begin) => {
	timeMs(begin, 4000);
	expect(timeMs(begin, 64_000) / timeMs(begin, 8000)).toBeLessThan(24);
});
