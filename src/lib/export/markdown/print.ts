import type { Parents, Root } from 'mdast';
import { gfmStrikethroughToMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableToMarkdown } from 'mdast-util-gfm-table';
import { gfmTaskListItemToMarkdown } from 'mdast-util-gfm-task-list-item';
import { toMarkdown, type Handle, type Info, type State } from 'mdast-util-to-markdown';
import { escapeText } from './escape.ts';
import { asContent, type Node } from './node.ts';

const textHandle = ({ value }: Node, _parent: Parents | undefined, { stack }: State, info: Info): string => {
	const startsLine = info.before === '\n';
	const oneLine = (value ?? '').replace(/\s+/g, ' ');
	const trimmed = startsLine ? oneLine.trimStart() : oneLine;
	const md = escapeText(info.after === '\n' ? trimmed.trimEnd() : trimmed, {
		startsLine,
		inLink: stack.includes('link')
	});
	return info.after === '[' ? md.replace(/!$/, '\\!') : md;
};
/** Between single dollars a formula runs along in the line, between double ones it is displayed. */
const formula = ({ value }: Node): string => `$${value}$`;
const displayedFormula = ({ value }: Node): string => `$$\n${value}\n$$`;

/** A document as Markdown that CommonMark renderers, GitHub and Pandoc show alike. */
export function printMarkdown(nodes: readonly Node[]): string {
	const root: Root = { type: 'root', children: asContent(nodes) as Root['children'] };
	return toMarkdown(root, {
		bullet: '-',
		fences: true,
		listItemIndent: 'one',
		extensions: [
			gfmTableToMarkdown({ tablePipeAlign: false }),
			gfmStrikethroughToMarkdown(),
			gfmTaskListItemToMarkdown()
		],
		handlers: { text: textHandle, formula, displayedFormula } as unknown as Record<string, Handle>
	});
}
