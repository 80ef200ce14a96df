import { randomUUID } from 'node:crypto';
import type { Locator, Page, WebSocketRoute } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../helpers/browser.ts';
import { startAppWithPages } from '../helpers/pages-of-app.ts';
import { hello, openSocket } from '../helpers/socket.ts';
import { storeLecture } from '../helpers/stored-lecture.ts';
import { until } from '../helpers/until.ts';
import { ensureBuilt } from './at-hand.ts';

beforeAll(ensureBuilt);

const content = {
	title: 'Light',
	lines: ['Light is a wave.', 'The wave lenght is written lambda.', 'Read chapter four.'],
	sections: [
		{
			title: 'Waves',
			blocks: [
				{ md: 'Light is a wave', cites: [0] },
				{ md: 'its length is $$\\lambda$$', cites: [1] },
				{ kind: 'task' as const, md: 'Read chapter four', cites: [2] }
			]
		},
		{ title: 'Later', blocks: [{ md: 'more to come', cites: [2] }] }
	]
};

async function setUp() {
	const { app, signedIn } = await startAppWithPages();
	const { lectureId } = await storeLecture(app, content);
	const context = await signedIn(await launchBrowser(), { viewport: { width: 1280, height: 800 } });
	const open = async (page?: Page) => {
		const opened = page ?? (await context.newPage());
		await opened.goto(`${app.url}/lectures/${lectureId}`);
		await opened.locator('.katex').first().waitFor();
		return opened;
	};
	return { app, lectureId, context, open };
}

const notes = (page: Page): Promise<string[]> =>
	page.locator('[data-block] [data-text]').evaluateAll((all) =>
		all.map((each) => {
			const copy = each.cloneNode(true) as HTMLElement;
			copy.querySelectorAll('button, .katex-html').forEach((part) => part.remove());
			return copy.textContent.replace(/\s+/g, ' ').trim();
		})
	);
const firstNotes = (page: Page, ...wanted: string[]) =>
	until(`the notes to begin with ${wanted.join(', ')}`, async () => {
		const shown = await notes(page);
		return wanted.every((each, at) => shown[at]?.startsWith(each));
	});
const lines = (page: Page) => page.locator('[data-line] p').allInnerTexts();
const edit = (page: Page) => page.getByRole('button', { name: 'Edit', exact: true }).click();
const menuOf = (page: Page, text: string) =>
	page
		.locator('[data-block]')
		.filter({ hasText: text })
		.getByRole('button', { name: 'More options for this note' });

const hasFocus = (element: Locator) =>
	until('the focus', () => element.evaluate((each) => each === document.activeElement));

