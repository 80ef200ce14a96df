import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { signInWith } from '../helpers/browser.ts';
import { freePort } from '../helpers/server-process.ts';
import { temporaryDirectory } from '../helpers/temporary.ts';
import { until } from '../helpers/until.ts';
import { ensureBuilt, installed, launch, recordFor, serve } from './at-hand.ts';

beforeAll(ensureBuilt);

/** Samples of the only take on the device. */
const samplesHere = (page: Page): Promise<number> =>
	page.evaluate(
		() =>
			new Promise((resolve) => {
				const opening = indexedDB.open('lectures');
				opening.onsuccess = () => {
					const reading = opening.result.transaction('takes').objectStore('takes').getAll();
					reading.onsuccess = () => {
						opening.result.close();
						resolve((reading.result[0] as { samples: number }).samples);
					};
				};
			})
	);

type Whole = { lecture: { finishedAt: number | null }; takes: { samples: number; finished: boolean }[] };

/** A lecture as the server has it, asked for without a page of the app. */
async function onServer(url: string, cookie: string, path: string): Promise<Whole | undefined> {
	const answer = await fetch(`${url}/api${path}`, { headers: { cookie } });
	return answer.ok ? ((await answer.json()) as Whole) : undefined;
}

describe('sound that is only on the device', () => {
	it('is played without a server', async () => {
		const server = await serve(await temporaryDirectory(), await freePort());
		const { page } = await launch(await temporaryDirectory());
		await page.addInitScript(() => {
			const play = HTMLMediaElement.prototype.play;
			HTMLMediaElement.prototype.play = function () {
				Object.assign(globalThis, { audio: this });
				return play.call(this);
			};
		});
		await signInWith(page, server);
		await installed(page);
		await server.kill('SIGKILL');
		await recordFor(page, 4);
		await page.getByRole('button', { name: 'Listen from the beginning' }).click();
		await until('the sound to play', () =>
			page.evaluate(() => ((globalThis as { audio?: HTMLAudioElement }).audio?.currentTime ?? 0) > 1)
		);
	});

	it('[H1] is copied by the service worker when no page is open', async () => {
		const [dataDirectory, port] = [await temporaryDirectory(), await freePort()];
		const server = await serve(dataDirectory, port);
		const { chromium, page } = await launch(await temporaryDirectory());
		await signInWith(page, server);
		await installed(page);
		await server.kill('SIGKILL');
		const path = await recordFor(page, 4);
		const samples = await samplesHere(page);

		const other = await chromium.context.newPage();
		const session = await chromium.context.newCDPSession(other);
		const registrationId = await registrationOf(session, server.url);
		await page.close();
		const back = await serve(dataDirectory, port);
		const cookie = await back.signIn();
		await session.send('ServiceWorker.dispatchSyncEvent', {
			origin: server.url,
			registrationId,
			tag: 'copy-lectures',
			lastChance: false
		});
		const lecture = await until('the lecture to be whole', async () => {
			const found = await onServer(server.url, cookie, path);
			return found && found.lecture.finishedAt !== null && found;
		});
		expect(lecture.takes).toMatchObject([{ samples, finished: true }]);
		expect(chromium.context.pages().filter((each) => each.url().startsWith(server.url))).toEqual([]);
	});

	it('is saved as a file, which another device takes in and sends', async () => {
		const [dataDirectory, port] = [await temporaryDirectory(), await freePort()];
		const server = await serve(dataDirectory, port);
		const { chromium, page } = await launch(await temporaryDirectory());
		await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'showSaveFilePicker'));
		await signInWith(page, server);
		await installed(page);
		await server.kill('SIGKILL');
		const path = await recordFor(page, 4);
		const samples = await samplesHere(page);
		const file = await savedFile(page);
		await chromium.kill();

		const back = await serve(dataDirectory, port);
		const another = await launch(await temporaryDirectory());
		await signInWith(another.page, back);
		await another.page.goto(`${back.url}/import`);
		await another.page.locator('input[type=file]').setInputFiles(file);
		await another.page.getByRole('link', { name: 'Open' }).waitFor();
		const lecture = await until('the lecture to be whole', async () => {
			const found = await another.page.evaluate(async (from) => {
				const answer = await fetch(from);
				return answer.ok ? ((await answer.json()) as Whole) : undefined;
			}, `/api${path}`);
			return found?.takes[0]?.finished && found;
		});
		expect(lecture.takes).toMatchObject([{ samples, finished: true }]);
	});

	it('is completed by a better file, when the first one was cut off', async () => {
		const [dataDirectory, port] = [await temporaryDirectory(), await freePort()];
		const server = await serve(dataDirectory, port);
		const { chromium, page } = await launch(await temporaryDirectory());
		await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'showSaveFilePicker'));
		await signInWith(page, server);
		await installed(page);
		await server.kill('SIGKILL');
		const path = await recordFor(page, 12);
		const samples = await samplesHere(page);
		const [whole, cut] = [await savedFile(page), join(await temporaryDirectory(), 'cut.404take')];
		const bytes = await readFile(whole);
		await writeFile(cut, bytes.subarray(0, bytes.length * 0.8));
		await chromium.kill();

		const back = await serve(dataDirectory, port);
		const cookie = await back.signIn();
		const another = await launch(await temporaryDirectory());
		await another.page.goto(`${back.url}/sign-in`);
		await another.page.evaluate(async (key) => {
			const headers = { 'content-type': 'application/json' };
			await fetch('/api/session', { method: 'POST', headers, body: JSON.stringify({ key }) });
		}, server.adminKey() ?? '');
		await another.page.goto(`${back.url}/import`);
		await another.page.locator('input[type=file]').setInputFiles(cut);
		await another.page.getByText('The file is incomplete').waitFor();
		await until('its beginning to be on the server', async () => {
			const found = await onServer(back.url, cookie, path);
			return (found?.takes[0]?.samples ?? 0) > 0;
		});
		await another.page.locator('input[type=file]').setInputFiles(whole);
		await another.page.getByText('Imported').last().waitFor();
		const lecture = await until('the lecture to be whole', async () => {
			const found = await onServer(back.url, cookie, path);
			return found && found.lecture.finishedAt !== null && found;
		});
		expect(lecture.takes).toMatchObject([{ samples, finished: true }]);
	});
});

/** Saves the sound of the lecture on screen; gives the file's path. */
async function savedFile(page: Page): Promise<string> {
	await page.getByRole('button', { name: 'More' }).click();
	const downloading = page.waitForEvent('download');
	await page.getByRole('menuitem', { name: 'Save sound as a file' }).click();
	const download = await downloading;
	expect(download.suggestedFilename()).toMatch(/\.404take$/);
	const file = join(await temporaryDirectory(), 'saved.404take');
	await download.saveAs(file);
	return file;
}

/** The id of the app's service worker, as the browser's own tools name it. */
function registrationOf(session: CDPSession, url: string): Promise<string> {
	const found = new Promise<string>((resolve) =>
		session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
			const ours = registrations.find(({ scopeURL }) => scopeURL.startsWith(url));
			if (ours) resolve(ours.registrationId);
		})
	);
	return session.send('ServiceWorker.enable').then(() => found);
}
