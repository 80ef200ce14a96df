import type { Token } from 'markdown-it';
import { tokensOf } from '#lib/notes/markdown.ts';
import { formulaToken } from '#lib/notes/maths-rules.ts';
import { merged, text, type Node } from './node.ts';
import { outsideEmphasis } from './punctuation.ts';

/** What a note says, as the screen shows it. */
export const nodesOf = (md: string): Node[] => treeOf(tokensOf(md)).map(outsideEmphasis);

/** The same where only one line of it can stand. */
export const phrasesOf = (md: string): Node[] =>
	nodesOf(md).flatMap((node) => (node.type === 'paragraph' ? (node.children ?? []) : [node]));

const containers: Record<string, (token: Token) => Node | undefined> = {
	paragraph_open: () => ({ type: 'paragraph' }),
	bullet_list_open: () => ({ type: 'list', ordered: false, spread: false }),
	ordered_list_open: (token) => ({
		type: 'list',
		ordered: true,
		start: Number(token.attrGet('start') ?? 1),
		spread: false
	}),
	list_item_open: () => ({ type: 'listItem', spread: false }),
	blockquote_open: () => ({ type: 'blockquote' }),
	table_open: () => ({ type: 'table' }),
	tr_open: () => ({ type: 'tableRow' }),
	th_open: () => ({ type: 'tableCell' }),
	td_open: () => ({ type: 'tableCell' }),
	strong_open: () => ({ type: 'strong' }),
	em_open: () => ({ type: 'emphasis' }),
	s_open: () => ({ type: 'delete' }),
	link_open: (token) => ({ type: 'link', url: token.attrGet('href') ?? '', title: token.attrGet('title') })
};
/** Tokens that open nothing of their own in mdast. */
const transparent = /^(?:thead|tbody)_(?:open|close)$/;

function treeOf(tokens: readonly Token[]): Node[] {
	const root: Node = { type: 'root', children: [] };
	const stack: Node[] = [root];
	const add = (node: Node) => stack.at(-1)?.children?.push(node);
	for (const token of tokens) {
		const open = containers[token.type]?.(token);
		if (open) {
			const node = { ...open, children: [] };
			add(node);
			stack.push(node);
		} else if (token.type === 'inline') treeOf(token.children ?? []).forEach(add);
		else if (token.nesting < 0 && !transparent.test(token.type)) stack.pop();
		else if (token.nesting === 0) add(leafOf(token));
	}
	return merged((root.children ?? []).flatMap(withoutMoments));
}

function leafOf({ type, content, info, block }: Token): Node {
	if (type === 'softbreak' || type === 'hardbreak') return { type: 'break' };
	if (type === 'code_inline') return { type: 'inlineCode', value: content };
	if (type === 'fence')
		return {
			type: 'code',
			value: content.replace(/\n$/, ''),
			lang: /^[\w+#.-]+/.exec(info.trim())?.[0] ?? null
		};
	if (type === formulaToken) return { type: block ? 'displayedFormula' : 'formula', value: content };
	return text(content);
}

/** A link to a moment of the lecture is its words: it leads nowhere in a file. */
function withoutMoments(node: Node): Node[] {
	if (!node.children) return [node];
	const children = merged(node.children.flatMap(withoutMoments));
	if (node.type === 'link' && String(node['url']).startsWith('#')) return children;
	return [{ ...node, children }];
}
