import type { AnswerBlock } from '#lib/protocol/index.ts';
import type { ExportQuestion, Exportable } from '../exportable.ts';
import { heading, paragraph, text, type Node } from '../markdown/node.ts';
import { nodesOf } from '../markdown/tree.ts';
import type { ExportWords } from '../words.ts';
import { type Times, withRemark } from './times.ts';

/** The questions with their answers, each part with the times that it rests on. */
export const questionNodes = (lecture: Exportable, times: Times): Node[] =>
	lecture.questions.flatMap((asked) => questionOf(asked, lecture.words, times));

function questionOf({ question, model, blocks }: ExportQuestion, words: ExportWords, times: Times): Node[] {
	const firstOfModel = blocks.findIndex(({ kind }) => kind !== 'line' && kind !== 'nothing-found');
	const nodes: Node[] = [heading(3, question)];
	for (const [at, block] of blocks.entries()) {
		if (at === firstOfModel && model !== null) nodes.push(paragraph(emphasised(words.answeredBy(model))));
		const label = labelOf(block, words);
		if (label && block.kind !== blocks[at - 1]?.kind) nodes.push(paragraph(emphasised(label)));
		nodes.push(...answerNodes(block, words, times));
	}
	return nodes;
}

/** What the model says of itself is not taken for what the lecture says. */
function labelOf({ kind }: AnswerBlock, { ownWords, beyond }: ExportWords): string | undefined {
	if (kind === 'own-words') return ownWords;
	return kind === 'beyond' ? beyond : undefined;
}

/** A line of the transcript is a quotation, and no Markdown. */
function answerNodes(
	{ kind, md, cites, unfounded = [] }: AnswerBlock,
	words: ExportWords,
	times: Times
): Node[] {
	const remark = (unfounded.length > 0 ? words.unfounded(unfounded) : '') + times(cites);
	if (kind === 'line') return [{ type: 'blockquote', children: [paragraph(text(md), text(remark))] }];
	if (md !== '') return withRemark(nodesOf(md), remark);
	return [paragraph(text(kind === 'model-found-nothing' ? words.modelFoundNothing : words.nothingFound))];
}

const emphasised = (words: string): Node => ({ type: 'emphasis', children: [text(words)] });
