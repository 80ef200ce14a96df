import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { TakeState } from '#lib/protocol/index.ts';
import { launchBrowser, newestLecture, openPage, signInWith } from '../helpers/browser.ts';
import { ChromiumProcess } from '../helpers/chromium-process.ts';
import { freePort, startServer, type ServerProcess } from '../helpers/server-process.ts';
import { fixturePath } from '../helpers/speech.ts';
import { temporaryDirectory } from '../helpers/temporary.ts';
import { until } from '../helpers/until.ts';

/* Tabs and browsers that die while they record, and tabs beside one that records. */

const second = 16_000;

beforeAll(() => {
	if (!existsSync(join(import.meta.dirname, '../../build/200.html')))
		throw new Error('the pages are not built: npm run build');
});

async function serve(
	options: { dataDirectory?: string; port?: number } = {}
): Promise<ServerProcess & { dataDirectory: string }> {
	const dataDirectory = options.dataDirectory ?? (await temporaryDirectory());
	const server = await startServer({ ...options, dataDirectory });
	onTestFinished(async () => void (await server.kill('SIGKILL')));
	return { ...server, dataDirectory };
}

const record = (page: Page) => page.getByRole('button', { name: 'Record', exact: true }).first();
/** Records, and waits until so much is on the server. */
async function recordFor(page: Page, samples: number): Promise<string> {
	await record(page).click();
	await page.waitForURL(/\/lectures\//);
	await until(
		'sound on the server',
		async () => ((await newestLecture(page))?.durationSamples ?? 0) > samples
	);
	return new URL(page.url()).pathname;
}
const takesOf = (page: Page, path: string) =>
	page.evaluate(async (id) => {
		const answer = await fetch(`/api/lectures/${id}`);
		return answer.ok ? ((await answer.json()) as { takes: TakeState[] }).takes : [];
	}, path.split('/').at(-1));

/** Goes on with the lecture that was cut off, and ends it. */
async function goOn(page: Page, path: string): Promise<TakeState[]> {
	await page.getByRole('button', { name: 'Continue recording' }).click();
	const stop = page.getByRole('button', { name: 'Stop', exact: true });
	await stop.waitFor();
	await until('sound of the next take', async () => ((await takesOf(page, path))[1]?.samples ?? 0) > second);
	await stop.click();
	await page.getByRole('dialog').getByRole('button', { name: 'Stop', exact: true }).click();
	return until('both takes to be whole', async () => {
		const takes = await takesOf(page, path);
		return takes.length === 2 && takes.every(({ finished }) => finished) && takes;
	});
}

async function crash(page: Page): Promise<void> {
	const session = await page.context().newCDPSession(page);
	const crashed = page.waitForEvent('crash');
	// It has nobody left to answer it.
	session.send('Page.crash').catch(() => undefined);
	await crashed;
}
async function anotherTab(context: BrowserContext, url: string): Promise<Page> {
	const page = await context.newPage();
	await page.goto(url);
	return page;
}

describe('a lecture that was cut off', () => {
	it('by the crash of its tab is offered to go on with, and the next take names the crash', async () => {
		const server = await serve();
		const { page } = await openPage(await launchBrowser(fixturePath('photosynthesis.slt.wav')));
		await signInWith(page, server);
		const path = await recordFor(page, 2 * second);
		await crash(page);
		const next = await anotherTab(page.context(), server.url + path);
		const takes = await goOn(next, path);
		expect(takes.map(({ gap }) => gap)).toEqual([undefined, 'crash']);
		expect(takes[0]?.samples).toBeGreaterThan(2 * second);
	});

	it('with its browser, while there was no server, reaches it by itself at the next start', async () => {
		const profile = await temporaryDirectory();
		const wavPath = fixturePath('photosynthesis.slt.wav');
		const port = await freePort();
		const server = await serve({ port });
		const first = await ChromiumProcess.start({ profile, wavPath });
		onTestFinished(() => first.kill());
		const page = await first.context.newPage();
		await signInWith(page, server);
		const path = await recordFor(page, 2 * second);
		await server.kill('SIGKILL');
		const elapsed = page.getByLabel('Recorded so far');
		await until('sound without a server', async () => (await elapsed.innerText()) >= '0:08');
		await first.kill();
		const restarted = await serve({ port, dataDirectory: server.dataDirectory });
		const again = await ChromiumProcess.start({ profile, wavPath });
		onTestFinished(() => again.kill());
		// The browser had no time to write down that it is signed in.
		const home = await again.context.newPage();
		await signInWith(home, restarted);
		const takes = await until('the take to be whole', async () => {
			const found = await takesOf(home, path);
			return found[0]?.finished === true && found;
		});
		expect(takes).toHaveLength(1);
		expect(takes[0]?.samples).toBeGreaterThan(7 * second);
	});
});

describe('a tab beside one that records', () => {
	it('says so, at home and in the lecture, and takes over what is left when that one dies', async () => {
		const server = await serve();
		const { page } = await openPage(await launchBrowser(fixturePath('photosynthesis.slt.wav')));
		await signInWith(page, server);
		const path = await recordFor(page, second);
		const home = await anotherTab(page.context(), server.url);
		await home.getByText('Another tab is recording.').waitFor();
		expect(await record(home).isDisabled()).toBe(true);
		const beside = await anotherTab(page.context(), server.url + path);
		await beside.getByText('Another tab is recording this lecture.').waitFor();
		expect(await beside.getByRole('button', { name: 'Stop', exact: true }).count()).toBe(0);
		await crash(page);
		await until('the record button to be free', async () => !(await record(home).isDisabled()));
		await until('the take to be whole', async () => (await takesOf(home, path))[0]?.finished === true);
		// One of the two has taken it over, and offers to go on.
		await home.locator(`a[href="${path}"]`).first().click();
		await until('the offer', async () => {
			const offers = [home, beside].map((tab) => tab.getByRole('button', { name: 'Continue recording' }));
			return (await Promise.all(offers.map((offer) => offer.count()))).some((count) => count > 0);
		});
	});
});
