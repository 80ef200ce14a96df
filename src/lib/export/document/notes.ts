import type { NoteBlock } from '#lib/protocol/index.ts';
import { formulaOf, itemOf, termOf } from '#lib/notes/inline.ts';
import type { Exportable } from '../exportable.ts';
import { heading, item, listed, paragraph, text, type Node } from '../markdown/node.ts';
import { nodesOf, phrasesOf } from '../markdown/tree.ts';
import { type Times, withRemark } from './times.ts';

/** Kinds that have a list of their own at the head of the notes, each note of them in it alone. */
const gathered = [
	{ kind: 'task', title: 'tasks' },
	{ kind: 'important', title: 'important' }
] as const;
const isGathered = ({ kind }: NoteBlock): boolean => gathered.some((each) => each.kind === kind);

/** The notes by section, what is to be done and what matters before them. */
export function noteNodes({ notes, words, lines }: Exportable, times: Times): Node[] {
	const startMs = new Map(lines.map((line) => [line.id, line.startMs]));
	/** What a person added without a time comes last. */
	const saidAt = ({ cites }: NoteBlock) =>
		Math.min(Number.MAX_SAFE_INTEGER, ...cites.map((id) => startMs.get(id) ?? Number.MAX_SAFE_INTEGER));
	const blocks = notes.flatMap((section) => section.blocks);
	if (blocks.length === 0) return [];
	const remark = (block: NoteBlock) => (block.doubtful ? words.doubtful : '') + times(block.cites);
	const written = (some: readonly NoteBlock[]) =>
		listed(some.flatMap((block) => withRemarkOf(block, words.meaning, remark(block))));
	const by = blocks.some(({ origin }) => origin === 'llm') ? words.notesBy.llm : words.notesBy.extractive;
	const headed = (title: string, some: readonly NoteBlock[]) =>
		some.length > 0 ? [heading(3, title), ...written(some)] : [];
	return [
		...(blocks.some(({ origin }) => origin !== 'person') ? [paragraph(emphasised(by))] : []),
		...gathered.flatMap(({ kind, title }) =>
			headed(
				words[title],
				blocks.filter((block) => block.kind === kind).sort((a, b) => saidAt(a) - saidAt(b))
			)
		),
		...notes.flatMap(({ section, blocks: some }) =>
			headed(
				section.title,
				some.filter((block) => !isGathered(block))
			)
		)
	];
}

const emphasised = (words: string): Node => ({ type: 'emphasis', children: [text(words)] });

/** A note as an item of a list, or by itself. */
function withRemarkOf({ kind, md, done = false }: NoteBlock, meaning: string, remark: string): Node[] {
	switch (kind) {
		case 'task':
			return [{ ...item(withRemark(nodesOf(itemOf(md)), remark)), checked: done }];
		case 'term':
			return [item([paragraph(...termNodes(md, meaning), text(remark))])];
		case 'bullet':
		case 'important':
		case 'question':
			return [item(withRemark(nodesOf(itemOf(md)), remark))];
		case 'formula':
			return withRemark(nodesOf(formulaOf(md)), remark);
		case 'code':
			return withRemark(md.startsWith('```') ? nodesOf(md) : [{ type: 'code', value: md }], remark);
		case 'table':
		case 'paragraph':
			return withRemark(nodesOf(md), remark);
	}
}

function termNodes(md: string, meaning: string): Node[] {
	const term = termOf(md);
	const name: Node = { type: 'strong', children: phrasesOf(term.term) };
	return term.meaning ? [name, text(meaning), ...phrasesOf(term.meaning)] : [name];
}
