import { beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../helpers/browser.ts';
import { startAppWithPages } from '../helpers/pages-of-app.ts';
import { pptxOf } from '../helpers/pptx.ts';
import { lectureOnSlides } from '../helpers/slide-lecture.ts';
import { storeLecture } from '../helpers/stored-lecture.ts';
import { until } from '../helpers/until.ts';
import { ensureBuilt } from './at-hand.ts';

beforeAll(ensureBuilt);

const { slides, lines } = lectureOnSlides('en');
const deck = Buffer.from(pptxOf(slides.map(({ title, text }) => ({ title, body: text.split('\n') }))));

async function setUp() {
	const { app, signedIn } = await startAppWithPages();
	const stored = await storeLecture(app, {
		title: 'Photosynthesis',
		lines: lines.map(({ text }) => text),
		sections: [{ title: 'Leaves', blocks: [{ md: 'Leaves are green.', cites: [5] }] }]
	});
	const context = await signedIn(await launchBrowser(), { viewport: { width: 1280, height: 800 } });
	const page = await context.newPage();
	await page.goto(`${app.url}/lectures/${stored.lectureId}`);
	await page.locator('[data-line]').first().waitFor();
	return { app, page, ...stored };
}

async function choose(page: Page, name: string, buffer: Buffer): Promise<void> {
	await page.getByRole('button', { name: 'More' }).click();
	const picker = page.waitForEvent('filechooser');
	await page.getByRole('menuitem', { name: 'Add slides…' }).click();
	await (await picker).setFiles({ name, mimeType: 'application/octet-stream', buffer });
}
/** By keyboard, as somebody would who set it by mistake. */
async function forgetAnchor(page: Page, slide: number): Promise<void> {
	const forget = page.getByRole('button', { name: `Undo setting slide ${slide} manually` });
	await forget.press('Enter');
	await forget.waitFor({ state: 'detached' });
}
const rows = (page: Page) => page.locator('[data-slide]');

test('slides are added to a recorded lecture, have the times at which they were spoken to, and are set by hand while it goes on', async () => {
	const { app, page, lectureId } = await setUp();
	await choose(page, 'old.ppt', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2]));
	await page.getByText('save it as PPTX or PDF').waitFor();
	await page.getByRole('button', { name: 'Close', exact: true }).click();

	await choose(page, 'Week 4.pptx', deck);
	await page.getByRole('heading', { name: 'Week 4.pptx' }).waitFor();
	expect(await rows(page).count()).toBe(slides.length);
	expect(await page.getByText('written before the slides').count(), 'no model could write them again').toBe(
		0
	);
	const cycle = rows(page).filter({ hasText: 'The Calvin cycle' });
	expect(await cycle.innerText()).toContain('Rubisco fixes carbon dioxide');
	const time = cycle.getByRole('button', { name: /Play what was said about slide 4/ });
	await time.click();
	const said = lines.find(({ slide }) => slide === 4)?.text as string;
	await until('the line to be shown', async () => {
		const shown = page.locator('[data-line]').filter({ hasText: said });
		return (await shown.isVisible()) && (await page.locator('[data-line][class*="bg-wash"]').count()) > 0;
	});
	expect(await page.getByRole('button', { name: /^Next slide/ }).count()).toBe(0);
	await rows(page)
		.filter({ hasText: 'Limits of the rate' })
		.getByRole('button', { name: 'Slide 5 is' })
		.click();
	await forgetAnchor(page, 5);

	await app.db.updateTable('lectures').set({ finished_at: null }).where('id', '=', lectureId).execute();
	await page.reload();
	await page.getByRole('tab', { name: 'Slides' }).click();
	await rows(page).filter({ hasText: 'Chlorophyll' }).getByRole('button', { name: 'Slide 2 is' }).click();
	const shows = (number: number) =>
		until(`slide ${number} to be the one`, async () => {
			const current = page.locator('[data-slide][aria-current="true"]');
			return (await current.count()) === 1 && (await current.getAttribute('data-slide')) === String(number);
		});
	await shows(2);
	await page.getByRole('button', { name: 'Next slide: 3 · The light reactions' }).press('Enter');
	await shows(3);
	await until('the anchor to be kept', async () => {
		const kept = await app.db.selectFrom('slide_anchors').selectAll().execute();
		return kept.length === 1 && kept[0]?.slide === 3;
	});
	await page.reload();
	await page.getByRole('tab', { name: 'Slides' }).click();
	await shows(3);
	await forgetAnchor(page, 3);
	expect(await app.db.selectFrom('slide_anchors').selectAll().execute()).toEqual([]);

	await page.getByRole('button', { name: 'Remove Week 4.pptx' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
	await until(
		'the tab to be gone',
		async () => (await page.getByRole('tab', { name: 'Slides' }).count()) === 0
	);
});
