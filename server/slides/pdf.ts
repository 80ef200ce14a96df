import type { Slide } from '#lib/protocol/index.ts';
import { withoutFurniture } from './furniture.ts';
import { openPdf } from './open-pdf.ts';
import { linesOf, type Line } from './page-lines.ts';
import { SlidesError, slidesLimits } from './port.ts';

/** A title stands in the upper part and is written about as large as the largest text. */
const titlePart = 1 / 3;
const titleSize = 0.9;
/** Where most lines are about as large as the largest one, size says nothing of titles. */
const sizesDiffer = 1.1;

/** Pages of a PDF as slides; throws `SlidesError`. Nothing in it is run or fetched. */
export async function readPdf(bytes: Uint8Array): Promise<Slide[]> {
	const document = await open(bytes);
	if (document.numPages > slidesLimits.slides) throw new SlidesError('too-many-slides');
	const pages: (Line[] | undefined)[] = [];
	for (let number = 1; number <= document.numPages; number++) pages.push(await pageOf(document, number));
	if (pages.every((page) => page === undefined)) throw new SlidesError('damaged');
	return withoutFurniture(pages.map((page) => page ?? [])).map((lines, index) => slideOf(lines, index + 1));
}

async function open(bytes: Uint8Array) {
	try {
		return await openPdf(bytes);
	} catch (error) {
		const isProtected = error instanceof Error && error.name === 'PasswordException';
		throw new SlidesError(isProtected ? 'protected' : 'damaged');
	}
}

/** Undefined where that page is damaged: the others are still good. */
async function pageOf(
	document: Awaited<ReturnType<typeof open>>,
	number: number
): Promise<Line[] | undefined> {
	try {
		const page = await document.getPage(number);
		const lines = await linesOf(page);
		page.cleanup();
		return lines;
	} catch {
		return undefined;
	}
}

function slideOf(lines: readonly Line[], number: number): Slide {
	const titleLines = titleOf(lines.filter(({ isAside }) => !isAside));
	const body = lines.filter((line) => !titleLines.includes(line));
	return {
		number,
		title: titleLines.map(textOf).join(' ').slice(0, slidesLimits.titleLength),
		text: unhyphenated(body.map(textOf)).slice(0, slidesLimits.textLength),
		notes: '',
		hidden: false
	};
}

/** The first run of lines that are large and stand high; of lines that are all of one size the first alone. */
function titleOf(lines: readonly Line[]): Line[] {
	const sizes = lines.map(({ size }) => size).sort((a, b) => a - b);
	const [middle = 0, largest = 0] = [sizes[Math.floor(sizes.length / 2)], sizes.at(-1)];
	const isTitle = ({ size, at }: Line) => size >= titleSize * largest && at <= titlePart;
	const run = leading(lines, isTitle);
	if (lines.length < 4 || largest >= sizesDiffer * middle) return run;
	return run.slice(0, 1).filter(({ cells }) => cells.length === 1);
}

const textOf = ({ cells }: Line): string => cells.map(({ text }) => text).join(' | ');

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
