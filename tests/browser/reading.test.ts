import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../helpers/browser.ts';
import { startAppWithPages } from '../helpers/pages-of-app.ts';
import { storeLecture } from '../helpers/stored-lecture.ts';
import { until } from '../helpers/until.ts';
import { ensureBuilt } from './at-hand.ts';

beforeAll(ensureBuilt);

/** Ten minutes, four seconds a line, with a section for every minute but the last two. */
const lines = Array.from({ length: 150 }, (_, at) => `Line ${at} of what was said.`);
const sections = Array.from({ length: 8 }, (_, minute) => ({
	title: `Minute ${minute}`,
	blocks: [
		{ md: `Point ${minute}, a $$${minute}$$`, cites: [minute * 15, minute * 15 + 1] },
		{ kind: 'term' as const, md: `Term ${minute} :: its meaning`, cites: [minute * 15 + 5] },
		{ md: `as said at [${minute}:00](#t=${minute * 60})`, cites: [minute * 15] },
		{ kind: 'task' as const, md: `Read chapter ${minute} for Friday`, cites: [minute * 15 + 9] }
	]
}));

async function openLecture(width: number): Promise<Page> {
	const { app, signedIn } = await startAppWithPages();
	const { lectureId } = await storeLecture(app, { title: 'Long', lines, sections });
	const context = await signedIn(await launchBrowser(), { viewport: { width, height: 800 } });
	const page = await context.newPage();
	await page.goto(`${app.url}/lectures/${lectureId}`);
	await page.locator('[data-line]').first().waitFor();
	if (width < 500) await page.getByRole('tab', { name: 'Notes' }).click();
	await page.locator('.katex').first().waitFor();
	return page;
}
const isInView = (page: Page, selector: string) =>
	page.evaluate((wanted) => {
		const { top, bottom } = document.querySelector(wanted)?.getBoundingClientRect() ?? {
			top: -1,
			bottom: -1
		};
		return top >= 0 && bottom <= innerHeight && bottom > top;
	}, selector);

describe.each([
	{ on: 'a laptop', width: 1280 },
	{ on: 'a phone', width: 390 }
])('notes on $on', ({ width }) => {
	it('have contents: sections to go to, and all terms', async () => {
		const page = await openLecture(width);
		await page.getByRole('button', { name: 'Contents' }).click();
		const sheet = page.getByRole('dialog', { name: 'Contents' });
		await sheet.getByText('its meaning').first().waitFor();
		expect(await sheet.getByText('its meaning').count()).toBe(8);
		await sheet.getByRole('button', { name: /^Minute 6/ }).click();
		await sheet.waitFor({ state: 'hidden' });
		await until('the section to be in view', () => isInView(page, '#note-S6'));
		await page.getByRole('button', { name: 'Contents' }).click();
		await page.keyboard.press('Escape');
		await sheet.waitFor({ state: 'hidden' });
	});

	it('cite moments that lead to their lines', async () => {
		const page = await openLecture(width);
		await page.getByRole('button', { name: /^Tasks/ }).click();
		const task = page.getByRole('dialog').getByRole('listitem').filter({ hasText: 'Read chapter 5' });
		await task.getByRole('button', { name: /^Play/ }).click();
		const [line] = await page.locator('[data-line]').filter({ hasText: 'Line 84 ' }).all();
		const id = await line?.getAttribute('id');
		await until('the line to be in view', () => isInView(page, `[id="${id}"]`));
		await page.getByRole('button', { name: 'Close player' }).waitFor();
	});

	it('play a moment that they link to', async () => {
		const page = await openLecture(width);
		await page.getByRole('link', { name: '7:00' }).click();
		await page.getByRole('button', { name: 'Close player' }).waitFor();
		const [playing] = await page.locator('[data-line]').filter({ hasText: 'Line 105 ' }).all();
		await until('the line to be the one that plays', async () =>
			playing?.locator('[aria-current=true]').count()
		);
	});

	it('catch a person up: the notes of the last minutes, and what was said since, word for word', async () => {
		const page = await openLecture(width);
		await page.getByRole('button', { name: 'Catch me up' }).click();
		const sheet = page.getByRole('dialog', { name: 'Catch me up' });
		await sheet.getByText('Point 6').waitFor();
		expect(await sheet.getByText(/^Point [0-4]/).count()).toBe(0);
		expect(await sheet.getByText(/^Line/).count()).toBe(150 - 7 * 15 - 10);
		await sheet.getByRole('radio', { name: '2', exact: true }).check({ force: true });
		await sheet.getByText('Point 6').waitFor({ state: 'hidden' });
		expect(await sheet.getByText(/^Line/).count()).toBe(30);
	});
});
