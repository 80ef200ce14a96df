import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { ChromiumProcess } from '../helpers/chromium-process.ts';
import { startServer, type ServerProcess } from '../helpers/server-process.ts';
import { fixturePath } from '../helpers/speech.ts';
import { until } from '../helpers/until.ts';

/* What a person does with the installed app, as steps. */

const root = join(import.meta.dirname, '../..');
export function ensureBuilt(): void {
	if (!existsSync(join(root, 'build/service-worker.js')))
		throw new Error('the pages are not built: npm run build');
}

export async function serve(dataDirectory: string, port: number): Promise<ServerProcess> {
	const server = await startServer({ dataDirectory, port });
	onTestFinished(async () => void (await server.kill('SIGKILL')));
	return server;
}

/** Chromium on a profile that outlives it. */
export async function launch(profile: string): Promise<{ chromium: ChromiumProcess; page: Page }> {
	const chromium = await ChromiumProcess.start({ profile, wavPath: fixturePath('photosynthesis.slt.wav') });
	onTestFinished(() => chromium.kill());
	return { chromium, page: await chromium.context.newPage() };
}

/** Waits until the app is kept whole on this device, and its service worker answers for this page. */
export const installed = (page: Page): Promise<unknown> =>
	page.evaluate(async () => {
		await navigator.serviceWorker.ready;
		if (navigator.serviceWorker.controller) return;
		await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve));
	});

export const record = (page: Page) => page.getByRole('button', { name: 'Record', exact: true }).first();

/** Records until the page shows that so many seconds are kept, then stops. */
export async function recordFor(page: Page, seconds: number): Promise<string> {
	await record(page).click();
	await page.waitForURL(/\/lectures\//);
	await untilElapsed(page, seconds);
	await stop(page);
	return new URL(page.url()).pathname;
}

export const untilElapsed = (page: Page, seconds: number) =>
	until(`${seconds} s to be recorded`, async () => {
		const shown = await page.locator('time').first().innerText();
		const [minutes = 0, rest = 0] = shown.split(':').map(Number);
		return minutes * 60 + rest >= seconds;
	});

export async function stop(page: Page): Promise<void> {
	await page.getByRole('button', { name: 'Stop', exact: true }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Stop', exact: true }).click();
	await page.getByRole('button', { name: 'Stop', exact: true }).waitFor({ state: 'hidden' });
}
