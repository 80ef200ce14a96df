import type { BrowserContext, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../helpers/browser.ts';
import { tenLines } from '../helpers/cue-lectures.ts';
import { postJson } from '../helpers/app.ts';
import { startAppWithPages } from '../helpers/pages-of-app.ts';
import { storeLecture } from '../helpers/stored-lecture.ts';
import { until } from '../helpers/until.ts';
import { ensureBuilt } from './at-hand.ts';

beforeAll(ensureBuilt);

const said = {
	en: { locale: 'en-GB', notes: 'Notes', tasks: 'Tasks', important: 'Important', close: 'Close' },
	zh: { locale: 'zh-CN', notes: '笔记', tasks: '待办', important: '重要', close: '关闭' }
} as const;
type Language = keyof typeof said;

/** The ten lines, which the server itself has written notes of. */
async function setUp(language: Language, width: number) {
	const { app, signedIn } = await startAppWithPages();
	const lines = tenLines[language].map(({ text }) => text);
	const { lectureId } = await storeLecture(app, { title: 'Limits', lines, sections: [] });
	const { locale } = said[language];
	const context = await signedIn(await launchBrowser(), { viewport: { width, height: 800 }, locale });
	const writeAnew = async () => {
		const style = { template: 'default', language: 'lecture' };
		const cookie = await app.signIn();
		const { status } = await postJson(`${app.url}/api/lectures/${lectureId}/notes`, style, { cookie });
		expect(status).toBe(200);
	};
	return { lectureId, url: `${app.url}/lectures/${lectureId}`, context, writeAnew };
}

const open = async (context: BrowserContext, url: string): Promise<Page> => {
	const page = await context.newPage();
	await page.goto(url);
	await page.locator('[data-line]').first().waitFor();
	return page;
};
const withCue = (language: Language, cue: 'task' | 'important') =>
	tenLines[language].filter((line) => line.cue === cue).map(({ text }) => text);

async function openSheet(page: Page, { notes }: { notes: string }, name: string) {
	const tab = page.getByRole('tab', { name: notes, exact: true });
	const button = page.getByRole('button', { name: new RegExp(`^${name}`) });
	await tab.or(button).first().waitFor();
	if (await tab.isVisible()) await tab.click();
	await button.click();
	return page.getByRole('dialog', { name });
}

describe.each([
	{ language: 'en', width: 1280, on: 'a laptop' },
	{ language: 'zh', width: 390, on: 'a phone' }
] as const)('a lecture of ten lines, $language, on $on', ({ language, width }) => {
	const words = said[language];

	it('lists all its tasks and all that is important, and a press on a time leads there', async () => {
		const { context, url, writeAnew } = await setUp(language, width);
		await writeAnew();
		const page = await open(context, url);
		for (const cue of ['task', 'important'] as const) {
			const sheet = await openSheet(page, words, cue === 'task' ? words.tasks : words.important);
			for (const text of withCue(language, cue)) await sheet.getByText(text).waitFor();
			expect(await sheet.getByRole('listitem').count()).toBe(withCue(language, cue).length);
			if (cue === 'task') await sheet.getByRole('button', { name: words.close }).click();
			else await sheet.getByRole('listitem').first().getByRole('button').click();
		}
		const line = page.locator('[data-line]').filter({ hasText: withCue(language, 'important')[0] as string });
		await until('the line to be in view', () => line.isVisible());
	});

	it('keeps a task ticked after a reload, on another page, and in notes that are written anew', async () => {
		const { context, url, writeAnew } = await setUp(language, width);
		await writeAnew();
		const page = await open(context, url);
		const [first = '', second = ''] = withCue(language, 'task');
		const sheet = await openSheet(page, words, words.tasks);
		const box = sheet.getByRole('checkbox', { name: second });
		await box.focus();
		await page.keyboard.press('Space');
		expect(await box.isChecked()).toBe(true);
		await until('the server to have it', async () => {
			const other = await open(context, url);
			const there = (await openSheet(other, words, words.tasks)).getByRole('checkbox', { name: second });
			await there.waitFor();
			const isTicked = await there.isChecked();
			await other.close();
			return isTicked;
		});
		await writeAnew();
		await page.reload();
		const again = await openSheet(page, words, words.tasks);
		await again.getByRole('checkbox', { name: second }).waitFor();
		expect(await again.getByRole('checkbox', { name: second }).isChecked()).toBe(true);
		expect(await again.getByRole('checkbox', { name: first }).isChecked()).toBe(false);
		await again.getByRole('button', { name: words.close }).click();
		await page.locator('[data-block]').getByRole('checkbox', { name: second }).uncheck();
		await until(
			'it to be open again',
			async () => !(await page.locator('[data-block]').getByRole('checkbox', { name: second }).isChecked())
		);
	});
});
