import type { Locator, Page, WebSocketRoute } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { lectureRepository } from '../../server/store/lectures.ts';
import { startLlmServer } from '../fakes/llm-server.ts';
import { notesAnswer } from '../fakes/note-writer.ts';
import { launchBrowser } from '../helpers/browser.ts';
import { longLecture } from '../helpers/long-lecture.ts';
import { startAppWithPages } from '../helpers/pages-of-app.ts';
import { storeLecture } from '../helpers/stored-lecture.ts';
import { until } from '../helpers/until.ts';
import { ensureBuilt } from './at-hand.ts';

beforeAll(ensureBuilt);

const content = {
	title: 'Light',
	lines: longLecture(6).map(({ text }) => text),
	sections: [{ title: 'As it was first', blocks: [{ md: 'the first notes, a $$1$$', cites: [0] }] }]
};

type Line = { isCut: boolean; sockets: WebSocketRoute[] };

async function setUp(hasModel: boolean, goesOn = false) {
	const llm = await startLlmServer((call) => notesAnswer(call.messages));
	const { app, signedIn } = await startAppWithPages(hasModel ? { baseUrl: llm.url, model: 'played' } : {});
	const { lectureId } = await storeLecture(app, { ...content, goesOn });
	const context = await signedIn(await launchBrowser(), { viewport: { width: 1280, height: 800 } });
	const page = await context.newPage();
	const line: Line = { isCut: false, sockets: [] };
	await page.routeWebSocket('**/ws**', (socket) => {
		if (line.isCut) return void socket.close({ code: 1012 });
		line.sockets.push(socket);
		socket.connectToServer();
	});
	await page.goto(`${app.url}/lectures/${lectureId}`);
	await page.locator('.katex').first().waitFor();
	const keptStyle = async () => (await lectureRepository(app.db).row(lectureId))?.note_style ?? '';
	return { page, llm, line, keptStyle };
}

/** Waits until the focus is there by itself. */
const hasFocus = (target: Locator) =>
	until('the focus', () => target.evaluate((each) => each === document.activeElement));

/** Moves the focus by a key until it is there. */
async function reach(page: Page, key: string, target: Locator): Promise<void> {
	await target.waitFor();
	for (let presses = 0; presses < 60; presses++) {
		if (await target.evaluate((each) => each === document.activeElement)) return;
		await page.keyboard.press(key);
	}
	throw new Error(`the focus never came to ${target.toString()}`);
}

async function openSheet(page: Page): Promise<Locator> {
	await reach(page, 'Tab', page.getByRole('button', { name: 'More', exact: true }));
	await page.keyboard.press('Enter');
	await reach(page, 'ArrowDown', page.getByRole('menuitem', { name: /^Note style/ }));
	await page.keyboard.press('Enter');
	const sheet = page.getByRole('dialog', { name: 'Notes' });
	await sheet.getByText('current', { exact: true }).waitFor();
	return sheet;
}

const notesPane = (page: Page): Locator => page.getByRole('region', { name: 'Notes', exact: true });

