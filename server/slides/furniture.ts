import type { Cell, Line } from './page-lines.ts';

/** The outer part of a page, at the top and at the bottom. */
const margin = 0.12;
/** What stands on so many of the pages, or on all but one, stands on nearly all. */
const nearlyAll = 0.75;
const pagesForFurniture = 3;
/** Page numbers may be missing on more: title pages, pages full of pictures. */
const numberedShare = 0.5;
const numberedPages = 2;
/** In the upper margin, a line that is nearly as large as the largest one of its page is a title. */
const titleSize = 0.9;

type Place = { page: number; cell: Cell; isTitle: boolean };
type Mention = Place & { value: number };

/**
 * Pages without their furniture: what stands in the margins of nearly all of them, and the numbers that count them there.
 * Everything else is content, numbers and titles that come back among it.
 */
export function withoutFurniture(pages: readonly (readonly Line[])[]): Line[][] {
	const places = pages.flatMap(marginOf);
	const furniture = new Set([...standing(places, pages.length), ...counting(places, pages.length)]);
	return pages.map((lines) =>
		lines
			.map((line) => ({ ...line, cells: line.cells.filter((cell) => !furniture.has(cell)) }))
			.filter(({ cells }) => cells.length > 0)
	);
}

function marginOf(lines: readonly Line[], page: number): Place[] {
	const largest = Math.max(...lines.map(({ size }) => size));
	const outside = lines.filter(({ isAside, at }) => isAside || at < margin || at > 1 - margin);
	return outside.flatMap(({ cells, at, size }) =>
		cells.map((cell) => ({ page, cell, isTitle: at <= 0.5 && size >= titleSize * largest }))
	);
}

/** Texts that are the same on nearly all pages. */
function standing(places: readonly Place[], pages: number): Cell[] {
	if (pages < pagesForFurniture) return [];
	return [...Map.groupBy(places, ({ cell }) => cell.text).values()].flatMap((same) => {
		const count = new Set(same.map(({ page }) => page)).size;
		return (count >= nearlyAll * pages || count >= pages - 1) && !areTitles(same) ? cellsIn(same) : [];
	});
}

/** Texts that differ from page to page by a number alone, and that number counts the pages. */
function counting(places: readonly Place[], pages: number): Cell[] {
	const mentions = places.flatMap((place) =>
		[...place.cell.text.matchAll(/\d{1,4}/gu)].map(({ 0: digits, index }) => {
			const { text, left } = place.cell;
			const frame = `${text.slice(0, index)}\0${text.slice(index + digits.length)}`;
			return { frame: `${frame}\0${Math.round(left * 3)}`, ...place, value: Number(digits) };
		})
	);
	return [...Map.groupBy(mentions, ({ frame }) => frame).values()].flatMap((same) =>
		same.length >= Math.max(numberedPages, numberedShare * pages) && isCount(same) && !areTitles(same)
			? cellsIn(same)
			: []
	);
}

/** A page that is shown step by step keeps its number. */
function isCount(mentions: readonly Mention[]): boolean {
	const steps = mentions.slice(1).map((mention, index) => {
		const before = mentions[index] as Mention;
		return { up: mention.value - before.value, on: mention.page - before.page };
	});
	return steps.every(({ up, on }) => on > 0 && up >= 0 && up <= on) && steps.some(({ up }) => up > 0);
}

const areTitles = (places: readonly Place[]): boolean =>
	places.filter(({ isTitle }) => isTitle).length > places.length / 2;

const cellsIn = (places: readonly Place[]): Cell[] => places.map(({ cell }) => cell);
