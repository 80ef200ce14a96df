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
		await questions(page).locator('[data-voice=model]').getByText('chapter four').waitFor();
		expect((await spoken(page).innerText()).trim()).toBe('');
		await questions(page).getByRole('button', { name: 'Play 1 line from 2:04' }).first().click();
		const line = page.locator('[data-line]').filter({ hasText: 'Your homework for Friday' });
		await until('the line in sight', async () => line.isVisible());
		await page.getByRole('button', { name: 'Close player' }).waitFor();
	});
});

describe('an answer', () => {
	it('comes in whole parts, never in half Markdown, can be stopped, and asked for again', async () => {
		const half = eventStream('One **bold** [s1].\n\nAnd **hal', { finish: null, done: false, stride: 3 });
		const stalled = streamed(half, { end: 'stall' });
		const { page, server } = await opened(({ n }) => ['Before [s1].', stalled][n] ?? 'All of it [s1].');
		/* Of a model that has not answered yet, nothing is shown before its answer is whole. */
		await field(page).fill('First?');
		await field(page).press('Enter');
		await questions(page).getByText('Written by played').waitFor();
		await field(page).fill('Where?');
		await page.getByRole('button', { name: 'Ask', exact: true }).click();
		await questions(page).locator('strong').waitFor();
		await page.getByText('Reading the lecture').waitFor();
		expect(await questions(page).last().innerText()).not.toContain('hal');
		expect((await spoken(page).innerText()).trim()).toBe('Before.');
		await field(page).fill('Another?');
		await field(page).press('Enter');
		expect(await questions(page).count()).toBe(2);
		await page.getByRole('button', { name: 'Stop' }).click();
		await questions(page).getByText('Stopped.').waitFor();
		await until('the call to end', () => server?.counts.left === 1);
		expect(await questions(page).last().innerText()).toContain('One bold');
		await page.getByRole('button', { name: 'Ask again' }).click();
		await questions(page).getByText('All of it').waitFor();
		expect(await questions(page).count()).toBe(2);
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
		await page.getByText('No language model is set up').waitFor();
		await page.getByRole('button', { name: 'What is the homework?' }).click();
		await questions(page).getByText('Your homework for Friday is to read chapter four.').waitFor();
		await questions(page).getByText('No language model was used').waitFor();
		await field(page).fill('Who won the match?');
		await field(page).press('Enter');
		await questions(page).getByText('I found nothing about this in the lecture.').waitFor();
		await context.setOffline(true);
		await page.getByText('You can ask again').waitFor({ timeout: 60_000 });
		expect(await page.getByRole('button', { name: 'Ask', exact: true }).isDisabled()).toBe(true);
	});
});

/* Finding 1 of the first use: the app's own suggestion, on a lecture with four tasks, was answered by “That was not said”. */
const homework = {
	en: [
		'Please read chapter four and hand in exercise two by Friday.',
		'Now the light reactions, which happen in the membrane.',
		'Read chapter five as well and hand in exercise six next Monday.',
		'Oxygen leaves the leaf through the stomata.',
		'Read chapter seven, hand in exercise eight on the twelfth.',
		'Carbon dioxide comes in at the same place.',
		'And read chapter nine and hand in exercise one before the break.'
	],
	zh: [
		'请大家周五之前阅读第四章，交第二题。',
		'下面讲光反应，它发生在类囊体膜上。',
		'下周一之前再读第五章，交第六题。',
		'氧气从气孔离开叶子。',
		'第七章也要读，第八题十二号交。',
		'二氧化碳也从这里进来。',
		'放假之前读第九章，交第一题。'
	]
};

describe('the question that the app itself suggests', () => {
	it.each([
		['en', 'en-US', 'Questions', 'What is the homework?'],
		['zh', 'zh-CN', '提问', '作业是什么？']
	] as const)(
		'is answered with every task of the lecture, in %s',
		async (language, locale, tab, suggestion) => {
			const { app, signedIn } = await startAppWithPages({});
			const content = { title: 'Biology', lines: [...homework[language]], sections: [] };
			const { lectureId } = await storeLecture(app, content);
			const context = await signedIn(await launchBrowser(), { viewport: sizes.phone, locale });
			const page = await context.newPage();
			await page.goto(`${app.url}/lectures/${lectureId}`);
			await page.getByRole('tab', { name: tab }).click();
			await page.getByRole('button', { name: suggestion }).click();
			const lines = questions(page).locator('[data-voice=lines] p.border-l-2');
			await until('four tasks', async () => (await lines.count()) === 4);
			const texts = await lines.allInnerTexts();
			for (const [at, task] of [0, 2, 4, 6].entries()) expect(texts[at]).toContain(homework[language][task]);
			expect(await lines.getByRole('button').count()).toBe(4);
		}
	);
});

describe('an answer of a model', () => {
	it('stands below the lines found, and what no line bears is marked as the model’s', async () => {
		const { page } = await opened(
			() => 'Read chapter five for Friday [s32].\n\nThe homework is due on the thirteenth.'
		);
		await field(page).fill('What is the homework?');
		await field(page).press('Enter');
		await questions(page).getByText('Written by played').waitFor();
		const voices = questions(page).locator('[data-voice]');
		expect(await voices.evaluateAll((all) => all.map((each) => each.getAttribute('data-voice')))).toEqual([
			'lines',
			'model',
			'own-words'
		]);
		expect(await voices.nth(0).innerText()).toContain('Your homework for Friday is to read chapter four.');
		expect(await voices.nth(1).innerText()).toContain('not in the lines cited: “five”');
		expect(await voices.nth(2).innerText()).toMatch(/model’s own words.*thirteenth/s);
	});

	it('“not found” is said beside the lines that the search found', async () => {
		const { page } = await opened(() => 'NOT FOUND');
		await field(page).fill('When is the homework due?');
		await field(page).press('Enter');
		await questions(page).getByText('The language model found no answer to this.').waitFor();
		expect(await questions(page).innerText()).toContain('Your homework for Friday');
		await field(page).fill('Who won the match?');
		await field(page).press('Enter');
		await questions(page).getByText('I found nothing about this in the lecture, and neither').waitFor();
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
