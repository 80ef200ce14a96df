import { joinTexts, type NoteBlock, type NoteOp } from '#lib/protocol/index.ts';
import { isCjk } from '../extractive/script.ts';
import type { NoteLine } from '../port.ts';
import { digitClaims, nameClaims } from '../../text/claims.ts';

/** Lines on each side of a cited one in which a number or a name may stand as well. */
const neighbours = 1;

/**
 * Marks what a model wrote as doubtful where it says a number, or a name in Latin letters, that is in none of the
 * lines it cites nor next to them. Blocks that people and the extractor wrote pass as they are.
 */
export const verified = (ops: readonly NoteOp[], lines: readonly NoteLine[]): NoteOp[] => {
	const places = new Map(lines.map(({ id }, at) => [id, at]));
	return ops.map((op) => {
		if (op.op !== 'put-block' || op.block.origin !== 'llm' || op.block.locked) return op;
		const source = sourceOf(op.block, lines, places);
		return isFound(op.block, source) ? op : { ...op, block: { ...op.block, doubtful: true } };
	});
};

function sourceOf(
	{ cites }: NoteBlock,
	lines: readonly NoteLine[],
	places: ReadonlyMap<string, number>
): string {
	const wanted = new Set<number>();
	for (const id of cites) {
		const place = places.get(id);
		if (place === undefined) continue;
		for (let at = place - neighbours; at <= place + neighbours; at++) wanted.add(at);
	}
	const inOrder = [...wanted].sort((a, b) => a - b);
	return joinTexts(inOrder.map((at) => lines[at]?.text ?? ''));
}

/** Whether the lines have every number and every name of a block. */
export function isFound({ md, kind }: Pick<NoteBlock, 'md' | 'kind'>, source: string): boolean {
	if (kind === 'question') return true;
	const words = md
		.replace(/\$\$[\s\S]*?\$\$/gu, ' ')
		.replace(/\[(?:needs checking|inferred|extension)\]/gu, ' ');
	const claims = [...digitClaims(words), ...nameClaims(words, isCjk(source))];
	return claims.every(({ isIn }) => isIn(source));
}
