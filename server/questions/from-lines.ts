import type { Answer } from '#lib/protocol/index.ts';
import type { NoteLine } from '../notes/port.ts';
import { LineIndex } from './line-index.ts';

const linesMost = 5;

/** An answer without a language model: the lines that fit best, word for word, in the order in which they were said. */
export function answerFromLines(lines: readonly NoteLine[], question: string): Answer {
	const hits = new LineIndex(lines).search(question, linesMost);
	const blocks = hits
		.sort((a, b) => a.place - b.place)
		.map(({ line }) => ({ kind: 'line' as const, md: line.text, cites: [line.id] }));
	return {
		model: null,
		blocks: blocks.length > 0 ? blocks : [{ kind: 'not-said', md: '', cites: [] }],
		refusedCites: 0,
		cutOff: false
	};
}
