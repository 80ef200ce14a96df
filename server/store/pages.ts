import { yieldToLoop } from '../kit/event-loop.ts';

/**
 * All rows behind a revision, in its order, read page by page yielding to the event loop in between. What gets a new revision meanwhile is
 * read at both; `page` gives at most `size` rows.
 */
export async function pagesBehind<Row extends { revision: number }>(
	since: number,
	size: number,
	page: (behind: number) => Promise<Row[]>
): Promise<Row[]> {
	const rows: Row[] = [];
	for (let behind = since; ;) {
		const next = await page(behind);
		for (const row of next) rows.push(row);
		if (next.length < size) return rows;
		behind = next.at(-1)?.revision ?? Infinity;
		await yieldToLoop();
	}
}
