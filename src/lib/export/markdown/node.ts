import type { RootContent } from 'mdast';

/** A part of a Markdown document, as mdast has it (https://github.com/syntax-tree/mdast), and formulas. */
export type Node = {
	type: string;
	children?: Node[];
	value?: string;
	[field: string]: unknown;
};
export const text = (value: string): Node => ({ type: 'text', value });
export const paragraph = (...children: Node[]): Node => ({ type: 'paragraph', children });
export const asContent = (nodes: readonly Node[]): RootContent[] => nodes as unknown as RootContent[];

/** Neighbouring texts as one, empty ones gone. */
export function merged(nodes: readonly Node[]): Node[] {
	const result: Node[] = [];
	for (const node of nodes) {
		const last = result.at(-1);
		if (node.type === 'text' && last?.type === 'text')
			result[result.length - 1] = text(`${last.value}${node.value}`);
		else if (node.type !== 'text' || node.value !== '') result.push(node);
	}
	return result;
}

const oneLine = (value: string): string => value.replace(/\s+/g, ' ').trim();
export const heading = (depth: number, title: string): Node => ({
	type: 'heading',
	depth,
	children: [text(oneLine(title))]
});
export const item = (children: Node[]): Node => ({ type: 'listItem', spread: false, children });

/** Items that follow each other make up one list. */
export function listed(nodes: readonly Node[]): Node[] {
	const result: Node[] = [];
	for (const node of nodes) {
		const last = result.at(-1);
		if (node.type !== 'listItem') result.push(node);
		else if (last?.type === 'list' && last['gathers'] === true) last.children?.push(node);
		else result.push({ type: 'list', ordered: false, spread: false, gathers: true, children: [node] });
	}
	return result;
}
