import { citesOf, type WrittenOp } from './grammar.ts';

/* What a model wrote that did not keep to the language of notes: headings and bullets with citations in brackets. */

const heading = /^#{1,6}\s+(\S.*)$/u;
const bullet = /^\s*(?:[-*+•]|\d{1,2}[.)])\s+(\S.*)$/u;
const brackets = /[[(（【]([^\])）】]{2,60})[\])）】]/gu;

/**
 * Bullets that say what they rest on, as operations. `open` is the section that goes on where no heading stands before a
 * bullet; `next` the number of the next new one. Empty when nothing was cited: then the answer is of no use.
 */
export function operationsInProse(
	text: string,
	{ open, next }: { open: string | undefined; next: number }
): WrittenOp[] {
	const ops: WrittenOp[] = [];
	let section = open;
	let number = next;
	for (const line of text.split('\n')) {
		const title = heading.exec(line)?.[1]?.trim();
		if (title) ops.push({ op: 'section', section: (section = `S${number++}`), title });
		const added = section === undefined ? undefined : bulletOf(line, section);
		if (added) ops.push(added);
	}
	return ops.some(({ op }) => op === 'add') ? ops : [];
}

function bulletOf(line: string, section: string): WrittenOp | undefined {
	const written = bullet.exec(line)?.[1];
	if (written === undefined) return undefined;
	const cites = new Set<number>();
	const text = written.replace(brackets, (whole, inside: string) => {
		const found = citesOf(inside);
		for (const cite of found ?? []) cites.add(cite);
		return found ? '' : whole;
	});
	const plain = text
		.replace(/\s{2,}/gu, ' ')
		.replace(/(?<!\s)\s+([.,;。，；])/gu, '$1')
		.trim();
	return cites.size > 0 && plain
		? { op: 'add', as: 'line', section, cites: [...cites], text: plain }
		: undefined;
}
