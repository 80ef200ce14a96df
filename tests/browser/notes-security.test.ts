import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { blockKinds } from '#lib/protocol/index.ts';
import type { LlmEnvironment } from '../../server/llm/settings/language-models.ts';
import { answered } from '../fakes/llm-reply.ts';
import { startLlmServer } from '../fakes/llm-server.ts';
import { launchBrowser } from '../helpers/browser.ts';
import { startAppWithPages } from '../helpers/pages-of-app.ts';
import { pptxOf } from '../helpers/pptx.ts';
import { storeLecture } from '../helpers/stored-lecture.ts';
import { until } from '../helpers/until.ts';
import { ensureBuilt } from './at-hand.ts';
import { formulas, links, markup } from './payloads.ts';

beforeAll(ensureBuilt);

const everything = [...markup, ...links];
/** With the policy nothing may be reported to it; without it, what is shown must be harmless by itself. */
const policies = [{ policy: 'with the content security policy' }, { policy: 'without it', bypassCSP: true }];

/** A page that notes every script that ran, every request to elsewhere and every report to its policy. */
async function watchedPage({
	bypassCSP = false,
	llm = {}
}: { bypassCSP?: boolean; llm?: LlmEnvironment } = {}) {
	const { app, signedIn } = await startAppWithPages(llm);
	const context = await signedIn(await launchBrowser(), { bypassCSP });
	const page = await context.newPage();
	const foreign: string[] = [];
	await page.route(/evil\.example/, (route) => {
		foreign.push(route.request().url());
		return route.abort();
	});
	page.on('request', (request) => {
		const { protocol, origin } = new URL(request.url());
		if (/^(https?|wss?):$/.test(protocol) && origin !== app.url) foreign.push(request.url());
	});
	const dialogs: string[] = [];
	page.on('dialog', (dialog) => (dialogs.push(dialog.message()), dialog.dismiss()));
	await page.addInitScript(() => {
		const seen = { scripts: [] as string[], reports: [] as string[] };
		const ran = (what: unknown) => seen.scripts.push(String(what));
		Object.assign(globalThis, { seen, ran });
		document.addEventListener('securitypolicyviolation', (event) =>
			seen.reports.push(event.violatedDirective)
		);
	});
	const seen = async () => {
		const here = await page.evaluate(() => (globalThis as unknown as { seen: Seen }).seen);
		return { ...here, foreign: [...new Set(foreign)], dialogs };
	};
	return { app, page, seen };
}
type Seen = { scripts: string[]; reports: string[] };
const nothing = { scripts: [], reports: [], foreign: [], dialogs: [] };

