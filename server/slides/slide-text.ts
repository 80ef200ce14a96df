import { descendants, firstOf, type Element } from './xml.ts';

/** Placeholders that say nothing of the subject. */
const furniture: ReadonlySet<string> = new Set(['sldNum', 'ftr', 'dt', 'hdr', 'sldImg']);
const titles: ReadonlySet<string> = new Set(['title', 'ctrTitle']);

/** Title and text of a slide or of its notes: shapes in document order, tables by row, words of its diagrams. */
export function slideText(slide: Element, diagrams: readonly Element[]): { title: string; body: string } {
	const titleLines: string[] = [];
	const bodyLines: string[] = [];
	for (const part of partsOf(slide)) {
		if (part.name === 'a:tbl') bodyLines.push(...tableRows(part));
		else {
			const kind = firstOf(part, 'p:ph')?.attributes['type'] ?? '';
			if (furniture.has(kind)) continue;
			(titles.has(kind) ? titleLines : bodyLines).push(...paragraphsOf(part));
		}
	}
	for (const diagram of diagrams)
		for (const point of descendants(diagram, 'dgm:t')) bodyLines.push(...paragraphsOf(point));
	return { title: titleLines.join(' '), body: bodyLines.join('\n') };
}

/** Shapes and tables, also those inside groups; of alternatives the first, which is the newer one. */
function* partsOf(element: Element): Generator<Element> {
	for (const child of element.children) {
		if (child.name === 'p:sp' || child.name === 'a:tbl') yield child;
		else if (child.name === 'mc:AlternateContent') yield* partsOf(firstOf(child, 'mc:Choice') ?? child);
		else yield* partsOf(child);
	}
}

const tableRows = (table: Element): string[] =>
	[...descendants(table, 'a:tr')].map((row) =>
		[...descendants(row, 'a:tc')].map((cell) => paragraphsOf(cell).join(' ')).join(' | ')
	);

const paragraphsOf = (shape: Element): string[] =>
	[...descendants(shape, 'a:p')]
		.map(textOf)
		.map((line) => line.replace(/\s+/gu, ' ').trim())
		.filter(Boolean);

/** Words and formulas of a paragraph in their order. */
function textOf(paragraph: Element): string {
	return paragraph.children
		.map((child) => {
			if (child.name === 'a:br') return ' ';
			if (child.name === 'a:t' || child.name === 'm:t')
				return child.children.map(({ text }) => text).join('');
			if (child.name === 'mc:Fallback' || isPageNumber(child)) return '';
			return textOf(child);
		})
		.join('');
}

const isPageNumber = ({ name, attributes }: Element): boolean =>
	name === 'a:fld' && attributes['type'] === 'slidenum';
