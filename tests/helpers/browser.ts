import { chromium, type Browser, type Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { ensureChromium, chromiumArgs } from './chromium.ts';
import type { ServerProcess } from './server-process.ts';

/** Chromium whose microphone receives a WAV file once, then silence. */
export async function launchBrowser(wavPath?: string): Promise<Browser> {
	const executablePath = ensureChromium(() => undefined);
	if (!executablePath) throw new Error('Chromium is missing: install it, or set CHROMIUM to its path');
	const browser = await chromium.launch({
		executablePath,
		headless: true,
		args: chromiumArgs(wavPath)
	});
	onTestFinished(() => browser.close());
	return browser;
}

/** A page of its own that keeps every complaint: script errors, and what the content security policy stopped. */
export async function openPage(browser: Browser, size: 'phone' | 'laptop' = 'laptop') {
	const viewport = size === 'phone' ? { width: 390, height: 844 } : { width: 1280, height: 800 };
	const context = await browser.newContext({ viewport, permissions: ['microphone'], locale: 'en-GB' });
	const page = await context.newPage();
	const complaints: string[] = [];
	page.on('pageerror', (error) => complaints.push(error.message));
	page.on('console', (message) => {
		if (message.type() === 'error' && !/Failed to load resource|WebSocket connection/.test(message.text())) {
			complaints.push(message.text());
		}
	});
	return { page, complaints };
}

/** Follows the printed link, as a person does. */
export async function signInWith(page: Page, server: ServerProcess): Promise<void> {
	await page.goto(server.url + server.signInPath());
	await page.getByRole('button', { name: 'Record', exact: true }).first().waitFor();
}

export type LectureSummary = {
	lectureId: string;
	title: string;
	finishedAt: number | null;
	durationSamples: number;
	utterances: number;
	backlogSamples: number;
};

/** The newest lecture, as the server has it, asked for with the page's own session. */
export const newestLecture = (page: Page): Promise<LectureSummary | undefined> =>
	page.evaluate(async () => ((await (await fetch('/api/lectures')).json()) as LectureSummary[])[0]);

/** The lines on the page. Those outside the window are not laid out (`content-visibility`) and have no inner text. */
export async function transcriptOf(page: Page): Promise<string[]> {
	const texts = await page.locator('[data-line] p').allTextContents();
	return texts.map((text) => text.replace(/\s+/g, ' ').trim());
}
