import { resolve } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { chromium, type Browser, type Page } from 'playwright-core';
import { build, preview, type PreviewServer } from 'vite';
import { chromiumArgs, ensureChromium } from '../helpers/chromium.ts';
import { until } from '../helpers/until.ts';

const root = resolve(import.meta.dirname, 'pages/capture');
const outDir = resolve(import.meta.dirname, '../output/capture');
/** The same as the app's, so that a script or a worker that it forbids fails here. */
const contentSecurityPolicy = [
	"default-src 'none'",
	"script-src 'self' 'wasm-unsafe-eval'",
	"worker-src 'self' blob:",
	"connect-src 'self'",
	"media-src 'self' blob:"
].join('; ');

/** Builds the page with a recorder alone, and serves it. */
export async function serveCapturePage(): Promise<{ url: string; close: () => Promise<void> }> {
	const config = { configFile: false as const, root, logLevel: 'error' as const, plugins: [svelte()] };
	await build({
		...config,
		worker: { format: 'es' },
		build: { target: 'es2022', outDir, emptyOutDir: true }
	});
	const server: PreviewServer = await preview({
		...config,
		build: { outDir },
		preview: { port: 0, host: 'localhost', headers: { 'Content-Security-Policy': contentSecurityPolicy } }
	});
	return { url: server.resolvedUrls?.local[0] ?? '', close: () => server.close() };
}

/** A browser whose microphone plays one WAV file, from the first recording on and over again. */
export function launchWithMicrophone(wavPath: string): Promise<Browser> {
	const executablePath = ensureChromium(() => undefined);
	if (!executablePath) throw new Error('Chromium is missing: install it, or set CHROMIUM to its path');
	const args = chromiumArgs(wavPath).map((arg) => arg.replace('%noloop', ''));
	return chromium.launch({ executablePath, args });
}

/** Opens the page in a profile of its own; `before` is a script that runs ahead of it, `codec` the only one that it has. */
export async function openCapturePage(
	browser: Browser,
	url: string,
	{ before, codec }: { before?: string; codec?: 'pcm_s16le' } = {}
): Promise<Page> {
	const context = await browser.newContext();
	if (before) await context.addInitScript(before);
	return openTab(await context.newPage(), codec ? `${url}?codec=${codec}` : url);
}

export async function openTab(page: Page, url: string): Promise<Page> {
	await page.goto(url);
	await untilTrue(page, 'globalThis.harness !== undefined');
	return page;
}

/** Waits until an expression holds; Playwright's own waiting is forbidden by the page's policy. */
export const untilTrue = (page: Page, expression: string, withinMs = 60_000): Promise<boolean> =>
	until(expression, () => page.evaluate(expression) as Promise<boolean>, withinMs);
