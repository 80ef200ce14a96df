import { beforeAll, describe, expect, it } from 'vitest';
import { alteringProxy } from '../helpers/altering-proxy.ts';
import { newestLecture, signInWith, transcriptOf } from '../helpers/browser.ts';
import { freePort } from '../helpers/server-process.ts';
import { temporaryDirectory } from '../helpers/temporary.ts';
import { until } from '../helpers/until.ts';
import { ensureBuilt, installed, launch, record, recordFor, serve, stop, untilElapsed } from './at-hand.ts';

const second = 16_000;

beforeAll(ensureBuilt);

describe('the app without a server', () => {
	it('starts, opens a lecture by its address, records a whole one and lists it; all of it is sent when the server is back', async () => {
		const [dataDirectory, profile] = [await temporaryDirectory(), await temporaryDirectory()];
		const port = await freePort();
		const server = await serve(dataDirectory, port);
		const first = await launch(profile);
		await signInWith(first.page, server);
		await installed(first.page);
		await server.kill('SIGKILL');
		const path = await recordFor(first.page, 4);
		await first.page.getByText('This lecture hasn’t been uploaded yet.').waitFor();
		await first.chromium.quit();

		const { page } = await launch(profile);
		await page.goto(server.url + path);
		await page
			.getByRole('heading', { level: 1 })
			.or(page.getByRole('button', { name: 'Rename' }))
			.first()
			.waitFor();
		await page.getByText('Offline').first().waitFor();

		await page.goto(server.url);
		await record(page).waitFor();
		await page.locator(`a[href="${path}"]`).waitFor();
		await page
			.getByText(/waiting to upload/i)
			.first()
			.waitFor();
		const next = await recordFor(page, 12);
		expect(next).not.toBe(path);
		await page.goto(server.url);
		await until(
			'both lectures to be listed',
			async () => (await page.locator('a[href^="/lectures/"]').count()) === 2
		);

		const again = await serve(dataDirectory, port);
		await until(
			'both lectures to be on the server, whole and ended',
			() =>
				page.evaluate(async () => {
					const answer = await fetch('/api/lectures').catch(() => undefined);
					const lectures: { finishedAt: number | null }[] = answer?.ok ? await answer.json() : [];
					return lectures.filter(({ finishedAt }) => finishedAt !== null).length === 2;
				}),
			60_000
		);
		const newest = await until('the words', async () => {
			const lecture = await newestLecture(page);
			return lecture && lecture.backlogSamples === 0 && lecture.utterances > 0 && lecture;
		});
		expect(newest.durationSamples).toBeGreaterThan(12 * second);
		await page.goto(server.url + next);
		await until('the transcript', async () => (await transcriptOf(page)).length > 0);

		await again.kill('SIGKILL');
		await page.goto(server.url);
		await page.locator(`a[href="${next}"]`).getByText('Uploaded').waitFor();
		await page.goto(server.url + next);
		await page.getByText('This lecture can’t be read offline').waitFor();
		await page.getByRole('heading', { name: newest.title }).waitFor();
	});

	it('says of a lecture that is not on this device that it needs the server', async () => {
		const server = await serve(await temporaryDirectory(), await freePort());
		const { page } = await launch(await temporaryDirectory());
		await signInWith(page, server);
		await installed(page);
		await server.kill('SIGKILL');
		await page.goto(`${server.url}/lectures/0196b2aa-0000-7000-8000-0000000000ff`);
		await page.getByText('Nothing of this lecture is on this device.').waitFor();
	});
});

