import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { eventStream, refused, streamed } from '../fakes/llm-reply.ts';
import { startLlmServer, type Answering } from '../fakes/llm-server.ts';
import { launchBrowser } from '../helpers/browser.ts';
import { startAppWithPages } from '../helpers/pages-of-app.ts';
import { storeLecture } from '../helpers/stored-lecture.ts';
import { until } from '../helpers/until.ts';
import { ensureBuilt } from './at-hand.ts';

beforeAll(ensureBuilt);

const lines = [
	'Photosynthesis happens inside chloroplasts.',
	...Array.from({ length: 30 }, (_, at) => `Something else number ${at}.`),
	'Your homework for Friday is to read chapter four.'
];
const sizes = { phone: { width: 390, height: 844 }, laptop: { width: 1280, height: 800 } };

async function opened(answering: Answering | undefined, size: keyof typeof sizes = 'laptop') {
	const server = answering && (await startLlmServer(answering));
	const { app, signedIn } = await startAppWithPages(server ? { baseUrl: server.url, model: 'played' } : {});
	const { lectureId } = await storeLecture(app, { title: 'Biology', lines, sections: [] });
	const context = await signedIn(await launchBrowser(), { viewport: sizes[size] });
	const page = await context.newPage();
	await page.goto(`${app.url}/lectures/${lectureId}`);
	await page.getByText('Photosynthesis happens').waitFor();
	await page.getByRole('tab', { name: 'Questions' }).click();
	return { server, page, context };
}
const field = (page: Page) => page.getByRole('textbox', { name: 'Ask about this lecture' });
const questions = (page: Page) => page.locator('[data-question]');
const spoken = (page: Page) => page.getByRole('region', { name: 'Questions' }).getByRole('log');
/** Whatever comes before a gate is said at once; the rest once it is opened. */
function gated() {
	let open: () => void = () => undefined;
	const gate = new Promise<void>((resolve) => (open = resolve));
	return { gate, open: () => open() };
}

describe.each(['laptop', 'phone'] as const)('on a %s', (size) => {
	it('a question is answered with times that play, and is there again after a reload', async () => {
		const { page, server } = await opened(() => 'It is to **read** chapter four [s32].', size);
		await page.getByRole('button', { name: 'What did I miss in the last five minutes?' }).waitFor();
		await field(page).fill('What is');
		await field(page).press('Shift+Enter');
		await field(page).pressSequentially('the homework?');
		expect(server?.calls).toHaveLength(0);
		await field(page).press('Enter');
		await questions(page).getByText('Written by played').waitFor();
		expect(await field(page).inputValue()).toBe('');
		expect(await questions(page).locator('strong').innerText()).toBe('read');
		expect(await spoken(page).innerText()).toContain('read');
		await page.reload();
		await page.getByRole('tab', { name: 'Questions' }).click();
		await questions(page).getByText('chapter four').waitFor();
		expect((await spoken(page).innerText()).trim()).toBe('');
		await questions(page).getByRole('button', { name: 'Play 1 line from 2:04' }).click();
		const line = page.locator('[data-line]').filter({ hasText: 'Your homework for Friday' });
		await until('the line in sight', async () => line.isVisible());
		await page.getByRole('button', { name: 'Close player' }).waitFor();
	});
});

describe('an answer', () => {
	it('comes in whole parts, never in half Markdown, can be stopped, and asked for again', async () => {
		const half = eventStream('One **bold** [s1].\n\nAnd **hal', { finish: null, done: false, stride: 3 });
		const stalled = streamed(half, { end: 'stall' });
		const { page, server } = await opened(({ n }) => (n === 0 ? stalled : 'All of it [s1].'));
		await field(page).fill('Where?');
		await page.getByRole('button', { name: 'Ask', exact: true }).click();
		await questions(page).locator('strong').waitFor();
		await page.getByText('Reading the lecture').waitFor();
		expect(await questions(page).innerText()).not.toContain('hal');
		expect((await spoken(page).innerText()).trim()).toBe('');
		await field(page).fill('Another?');
		await field(page).press('Enter');
		expect(await questions(page).count()).toBe(1);
		await page.getByRole('button', { name: 'Stop' }).click();
		await questions(page).getByText('Stopped.').waitFor();
		await until('the call to end', () => server?.counts.left === 1);
		expect(await questions(page).innerText()).toContain('One bold');
		await page.getByRole('button', { name: 'Ask again' }).click();
		await questions(page).getByText('All of it').waitFor();
		expect(await questions(page).count()).toBe(1);
		expect(await field(page).inputValue()).toBe('Another?');
	});

	it('that a page leaves is stopped', async () => {
		const { gate, open } = gated();
		const { page, server } = await opened(() => gate.then(() => 'late'));
		await field(page).fill('Where?');
		await field(page).press('Enter');
		await until('the call', () => server?.calls.length === 1);
		await page.getByRole('link', { name: 'All lectures' }).click();
		await until('the call to end', () => server?.counts.left === 1);
		open();
		await page.goBack();
		await page.getByRole('tab', { name: 'Questions' }).click();
		await questions(page).getByText('Stopped.').waitFor();
	});

	it('that a model refuses says why, and is asked for again', async () => {
		let isOpen = false;
		const { page } = await opened(() => (isOpen ? 'Now [s1].' : refused(402)));
		await field(page).fill('Where?');
		await field(page).press('Enter');
		await questions(page).getByText('The language model isn’t answering').waitFor();
		isOpen = true;
		await page.getByRole('button', { name: 'Ask again' }).click();
		await questions(page).getByText('Now.').waitFor();
	});

	it('without a model is made of lines, and says so; offline nothing is asked', async () => {
		const { page, context } = await opened(undefined);
		await page.getByText('no AI is set up').waitFor();
		await page.getByRole('button', { name: 'What is the homework?' }).click();
		await questions(page).getByText('Your homework for Friday is to read chapter four.').waitFor();
		await questions(page).getByText('No AI wrote this').waitFor();
		await field(page).fill('Who won the match?');
		await field(page).press('Enter');
		await questions(page).getByText('That was not said so far.').waitFor();
		await context.setOffline(true);
		await page.getByText('You can ask again').waitFor({ timeout: 60_000 });
		expect(await page.getByRole('button', { name: 'Ask', exact: true }).isDisabled()).toBe(true);
	});
});

describe('what the language model has cost', () => {
	it('is shown in the menu of the lecture, in tokens, and a price that is not known is not made up', async () => {
		const { page, server } = await opened(() => 'So [s1].');
		await field(page).fill('Where?');
		await field(page).press('Enter');
		await questions(page).getByText('Written by').waitFor();
		await page.getByRole('button', { name: 'More', exact: true }).click();
		await page.getByRole('menuitem', { name: 'AI usage' }).click();
		const dialog = page.getByRole('dialog');
		await dialog.getByText('played').waitFor();
		expect(server?.calls).toHaveLength(1);
		expect(await dialog.innerText()).toMatch(/Requests\s+1\s+Tokens read\s+\d+.*Cost\s+unknown/s);
	});
});
