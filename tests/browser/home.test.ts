import { beforeAll, expect, onTestFinished, test } from 'vitest';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../helpers/browser.ts';
import { ensureBuilt } from './at-hand.ts';
import { stage } from './screen-stage.ts';
import { serveBuild } from './serve-build.ts';

beforeAll(ensureBuilt);

/** Counts how often the page opens a microphone. */
const counting = `{
	const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
	globalThis.openings = 0;
	navigator.mediaDevices.getUserMedia = (wanted) => (globalThis.openings++, open(wanted));
}`;
const openings = (page: Page) => page.evaluate('openings');
const withMicrophones = (page: Page) =>
	page.locator('#record-with option').nth(1).waitFor({ state: 'attached' });

test('home opens no microphone before a press, though the browser allows it', async () => {
	const served = await serveBuild();
	onTestFinished(() => served.close());
	const browser = await launchBrowser();
	const context = await browser.newContext({
		viewport: { width: 1280, height: 800 },
		permissions: ['microphone'],
		serviceWorkers: 'block'
	});
	const { page } = await stage(context, { before: counting });
	await page.goto(served.url);
	await withMicrophones(page);
	await page.locator('#record-with').selectOption({ index: 1 });
	// A second look at the page, as after reading a lecture.
	await page.goto(`${served.url}/settings`);
	await page.goto(served.url);
	await withMicrophones(page);
	expect(await openings(page)).toBe(0);

	await page.getByRole('button', { name: 'Check microphone' }).click();
	await page.getByRole('meter', { name: 'Microphone level' }).waitFor();
	expect(await openings(page)).toBe(1);
});
