import type { Node } from '../markdown/node.ts';

/** A document as plain text: headings underlined, lists with dashes, formulas as they were written. */
export function printPlain(nodes: readonly Node[]): string {
	let out = '';
	for (const [at, node] of nodes.entries()) {
		const apart = node.type !== 'paragraph' || nodes[at - 1]?.type !== 'paragraph';
		out += (at > 0 && apart ? '\n' : '') + plainOf(node).trimEnd() + '\n';
	}
	return out;
}

function plainOf(node: Node): string {
	const { type, value = '', children = [] } = node;
	switch (type) {
		case 'heading':
			return underlined(phrasesOf(children), Number(node['depth']));
		case 'list':
			return children.map((each, at) => itemOf(each, bulletOf(node, at))).join('\n');
		case 'blockquote':
			return indented(printPlain(children), '> ', '> ');
		case 'table':
			return children.map(({ children: cells = [] }) => cells.map(plainOf).join(' | ')).join('\n');
		case 'code':
		case 'displayedFormula':
			return value;
		default:
			return phrasesOf(children);
	}
}

const phrasesOf = (nodes: readonly Node[]): string =>
	nodes
		.map(({ type, value, children }) =>
			type === 'break' ? '\n' : (value ?? phrasesOf(children ?? [])).replace(/\s+/g, ' ')
		)
		.join('')
		.trim();

const underlined = (title: string, depth: number): string =>
	depth > 2 ? title : `${title}\n${(depth === 1 ? '=' : '-').repeat(Math.min(60, title.length))}`;

const bulletOf = (list: Node, at: number): string =>
	list['ordered'] === true ? `${Number(list['start'] ?? 1) + at}. ` : '- ';

function itemOf({ children = [], checked }: Node, bullet: string): string {
	const box = checked === true ? '[x] ' : checked === false ? '[ ] ' : '';
	return indented(printPlain(children), bullet + box, ' '.repeat(bullet.length));
}

const indented = (lines: string, first: string, others: string): string =>
	lines
		.trimEnd()
		.split('\n')
		.map((line, at) => ((at === 0 ? first : others) + line).trimEnd())
		.join('\n');