/** Handlers, sources and links of the page that our own components would not have made. */
const strangers = (page: Page): Promise<string[]> =>
	page.evaluate(() => {
		const found: string[] = [];
		for (const element of document.body.querySelectorAll('*')) {
			const name = element.localName;
			if (element.textContent.includes('__sveltekit_') && name === 'script') continue;
			if (/^(script|iframe|object|embed|link|base|form|img|image|use|video|style)$/.test(name))
				found.push(name);
			for (const { name: attribute, value } of element.attributes) {
				if (/^on|^srcdoc$|^action$/i.test(attribute)) found.push(`${name} ${attribute}`);
				if (/url\(/i.test(value) && attribute === 'style') found.push(`${name} ${attribute}`);
			}
			const href = element.getAttribute('href');
			if (href !== null && !/^(https?:\/\/|mailto:|#|\/$|\/settings|\/import|\/lectures)/.test(href))
				found.push(href);
			const isForeign = href !== null && /^(https?:|mailto:)/.test(href);
			if (isForeign && element.getAttribute('rel') !== 'noopener noreferrer') found.push(`rel of ${href}`);
		}
		return found;
	});

/** Passes over everything, as a hand does that looks for something. */
const touchAll = (page: Page): Promise<void> =>
	page.evaluate(() => {
		for (const element of document.body.querySelectorAll('*'))
			for (const type of ['mouseover', 'pointerenter', 'focusin', 'toggle'])
				element.dispatchEvent(new Event(type, { bubbles: true }));
	});

describe.each(policies)('hostile text, $policy', ({ bypassCSP = false }) => {
	it('in notes, formulas, titles and lines runs nothing, fetches nothing and is shown as text', async () => {
		const { app, page, seen } = await watchedPage({ bypassCSP });
		const blocks = blockKinds.flatMap((kind) =>
			everything.map((md) => ({ kind, md: kind === 'term' ? `${md} :: ${md}` : md }))
		);
		const { lectureId } = await storeLecture(app, {
			title: markup[1] as string,
			lines: everything,
			sections: [
				...everything.map((title) => ({ title, blocks: [{ md: 'x' }] })),
				{ title: 'Blocks', blocks },
				{ title: 'Formulas', blocks: formulas.flatMap((tex) => inNotes(tex)) }
			]
		});
		await page.goto(`${app.url}/lectures/${lectureId}`);
		await page.getByRole('heading', { name: 'Formulas' }).waitFor();
		await until('the formulas', async () => (await page.locator('.katex').count()) > 5);
		await touchAll(page);
		expect(await strangers(page)).toEqual([]);
		expect(await page.locator('[data-line] p').allInnerTexts()).toContain(markup[1]);
		expect(
			await page
				.locator('section li')
				.getByText(markup[0] as string)
				.count()
		).toBeGreaterThan(0);
		await page.getByRole('button', { name: 'Contents' }).click();
		await page.getByRole('dialog').getByText('Terms').waitFor();
		await touchAll(page);
		expect(await strangers(page)).toEqual([]);
		await page.keyboard.press('Escape');
		await page.getByRole('button', { name: 'Edit', exact: true }).click();
		await page.getByRole('button', { name: 'Correct the line at 0:00' }).click();
		expect(await page.getByRole('textbox', { name: 'What was said' }).inputValue()).toBe(markup[0]);
		expect(await strangers(page)).toEqual([]);
		expect(await seen()).toEqual(nothing);
	});

	it('in questions and answers runs nothing, fetches nothing and is shown as text', async () => {
		const maths = formulas.filter((tex) => tex.length < 200).map((tex) => `so $$${tex}$$ and`);
		const answer = [
			...everything,
			...everything.map((md) => `- ${md} [s1]`),
			...maths,
			'[s1](javascript:ran(1))'
		];
		const half = answer.length / 2;
		const parts = [answer.slice(0, half), answer.slice(half)].map((part) => part.join('\n\n'));
		const server = await startLlmServer(({ n }) => answered(parts[n % 2] as string));
		const llm = { baseUrl: server.url, model: markup[1] as string };
		const { app, page, seen } = await watchedPage({ bypassCSP, llm });
		const { lectureId } = await storeLecture(app, { title: 'x', lines: everything, sections: [] });
		await page.goto(`${app.url}/lectures/${lectureId}`);
		await page.getByRole('tab', { name: 'Questions' }).click();
		const written = page.locator('[data-question]').getByText('Written by');
		for (const [at, question] of [markup[0] as string, everything.join(' ').slice(0, 2000)].entries()) {
			await page.getByRole('textbox', { name: 'Ask about' }).fill(question);
			await page.getByRole('button', { name: 'Ask', exact: true }).click();
			await until('the answer', async () => (await written.count()) === at + 1);
		}
		await until('the formulas', async () => (await page.locator('[data-question] .katex').count()) > 5);
		await touchAll(page);
		expect(await strangers(page)).toEqual([]);
		expect(await page.locator('[data-question] h3').first().innerText()).toContain(markup[0]);
		expect(await seen()).toEqual(nothing);
	});

	it('on slides and in the names of their files runs nothing, fetches nothing and is shown as text', async () => {
		const { app, page, seen } = await watchedPage({ bypassCSP });
		const { lectureId } = await storeLecture(app, { title: 'T', lines: everything, sections: [] });
		await page.goto(`${app.url}/lectures/${lectureId}`);
		const slides = everything.map((text) => ({ title: text, body: [text], notes: text }));
		const name = `${(markup[0] as string).replaceAll('/', '\u2215')}.pptx`;
		const files = [
			{ name, mimeType: 'text/plain', buffer: Buffer.from(pptxOf(slides)) },
			{ name, mimeType: 'text/plain', buffer: Buffer.from('no slides') }
		];
		await page.locator('input[type=file]').setInputFiles(files);
		await page.getByText('read this file as slides').waitFor();
		expect(await page.locator('[data-slide]').count()).toBe(slides.length);
		expect(await page.locator('[data-slide] h4').first().innerText()).toContain(markup[0]);
		await touchAll(page);
		expect(await strangers(page)).toEqual([]);
		expect(await seen()).toEqual(nothing);
	});

	it('in the titles of the list and the names of files runs nothing and fetches nothing', async () => {
		const { app, page, seen } = await watchedPage({ bypassCSP });
		for (const title of markup) await storeLecture(app, { title, lines: ['x'], sections: [] });
		await page.goto(app.url);
		await page
			.getByText(markup[1] as string)
			.first()
			.waitFor();
		expect(await strangers(page)).toEqual([]);
		await page.goto(`${app.url}/import`);
		const names = everything.map((name) => `${name.replaceAll('/', '\u2215')}.404take`);
		const files = names.map((name) => ({ name, mimeType: 'text/plain', buffer: Buffer.from('no take') }));
		await page.locator('input[type=file]').setInputFiles(files);
		await until(
			'the files to be refused',
			async () => (await page.locator('main li').count()) === files.length
		);
		expect(await strangers(page)).toEqual([]);
		expect(await seen()).toEqual(nothing);
	});
});

const inNotes = (tex: string) => [
	{ kind: 'formula' as const, md: tex },
	{ kind: 'bullet' as const, md: `so $$${tex}$$ and \\(${tex}\\)` }
];

describe('the watch itself', () => {
	/** One of them leads the page away, which ends the watch as well. */
	const planted = markup.filter((html) => !html.includes('refresh')).join('');
	it('sees a script that runs and a request that leaves', async () => {
		const { app, page, seen } = await watchedPage({ bypassCSP: true });
		await page.goto(app.url);
		await page.evaluate((html) => document.body.insertAdjacentHTML('beforeend', html), planted);
		await until('the scripts', async () => (await seen()).scripts.includes('img'));
		expect(await strangers(page)).toEqual(expect.arrayContaining(['img', 'iframe', 'img onerror']));
		expect((await seen()).foreign).toContain('https://evil.example/pixel.png');
	});

	it('sees what the policy stops', async () => {
		const { app, page, seen } = await watchedPage();
		await page.goto(app.url);
		await page.evaluate((html) => document.body.insertAdjacentHTML('beforeend', html), planted);
		await until('the reports', async () => (await seen()).reports.includes('img-src'));
		expect((await seen()).scripts).toEqual([]);
		expect((await seen()).reports).toEqual(
			expect.arrayContaining(['script-src-attr', 'img-src', 'style-src-elem'])
		);
	});
});
