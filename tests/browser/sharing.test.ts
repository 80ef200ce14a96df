import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { MemoryStore } from '#lib/uplink/memory-store.ts';
import { rescueFileOf } from '#lib/rescue/write.ts';
import { signInWith } from '../helpers/browser.ts';
import { freePort } from '../helpers/server-process.ts';
import { temporaryDirectory } from '../helpers/temporary.ts';
import { until } from '../helpers/until.ts';
import { ensureBuilt, installed, launch, serve } from './at-hand.ts';

const lectureId = '0196b2aa-0000-7000-8000-0000000000ab';
const takeId = '0196b2aa-0000-7000-8000-0000000000ac';
const samples = 3 * 16_000;

beforeAll(ensureBuilt);

/** A rescue file as another device has saved it: one lecture, one take. */
async function rescueFile(): Promise<string> {
	const store = new MemoryStore();
	await store.putLecture({ lectureId, title: 'Shared', createdAt: 1, language: 'auto', finishedAt: 2 });
	await store.beginTake(lectureId, { takeId, number: 0, startedAt: 1, codec: 'pcm_s16le' });
	const bytes = Uint8Array.from({ length: 2 * samples }, (_, n) => (n * 7) % 251);
	await store.appendBlock(takeId, { firstSample: 0, sampleCount: samples, bytes });
	await store.closeTake(takeId);
	const path = join(await temporaryDirectory(), 'biology.404take');
	await writeFile(path, await Array.fromAsync(rescueFileOf(store, lectureId)));
	return path;
}

/** What the system does when a person shares files with the installed app: it posts a form, as the manifest says. */
async function share(page: Page, url: string, path: string): Promise<void> {
	const manifest = await page.evaluate(async () => (await fetch('/manifest.webmanifest')).json());
	const { action, method, enctype, params } = manifest.share_target;
	await page.goto('about:blank');
	await page.setContent(
		`<form action="${url}${action}" method="${method}" enctype="${enctype}">
			<input type="file" name="${params.files[0].name}"><button>Share</button>
		</form>`
	);
	await page.locator('input').setInputFiles(path);
	await page.getByRole('button', { name: 'Share' }).click();
	await page.waitForURL(url + action);
}

type Whole = { lecture: { title: string; finishedAt: number | null }; takes: object[] };

/** What the server answers to the person of that page, asked without the app. */
async function ask(page: Page, url: string): Promise<unknown> {
	const cookies = (await page.context().cookies(url)).map(({ name, value }) => `${name}=${value}`);
	const answer = await fetch(url, { headers: { cookie: cookies.join('; ') } });
	return answer.ok ? answer.json() : undefined;
}

/** The shared lecture, when the server has all of it. */
const onServer = (page: Page, url: string): Promise<Whole> =>
	until('the lecture to be whole on the server', async () => {
		const found = (await ask(page, `${url}/api/lectures/${lectureId}`)) as Whole | undefined;
		return found && found.lecture.finishedAt !== null && found;
	});

const whole = { lecture: { title: 'Shared' }, takes: [{ takeId, samples, finished: true }] };

/** How many lectures and takes the device holds. */
const heldHere = (page: Page): Promise<number[]> =>
	page.evaluate(
		() =>
			new Promise((resolve) => {
				const opening = indexedDB.open('lectures');
				opening.onsuccess = () => {
					const tx = opening.result.transaction(['lectures', 'takes']);
					const counts = ['lectures', 'takes'].map((name) => tx.objectStore(name).count());
					tx.oncomplete = () => {
						opening.result.close();
						resolve(counts.map(({ result }) => result));
					};
				};
			})
	);

describe('a rescue file that another app shares with this one', () => {
	it('arrives on the import page, is taken in once, and goes to the server', async () => {
		const server = await serve(await temporaryDirectory(), await freePort());
		const { page } = await launch(await temporaryDirectory());
		await signInWith(page, server);
		await installed(page);
		await share(page, server.url, await rescueFile());
		await page.getByText('biology.404take').waitFor();
		await page.getByText('Imported 3 s.').waitFor();
		expect(await onServer(page, server.url)).toMatchObject(whole);

		await page.reload();
		await page.getByRole('heading', { name: 'Import' }).waitFor();
		await until('the share to be used up', () =>
			page.evaluate(async () => !(await caches.has('shared-files')))
		);
		expect(await page.getByText('biology.404take').count()).toBe(0);
	});

	it('is kept by the service worker and taken in without a server, which gets it later', async () => {
		const [dataDirectory, port] = [await temporaryDirectory(), await freePort()];
		const server = await serve(dataDirectory, port);
		const { page } = await launch(await temporaryDirectory());
		await signInWith(page, server);
		await installed(page);
		await server.kill('SIGKILL');
		await share(page, server.url, await rescueFile());
		await page.getByText('Imported 3 s.').waitFor();

		const back = await serve(dataDirectory, port);
		expect(await onServer(page, back.url)).toMatchObject(whole);
	});

	it('that is none is named as such, and nothing changes', async () => {
		const server = await serve(await temporaryDirectory(), await freePort());
		const { page } = await launch(await temporaryDirectory());
		await signInWith(page, server);
		await installed(page);
		const path = join(await temporaryDirectory(), 'holiday.404take');
		await writeFile(path, 'no lecture at all');
		await share(page, server.url, path);
		await page.getByText('holiday.404take').waitFor();
		await page.getByText('This isn’t an audio or video file that can be read here.').waitFor();
		expect(await heldHere(page)).toEqual([0, 0]);
		expect(await ask(page, `${server.url}/api/lectures`)).toEqual([]);
	});
});

type Launch = (given: { files: { getFile: () => Promise<File | undefined> }[] }) => void;

describe('a rescue file that is opened with the installed app', () => {
	it('is shown on the import page of the window that is open, and taken in', async () => {
		const server = await serve(await temporaryDirectory(), await freePort());
		const { page } = await launch(await temporaryDirectory());
		/* The system's part: a browser without a window manager opens no files. */
		await page.addInitScript(() =>
			Object.defineProperty(globalThis, 'launchQueue', {
				value: { setConsumer: (launch: unknown) => Object.assign(globalThis, { launch }) }
			})
		);
		await signInWith(page, server);
		await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }));
		await page.evaluate(() => {
			const input = Object.assign(document.createElement('input'), { type: 'file', id: 'opened' });
			input.onchange = () => {
				const [file] = input.files ?? [];
				(globalThis as unknown as { launch: Launch }).launch({ files: [{ getFile: async () => file }] });
			};
			document.body.append(input);
		});
		await page.locator('#opened').setInputFiles(await rescueFile());
		await page.waitForURL(/\/import$/);
		await page.getByText('Imported 3 s.').waitFor();
		expect(await page.evaluate(() => 'isSamePage' in globalThis)).toBe(true);
		expect(await onServer(page, server.url)).toMatchObject(whole);
	});
});
