import { type Exportable, type Part, clock, wordsOfLine } from '../exportable.ts';
import { heading, paragraph, text, type Node } from '../markdown/node.ts';
import { dateInWords } from '../words.ts';
import { noteNodes } from './notes.ts';
import { questionNodes } from './questions.ts';
import { slideNodes } from './slides.ts';
import { timesOf } from './times.ts';

/** A lecture as a document: its title, when it was held, and the parts that were asked for and that it has. */
export function documentOf(lecture: Exportable, wanted: readonly Part[]): Node[] {
	const { title, createdAt, durationMs, words, locales } = lecture;
	const date = dateInWords(createdAt, words, locales);
	const nodes = [heading(1, title), paragraph(text(`${date} · ${clock(durationMs)}`))];
	for (const part of wanted) {
		const content = contents[part](lecture);
		if (content.length > 0) nodes.push(heading(2, words[part]), ...content);
	}
	return nodes;
}

const contents: Record<Part, (lecture: Exportable) => Node[]> = {
	notes: (lecture) => noteNodes(lecture, timesOf(lecture)),
	questions: (lecture) => questionNodes(lecture, timesOf(lecture)),
	slides: slideNodes,
	transcript: ({ lines, words }) =>
		lines
			.map((line) => ({ time: clock(line.startMs), said: wordsOfLine(line, words) }))
			.filter(({ said }) => said !== '')
			.map(({ time, said }) => paragraph({ type: 'strong', children: [text(time)] }, text(` ${said}`)))
};
