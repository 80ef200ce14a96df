import type { AnswerBlock } from '#lib/protocol/index.ts';
import type { ExportQuestion, Exportable } from '../exportable.ts';
import { heading, paragraph, text, type Node } from '../markdown/node.ts';
import { nodesOf } from '../markdown/tree.ts';
import { type Times, withRemark } from './times.ts';

/** The questions with their answers, each part with the times that it rests on. */
export const questionNodes = (lecture: Exportable, times: Times): Node[] =>
	lecture.questions.flatMap((asked) => questionOf(asked, lecture, times));

function questionOf(asked: ExportQuestion, { words }: Exportable, times: Times): Node[] {
	const beyond = asked.blocks.findIndex(({ kind }) => kind === 'beyond');
	const nodes: Node[] = [heading(3, asked.question)];
	for (const [at, block] of asked.blocks.entries()) {
		if (at === beyond) nodes.push(paragraph(text(words.beyond)));
		nodes.push(...answerNodes(block, words.nothingFound, times(block.cites)));
	}
	return asked.model === null ? nodes : [...nodes, paragraph(emphasised(words.answeredBy(asked.model)))];
}

/** A line of the transcript is a quotation, and no Markdown. */
function answerNodes({ kind, md }: AnswerBlock, nothingFound: string, remark: string): Node[] {
	if (kind === 'line') return [{ type: 'blockquote', children: [paragraph(text(md), text(remark))] }];
	return withRemark(md === '' ? [paragraph(text(nothingFound))] : nodesOf(md), remark);
}

const emphasised = (words: string): Node => ({ type: 'emphasis', children: [text(words)] });