describe('a newer version of the app', () => {
	it('is offered, never taken while a lecture is recorded, and takes over when it is asked for', async () => {
		const server = await serve(await temporaryDirectory(), await freePort());
		let version = 1;
		const proxy = await alteringProxy(server, (path) =>
			path === '/service-worker.js' ? (text) => `${text}\n/* ${version} */` : null
		);
		const { page } = await launch(await temporaryDirectory());
		await signInWith(page, { ...server, url: proxy.url });
		await installed(page);
		await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }));
		const isSamePage = () => page.evaluate(() => 'isSamePage' in globalThis);

		await record(page).click();
		await page.waitForURL(/\/lectures\//);
		await untilElapsed(page, 2);
		version = 2;
		await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
		await until('the newer version to wait', () =>
			page.evaluate(async () => !!(await navigator.serviceWorker.getRegistration())?.waiting)
		);
		await untilElapsed(page, 4);
		expect(await page.getByRole('button', { name: 'Reload' }).count()).toBe(0);
		expect(await isSamePage()).toBe(true);

		await stop(page);
		const reload = page.getByRole('button', { name: 'Reload' });
		await reload.waitFor();
		expect(await isSamePage()).toBe(true);
		await reload.click();
		await until('the page to be new', async () => !(await isSamePage().catch(() => true)));
		expect(
			await page.evaluate(async () => !!(await navigator.serviceWorker.getRegistration())?.waiting)
		).toBe(false);
	});
});

describe('a tab that still shows the version before', () => {
	it('keeps its files after another tab has changed to the newer one, and is not reloaded', async () => {
		const server = await serve(await temporaryDirectory(), await freePort());
		const worklet = /\{"revision":null,"url":"(_app\/immutable\/workers\/capture\.worklet[^"]+)"\},?/;
		let path = '';
		let isNewer = false;
		const proxy = await alteringProxy(server, (asked) =>
			asked === '/service-worker.js'
				? (text) => {
						path = worklet.exec(text)?.[1] ?? '';
						return isNewer ? text.replace(worklet, '') : text;
					}
				: null
		);
		const { chromium, page } = await launch(await temporaryDirectory());
		await signInWith(page, { ...server, url: proxy.url });
		await installed(page);
		const other = await chromium.context.newPage();
		await other.goto(proxy.url);
		await record(other).waitFor();
		await other.evaluate(() => Object.assign(globalThis, { isSamePage: true }));

		isNewer = true;
		await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
		await page.getByRole('button', { name: 'Reload' }).click();
		await other.getByText('This page is older than the app on this device.').waitFor();
		expect(await other.evaluate(() => 'isSamePage' in globalThis)).toBe(true);

		await server.kill('SIGKILL');
		expect(path).not.toBe('');
		const status = await other.evaluate(
			async (url) => (await fetch(url, { cache: 'no-store' })).status,
			`/${path}`
		);
		expect(status).toBe(200);
	});
});

describe('the installable app', () => {
	it('has all that a browser asks for before it installs', async () => {
		const server = await serve(await temporaryDirectory(), await freePort());
		const { chromium, page } = await launch(await temporaryDirectory());
		await signInWith(page, server);
		await installed(page);
		const session = await chromium.context.newCDPSession(page);
		const { errors, data } = await session.send('Page.getAppManifest');
		expect(errors).toEqual([]);
		const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
		expect(installabilityErrors).toEqual([]);

		const manifest = JSON.parse(data as string) as Manifest;
		expect(
			new URL(manifest.start_url, server.url).href.startsWith(new URL(manifest.scope, server.url).href)
		).toBe(true);
		expect(manifest.icons.map(({ purpose }) => purpose)).toContain('maskable');
		const sizes = manifest.icons.filter(({ type }) => type === 'image/png');
		for (const { src, sizes: stated } of sizes) {
			const real = await page.evaluate(async (path) => {
				const image = await createImageBitmap(await (await fetch(path)).blob());
				return `${image.width}x${image.height}`;
			}, src);
			expect(real).toBe(stated);
		}
		expect(sizes.map((icon) => icon.sizes)).toEqual(expect.arrayContaining(['192x192', '512x512']));
		await server.kill('SIGKILL');
		expect(
			await page.evaluate(async (path) => (await fetch(path)).ok, manifest.icons[0]?.src as string)
		).toBe(true);
	});
});

type Manifest = {
	start_url: string;
	scope: string;
	icons: { src: string; sizes: string; type: string; purpose?: string }[];
};
