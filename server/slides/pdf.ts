import { extractTextItems, getDocumentProxy, type StructuredTextItem } from 'unpdf';
import type { Slide } from '#lib/protocol/index.ts';
import { SlidesError, slidesLimits } from './port.ts';

/** Texts of one line, far apart; how large they are and how high they stand: 0 at the bottom, 1 at the top. */
type Line = { cells: string[]; size: number; height: number };

/** A title stands in the upper part and is written about as large as the largest text. */
const titleHeight = 2 / 3;
const titleSize = 0.9;
/** Gaps between words and between columns, in heights of the type. */
const wordGap = 0.15;
const cellGap = 2;
/** On so many pages a line is part of the frame, not of the slide. */
const furnitureShare = 0.5;
const pagesForFurniture = 3;

/** Pages of a PDF as slides; throws `SlidesError`. Nothing in it is run or fetched. */
export async function readPdf(bytes: Uint8Array): Promise<Slide[]> {
	const document = await open(bytes);
	if (document.numPages > slidesLimits.slides) throw new SlidesError('too-many-slides');
	const { items } = await extractTextItems(document).catch(() => {
		throw new SlidesError('damaged');
	});
	const pages = withoutFurniture(items.map(linesOf));
	return pages.map((lines, index) => slideOf(lines, index + 1));
}

async function open(bytes: Uint8Array) {
	try {
		return await getDocumentProxy(bytes, { stopAtErrors: false, verbosity: 0 });
	} catch (error) {
		const isProtected = error instanceof Error && error.name === 'PasswordException';
		throw new SlidesError(isProtected ? 'protected' : 'damaged');
	}
}

/** Items that stand at the same height, from left to right; lines from top to bottom. */
function linesOf(items: readonly StructuredTextItem[]): Line[] {
	const visible = items.filter(({ str }) => str.trim() !== '');
	const top = Math.max(...visible.map(({ y, fontSize }) => y + fontSize), 1);
	const rows: StructuredTextItem[][] = [];
	for (const item of [...visible].sort((a, b) => b.y - a.y || a.x - b.x)) {
		const row = rows.at(-1);
		if (row?.[0] && Math.abs(row[0].y - item.y) < 0.4 * item.fontSize) row.push(item);
		else rows.push([item]);
	}
	return rows.map((row) => ({
		cells: cellsOf(row.sort((a, b) => a.x - b.x)),
		size: Math.max(...row.map(({ fontSize }) => fontSize)),
		height: (row[0]?.y ?? 0) / top
	}));
}

function cellsOf(row: readonly StructuredTextItem[]): string[] {
	const cells = [''];
	row.forEach((item, index) => {
		const before = row[index - 1];
		const gap = before ? (item.x - (before.x + before.width)) / item.fontSize : 0;
		if (gap > cellGap) cells.push('');
		cells.push((cells.pop() ?? '') + (gap > wordGap ? ' ' : '') + item.str);
	});
	return cells.map((cell) => withoutRadicals(cell).replace(/\s+/gu, ' ').trim()).filter(Boolean);
}

/** Fonts name some characters by the radical that looks the same. */
const withoutRadicals = (text: string): string =>
	text.replace(/[\u2E80-\u2FDF]/gu, (radical) => radical.normalize('NFKC'));

const pageNumber = /^[-–\s]*\d{1,4}(?:\s*(?:\/|of|共)\s*\d{1,4})?[-–\s]*$/u;

/** Without page numbers, and without what stands on most pages. */
function withoutFurniture(pages: readonly Line[][]): Line[][] {
	const counts = new Map<string, number>();
	for (const lines of pages)
		for (const cell of new Set(lines.flatMap(({ cells }) => cells)))
			counts.set(cell, (counts.get(cell) ?? 0) + 1);
	const isFurniture = (cell: string) =>
		pages.length >= pagesForFurniture && (counts.get(cell) ?? 0) > furnitureShare * pages.length;
	const says = (cell: string) => !pageNumber.test(cell) && !isFurniture(cell);
	return pages.map((lines) =>
		lines.map((line) => ({ ...line, cells: line.cells.filter(says) })).filter(({ cells }) => cells.length > 0)
	);
}

function slideOf(lines: readonly Line[], number: number): Slide {
	const largest = Math.max(...lines.map(({ size }) => size));
	const isTitle = ({ size, height }: Line) => size >= titleSize * largest && height >= titleHeight;
	const titleLines = leading(lines, isTitle);
	const body = lines.filter((line) => !titleLines.includes(line));
	return {
		number,
		title: titleLines.map(textOf).join(' ').slice(0, slidesLimits.titleLength),
		text: unhyphenated(body.map(textOf)).slice(0, slidesLimits.textLength),
		notes: '',
		hidden: false
	};
}

const textOf = ({ cells }: Line): string => cells.join(' | ');

/** The first run of lines that hold. */
function leading(lines: readonly Line[], holds: (line: Line) => boolean): Line[] {
	const from = lines.findIndex(holds);
	if (from < 0) return [];
	const length = lines.slice(from).findIndex((line) => !holds(line));
	return lines.slice(from, length < 0 ? undefined : from + length);
}

/** Lines with words put together that were divided at a line's end. */
const unhyphenated = (lines: readonly string[]): string =>
	lines.join('\n').replace(/(\p{Ll})[-\u00AD]\n(\p{Ll})/gu, '$1$2');
