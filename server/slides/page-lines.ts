import type { PDFPageProxy } from 'unpdf/pdfjs';

/** A text without wide gaps, and the part of the page's width that it spans: 0 at the left, 1 at the right. */
export type Cell = { text: string; left: number; right: number };

/** Texts that stand at the same height. */
export type Line = {
	cells: Cell[];
	/** Height of the type. */
	size: number;
	/** Where it stands: 0 at the top of the page, 1 at the bottom. */
	at: number;
	/** Whether it is written in another direction than most of the page: the label of an axis, a watermark. */
	isAside: boolean;
};

/** Gaps between words and between columns, in heights of the type. */
const wordGap = 0.15;
const cellGap = 2;
/** Texts whose base lines are closer than this, in heights of the type, share a line: indices and exponents. */
const sameLine = 0.4;

type Vector = readonly [x: number, y: number];
/** A text on the page as it is shown, y downwards. `along`: the direction in which it is read. */
type Run = { text: string; from: Vector; along: Vector; length: number; size: number };
type Flat = { text: string; x: number; y: number; length: number; size: number };

/**
 * The lines of a page as a reader takes them: by the page's own rotation, and by the direction in which most of it is
 * written, lines from top to bottom, or from right to left where it is written downwards.
 */
export async function linesOf(page: PDFPageProxy): Promise<Line[]> {
	const { width, height, transform } = page.getViewport({ scale: 1 });
	const byDirection = Map.groupBy(await runsOf(page, transform), ({ along }) => directionOf(along));
	const groups = [...byDirection.values()].sort((a, b) => charactersIn(b) - charactersIn(a));
	return groups.flatMap((runs, place) => linesAlong(runs, [width, height], place > 0));
}

async function runsOf(page: PDFPageProxy, view: readonly number[]): Promise<Run[]> {
	const { items, styles } = await page.getTextContent();
	return items.flatMap((item): Run[] => {
		if (!('str' in item) || item.str.trim() === '') return [];
		const [a, b, c, d, e, f] = product(view, item.transform as number[]);
		const isVertical = styles[item.fontName]?.vertical === true;
		const reach = Math.hypot(a, b) || 1;
		const along: Vector = isVertical ? [-b / reach, a / reach] : [a / reach, b / reach];
		const length = isVertical ? item.height : item.width;
		return [{ text: item.str, from: [e, f], along, length, size: Math.hypot(c, d) || 1 }];
	});
}

function product(
	m: readonly number[],
	n: readonly number[]
): [number, number, number, number, number, number] {
	const at = (matrix: readonly number[], place: number) => matrix[place] ?? 0;
	const column = (x: number, y: number) =>
		[at(m, 0) * x + at(m, 2) * y, at(m, 1) * x + at(m, 3) * y] as const;
	const [a, b] = column(at(n, 0), at(n, 1));
	const [c, d] = column(at(n, 2), at(n, 3));
	const [e, f] = column(at(n, 4), at(n, 5));
	return [a, b, c, d, e + at(m, 4), f + at(m, 5)];
}

/** In steps of ten degrees: scans and hand-set type are never quite straight. */
const directionOf = ([x, y]: Vector): number =>
	((Math.round((Math.atan2(y, x) * 18) / Math.PI) % 36) + 36) % 36;

const charactersIn = (runs: readonly Run[]): number =>
	runs.reduce((sum, { text }) => sum + text.trim().length, 0);

/** Runs of one direction, on the page turned so that they go from left to right. */
function linesAlong(runs: readonly Run[], page: Vector, isAside: boolean): Line[] {
	const turn = (directionOf(runs[0]?.along ?? [1, 0]) * Math.PI) / 18;
	const [ux, uy] = [Math.cos(turn), Math.sin(turn)];
	const turned = ([x, y]: Vector): Vector => [x * ux + y * uy, y * ux - x * uy];
	const corners = ([[0, 0], [page[0], 0], [0, page[1]], page] as const).map(turned);
	const [left, right] = reachOf(corners.map(([x]) => x));
	const [top, bottom] = reachOf(corners.map(([, y]) => y));
	const flat = runs.map(({ from, ...run }) => {
		const [x, y] = turned(from);
		return { ...run, x: x - left, y: y - top };
	});
	return rowsOf(flat).map((row) => ({
		cells: cellsOf(row, right - left),
		size: Math.max(...row.map(({ size }) => size)),
		at: (row[0]?.y ?? 0) / (bottom - top),
		isAside
	}));
}

const reachOf = (values: readonly number[]) => [Math.min(...values), Math.max(...values)] as const;

function rowsOf(runs: readonly Flat[]): Flat[][] {
	const rows: Flat[][] = [];
	for (const run of [...runs].sort((a, b) => a.y - b.y || a.x - b.x)) {
		const row = rows.at(-1);
		const first = row?.[0];
		if (row && first && run.y - first.y < sameLine * run.size) row.push(run);
		else rows.push([run]);
	}
	return rows.map((row) => row.sort((a, b) => a.x - b.x));
}

function cellsOf(row: readonly Flat[], pageWidth: number): Cell[] {
	const cells: Cell[] = [];
	row.forEach((run, index) => {
		const before = row[index - 1];
		const gap = before ? (run.x - (before.x + before.length)) / run.size : Infinity;
		const right = (run.x + run.length) / pageWidth;
		const cell = cells.at(-1);
		if (!cell || gap > cellGap) cells.push({ text: run.text, left: run.x / pageWidth, right });
		else Object.assign(cell, { text: cell.text + (gap > wordGap ? ' ' : '') + run.text, right });
	});
	return cells.map((cell) => ({ ...cell, text: plain(cell.text) })).filter(({ text }) => text !== '');
}

/** Spaces as one; fonts name some characters by the radical that looks the same. */
const plain = (text: string): string =>
	text
		.replace(/[\u2E80-\u2FDF]/gu, (radical) => radical.normalize('NFKC'))
		.replace(/\s+/gu, ' ')
		.trim();
