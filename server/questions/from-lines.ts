import type { AnswerBlock, AnswerEvent } from '#lib/protocol/index.ts';
import type { NoteLine } from '../notes/port.ts';
import type { Said } from './said.ts';

/** Lines as parts of an answer, word for word, each citing itself. */
export const passageBlocks = (lines: readonly NoteLine[]): AnswerBlock[] =>
	lines.map(({ id, text }) => ({ kind: 'line', md: text, cites: [id] }));

/** An answer without a language model: the lines that the search found, or that it found none. */
export function fromLines(found: readonly NoteLine[], tell: (event: AnswerEvent) => void): Said {
	const passages = passageBlocks(found);
	const blocks: AnswerBlock[] =
		passages.length > 0 ? passages : [{ kind: 'nothing-found', md: '', cites: [] }];
	for (const block of blocks) tell({ type: 'delta', block });
	const answer = { model: null, blocks, refusedCites: 0, cutOff: false };
	return { outcome: 'answered', problem: null, answer, upto: 0 };
}