describe('a person at the notes', () => {
	it('rewrites a note by keyboard alone; everybody sees it, and undo brings back what was there', async () => {
		const { open } = await setUp();
		const [page, other] = [await open(), await open()];
		await edit(page);
		await menuOf(page, 'Light is a wave').focus();
		await page.keyboard.press('Enter');
		await hasFocus(page.getByRole('menuitem', { name: 'Edit' }));
		await page.keyboard.press('Enter');
		const field = page.getByRole('textbox', { name: 'Text of the note' });
		await hasFocus(field);
		await page.keyboard.type(', and so is **sound**');
		await page.keyboard.press('Enter');
		await firstNotes(page, 'Light is a wave, and so is sound');
		await firstNotes(other, 'Light is a wave, and so is sound');
		await hasFocus(menuOf(page, 'Light is a wave'));
		await page.keyboard.press('Control+z');
		await firstNotes(page, 'Light is a wave', 'its length');
		await firstNotes(other, 'Light is a wave', 'its length');
	});

	it('leaves a note as it was on Escape, and keeps what was written when the hand goes elsewhere', async () => {
		const { open } = await setUp();
		const page = await open();
		await edit(page);
		await page.getByText('Light is a wave', { exact: true }).click();
		await page.keyboard.type(' nonsense');
		await page.keyboard.press('Escape');
		await firstNotes(page, 'Light is a wave', 'its length');
		await page.getByText('Light is a wave', { exact: true }).click();
		await page.keyboard.type(' indeed');
		await page.getByRole('heading', { name: 'Later' }).click();
		await firstNotes(page, 'Light is a wave indeed');
		expect(await page.getByRole('textbox', { name: 'Section heading' }).inputValue()).toBe('Later');
	});

	it('moves, removes and adds notes and sections, which are the same after a reload', async () => {
		const { open } = await setUp();
		const page = await open();
		const choose = async (text: string, action: string) => {
			await menuOf(page, text).click();
			await page.getByRole('menuitem', { name: action, exact: true }).click();
		};
		await edit(page);
		await choose('Light is a wave', 'Move down');
		await firstNotes(page, 'its length is λ\\lambda', 'Light is a wave', 'Read');
		await choose('Read chapter four', 'Remove');
		await firstNotes(page, 'its length is λ\\lambda', 'Light is a wave', 'more to come');
		await choose('Light is a wave', 'Add a note below');
		await page.getByRole('combobox', { name: 'Kind' }).selectOption('Term');
		await page.getByRole('textbox', { name: 'Text of the note' }).fill('Photon :: a piece of light');
		await page.getByRole('button', { name: 'Save' }).click();
		const written = [
			'its length is λ\\lambda',
			'Light is a wave',
			'Photon — a piece of light',
			'more to come'
		];
		await firstNotes(page, ...written);
		await page.getByRole('button', { name: 'Add a section' }).click();
		await page.keyboard.type('My own');
		await page.keyboard.press('Enter');
		await page.getByRole('heading', { name: 'My own' }).waitFor();
		await open(page);
		await firstNotes(page, ...written);
		await edit(page);
		await page.getByRole('heading', { name: 'My own' }).waitFor();
	});

	it('corrects a line, which everybody sees marked, and takes it back', async () => {
		const { open } = await setUp();
		const [page, other] = [await open(), await open()];
		await edit(page);
		await page.getByRole('button', { name: 'Correct the line at 0:04' }).click();
		const field = page.getByRole('textbox', { name: 'What was said' });
		await field.fill('The wavelength is written lambda.');
		await field.press('Enter');
		const seen = (text: string) => async () => (await lines(other))[1] === text;
		await until('the other page to see it', seen('The wavelength is written lambda. corrected'));
		await page.getByRole('button', { name: 'Undo' }).click();
		await until('the other page to see it', seen('The wave lenght is written lambda.'));
	});

	it('keeps changes while the server is away, and sends them when it is back', async () => {
		const { open, context } = await setUp();
		const sockets: WebSocketRoute[] = [];
		let isAway = false;
		const page = await context.newPage();
		await page.routeWebSocket('**/ws**', (socket) => {
			if (isAway) return void socket.close({ code: 1012 });
			sockets.push(socket);
			socket.connectToServer();
		});
		await open(page);
		const other = await open();
		await edit(page);
		isAway = true;
		for (const socket of sockets) await socket.close({ code: 1012 });
		await page.getByText('Offline').first().waitFor();
		await page.getByText('Light is a wave', { exact: true }).click();
		await page.keyboard.type(' too');
		await page.keyboard.press('Enter');
		await firstNotes(page, 'Light is a wave too');
		await page.getByText('1 change waiting to be sent.').waitFor();
		isAway = false;
		await page.evaluate(() => dispatchEvent(new Event('online')));
		await firstNotes(other, 'Light is a wave too');
		await page.getByText('waiting to be sent').waitFor({ state: 'hidden' });
	});
});

describe('notes on the page', () => {
	it('do not flicker: what stands is not drawn again when something is added between', async () => {
		const { app, lectureId, open } = await setUp();
		const page = await open();
		await page.evaluate(() => {
			const seen: string[] = [];
			Object.assign(globalThis, { seen });
			const observer = new MutationObserver((records) =>
				seen.push(...records.map(({ target }) => (target as HTMLElement).outerHTML ?? target.textContent))
			);
			for (const block of document.querySelectorAll('[data-block]'))
				observer.observe(block, { subtree: true, childList: true, characterData: true, attributes: true });
		});
		const elsewhere = await openSocket(app.url, { headers: { cookie: await app.signIn(), origin: app.url } });
		elsewhere.say(hello(lectureId, { role: 'viewer' }));
		const formula = { kind: 'formula' as const, md: '$$c = \\lambda \\nu$$', cites: [] };
		const place = { blockId: randomUUID(), sectionId: 'S0', position: 0.5 };
		const change = { act: 'add-block' as const, ...place, ...formula };
		elsewhere.say({ type: 'edit', editId: randomUUID(), edit: { kind: 'note', change } });
		await until('the new note', async () => (await page.locator('[data-block]').count()) === 5);
		expect(await page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen)).toEqual([]);
	});
});