describe('the kind of notes', () => {
	it('[N5] is chosen by keyboard; notes are written again, the earlier ones looked at and brought back', async () => {
		const { page, llm } = await setUp(true);
		const sheet = await openSheet(page);
		await reach(page, 'Tab', sheet.getByLabel('Note style'));
		await page.keyboard.type('Tasks');
		await reach(page, 'Tab', sheet.getByLabel('Language of the notes'));
		await page.keyboard.type('Chinese');
		await reach(page, 'Tab', sheet.getByRole('button', { name: 'Rewrite' }));
		await page.keyboard.press('Enter');
		await sheet.getByText('Version 2 is being written.').waitFor();
		await until('a call in the new style', () =>
			llm.calls.some(({ messages }) => messages[0]?.content.includes('Write in Simplified Chinese'))
		);
		const newest = sheet.getByRole('listitem').first();
		await newest.getByText('Tasks and dates · Chinese').waitFor();
		await until(
			'the new notes',
			async () => !(await notesPane(page).innerText()).includes('the first notes')
		);

		await reach(page, 'Tab', sheet.getByRole('button', { name: 'View version 1' }));
		await page.keyboard.press('Enter');
		const earlier = page.getByRole('dialog', { name: 'Version 1' });
		await earlier.getByText('the first notes').waitFor();
		await earlier.getByText('Clear notes · Same as the lecture').waitFor();
		expect(await earlier.getByRole('textbox').count()).toBe(0);
		await hasFocus(earlier.getByRole('button', { name: 'All versions' }));
		await page.keyboard.press('Enter');
		await hasFocus(sheet.getByRole('button', { name: 'View version 1' }));
		await page.keyboard.press('Enter');
		await reach(page, 'Tab', earlier.getByRole('button', { name: 'Restore this version' }));
		await page.keyboard.press('Enter');
		await sheet.getByText('Version 1 restored as version 3.').waitFor();
		await sheet.getByText('Restored from version 1').waitFor();
		await page.keyboard.press('Escape');
		await sheet.waitFor({ state: 'hidden' });
		await notesPane(page).getByText('the first notes').waitFor();
	});

	it('in one’s own words is kept with the lecture, and needs words', async () => {
		const { page } = await setUp(true, true);
		const sheet = await openSheet(page);
		await sheet.getByLabel('Note style').selectOption('Custom');
		await sheet.getByText('First describe what the notes should be like.').waitFor();
		const keep = sheet.getByRole('button', { name: 'Use from now on' });
		expect(await keep.isDisabled()).toBe(true);
		await sheet.getByLabel('What the notes should be like').fill('Only the dates');
		await sheet.getByText('14 of 4000 characters').waitFor();
		await keep.click();
		await sheet.getByText('Saved.').waitFor();
		await page.reload();
		const again = await openSheet(page);
		expect(await again.getByLabel('What the notes should be like').inputValue()).toBe('Only the dates');
	});

	it('is kept while the server is away, and sent when it is back', async () => {
		const { page, line, keptStyle } = await setUp(true, true);
		line.isCut = true;
		for (const socket of line.sockets) await socket.close({ code: 1012 });
		await page.getByText('Offline').first().waitFor();
		const sheet = await openSheet(page);
		await sheet.getByLabel('Note style').selectOption('Concepts only');
		await sheet.getByRole('button', { name: 'Use from now on' }).click();
		await page.keyboard.press('Escape');
		const again = await openSheet(page);
		expect(await again.getByLabel('Note style').inputValue()).toBe('concepts');
		await page.keyboard.press('Escape');
		expect(await keptStyle()).not.toContain('concepts');
		line.isCut = false;
		await page.evaluate(() => dispatchEvent(new Event('online')));
		await until('the server to have it', async () => (await keptStyle()).includes('concepts'));
		await page.reload();
		const later = await openSheet(page);
		expect(await later.getByLabel('Note style').inputValue()).toBe('concepts');
	});

	it('and a vocabulary for later words are not offered where none will come', async () => {
		const { page } = await setUp(true);
		const ended = await openSheet(page);
		expect(await ended.getByRole('button', { name: 'Use from now on' }).count()).toBe(0);
		await page.keyboard.press('Escape');
		await page.getByRole('button', { name: 'More', exact: true }).click();
		await page.getByRole('menuitem', { name: 'AI usage' }).waitFor();
		expect(await page.getByRole('menuitem', { name: 'Vocabulary' }).count()).toBe(0);
	});

	it('says that it needs a language model where there is none', async () => {
		const { page } = await setUp(false);
		const sheet = await openSheet(page);
		await sheet.getByText('Without a language model').waitFor();
		expect(await sheet.getByRole('button', { name: 'Rewrite' }).count()).toBe(0);
		expect(await sheet.getByRole('button', { name: 'Use from now on' }).count()).toBe(0);
		expect(await sheet.getByLabel('Note style').count(), 'nothing would come of it').toBe(0);
		await sheet.getByRole('link', { name: 'Set one up' }).click();
		await page.getByRole('heading', { name: 'Notes by a language model' }).waitFor();
	});
});
