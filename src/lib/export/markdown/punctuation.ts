import { merged, text, type Node } from './node.ts';

const emphases = new Set(['strong', 'emphasis', 'delete']);
const mark = String.raw`[\p{P}\p{S}\s]`;
const marksAtStart = new RegExp(`^${mark}+`, 'u');
const marksAtEnd = new RegExp(`(?<!${mark})${mark}+$`, 'u');
const isWordLike = (letter: string | undefined): boolean =>
	letter !== undefined && !new RegExp(mark, 'u').test(letter);

/**
 * Emphasis beside a letter with its punctuation put outside: `这是**“重点”**内容` becomes `这是“**重点**”内容`. By
 * CommonMark the first is no emphasis, and its stars would be shown; here it is, and the words are the same.
 */
export function outsideEmphasis(node: Node): Node {
	if (!node.children) return node;
	const children = node.children.map(outsideEmphasis);
	return {
		...node,
		children: merged(children.flatMap((child, at) => parted(child, children[at - 1], children[at + 1])))
	};
}

function parted(node: Node, before: Node | undefined, after: Node | undefined): Node[] {
	if (!emphases.has(node.type) || !node.children) return [node];
	const children = [...node.children];
	if (!children.some(saysSomething)) return children;
	const head = isWordLike([...wordsOf(before)].at(-1)) ? cutOff(children, 0, marksAtStart) : '';
	const tail = isWordLike([...wordsOf(after)][0]) ? cutOff(children, children.length - 1, marksAtEnd) : '';
	return [text(head), ...(children.length > 0 ? [{ ...node, children }] : []), text(tail)];
}

/** Marks alone are not worth emphasis, which not every renderer gives them. */
const saysSomething = ({ type, value, children }: Node): boolean =>
	type === 'text' ? /[\p{L}\p{N}]/u.test(value ?? '') : (children?.some(saysSomething) ?? true);

/** Takes the marks off a text among `children`, and the text itself where nothing else is in it. */
function cutOff(children: Node[], at: number, marks: RegExp): string {
	const child = children[at];
	if (child?.type !== 'text') return '';
	const [found = ''] = marks.exec(child.value ?? '') ?? [];
	const rest = (child.value ?? '').replace(marks, '');
	children.splice(at, 1, ...(rest ? [{ ...child, value: rest }] : []));
	return found;
}

/** What stands at the edge of a neighbour; of code and formulas that is a mark, not a letter. */
const wordsOf = (node: Node | undefined): string =>
	node === undefined ? '' : node.type === 'text' ? (node.value ?? '') : '';
