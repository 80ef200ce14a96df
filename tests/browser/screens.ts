/**
 * Takes pictures of every screen, for looking at: `node tests/browser/screens.ts OUT_DIR [name …]`. Serves `build/` itself, or takes
 * a running app from APP_URL. The server is played (`screen-stage.ts`); the microphone is the browser's fake one.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import type { Engine, Load, TakeState } from '#lib/protocol/index.ts';
import { opusFile } from '../helpers/media-files.ts';
import { roomFor, silent, unpluggable } from './mishaps.ts';
import { drafted, suggested, fullEngine, gappedOf, lectureId } from './scene.ts';
import { showingsIn } from './scene-slides.ts';
import {
	asked,
	earlierNotes,
	live,
	scene,
	second,
	stage,
	startedAt,
	type Options,
	type Stage
} from './screen-stage.ts';
import { serveBuild } from './serve-build.ts';

const [outDirectory = 'tests/output/screens', ...wanted] = process.argv.slice(2);

const sizes = { phone: { width: 390, height: 844 }, laptop: { width: 1280, height: 800 } } as const;
type Size = keyof typeof sizes;
type Theme = 'light' | 'dark';

/** Presses Record, and lets the scene's words arrive. */
async function recordLive({ page, send, sockets }: Stage, lines: number): Promise<void> {
	await page.getByRole('button', { name: 'Record', exact: true }).click();
	await page.waitForURL('**/lectures/*');
	while (sockets.length === 0) await page.waitForTimeout(50);
	await page.waitForTimeout(1500);
	for (const utterance of live.utterances.slice(0, lines)) send({ type: 'utterance', utterance });
	send({ type: 'notes', revision: 60, ops: live.notes.slice(0, 6) });
	const next = live.utterances[lines];
	if (next) {
		const { takeId, segment, startSample } = next;
		send({
			type: 'hypothesis',
			takeId,
			segment,
			startSample,
			text: 'the second stage the plant takes carbon',
			committed: 'the second stage the plant'.length
		});
	}
	await page.waitForTimeout(500);
}

async function openNotes({ page }: Stage, base: string): Promise<void> {
	await page.goto(`${base}/lectures/${lectureId}`);
	await page.getByText('Are there any questions').waitFor();
	const tab = page.getByRole('tab', { name: 'Notes' });
	if (await tab.isVisible()) await tab.click();
	await page.locator('.katex').first().waitFor();
}

const llmEngine = { ...fullEngine, notes: 'llm' } as const;
/** The same lecture while nobody has ended it. */
const goingOn = { ...scene, lecture: { ...scene.lecture, finishedAt: null } };
const inChinese = `localStorage.setItem('preferences', '{"interfaceLanguage":"zh"}')`;

async function openStyle(context: BrowserContext, base: string, engine: Engine, before?: string) {
	const style = { template: 'default', language: 'lecture' } as const;
	const begun = { op: 'begin-version', version: earlierNotes.length, style } as const;
	const plays = { ...scene, notes: [begun, ...scene.notes] };
	const { page } = await stage(context, { engine, plays, ...(before && { before }) });
	await page.goto(`${base}/lectures/${lectureId}`);
	await page.getByText('Are there any questions').waitFor();
	await page.getByRole('button', { name: /^(More|更多)$/ }).click();
	await page.getByRole('menuitem', { name: /^(Note style|笔记样式)/ }).click();
	const sheet = page.getByRole('dialog');
	await sheet.getByRole('listitem').first().waitFor();
	return { page, sheet };
}

async function openQuestions(context: BrowserContext, base: string, options: Options): Promise<Page> {
	const { page } = await stage(context, { engine: { ...fullEngine, notes: 'llm' }, ...options });
	await page.goto(`${base}/lectures/${lectureId}`);
	await page.getByText('Are there any questions').first().waitFor();
	await page.getByRole('tab', { name: 'Questions' }).click();
	await page.getByText(/^Answers/).waitFor();
	await page.waitForTimeout(400);
	return page;
}

/** A recording while the server's recogniser does not keep up. */
async function loadedStage(context: BrowserContext, base: string, load: Load): Promise<Page> {
	const at = await stage(context, { engine: fullEngine });
	await at.page.goto(base);
	await recordLive(at, 5);
	at.send({ type: 'status', engine: fullEngine, backlogSamples: 14 * second, notedRevision: 60, load });
	await at.page.waitForTimeout(500);
	return at.page;
}

const shots: Record<string, (context: BrowserContext, base: string) => Promise<Page>> = {
	questions: (context, base) => openQuestions(context, base, { questions: asked.answered }),
	'questions-empty': (context, base) => openQuestions(context, base, {}),
	'questions-lines': (context, base) =>
		openQuestions(context, base, { engine: fullEngine, questions: asked.lines }),
	'questions-trouble': (context, base) => openQuestions(context, base, { questions: asked.trouble }),
	usage: async (context, base) => {
		const page = await openQuestions(context, base, {});
		await page.getByRole('button', { name: 'More', exact: true }).click();
		await page.getByRole('menuitem', { name: /AI usage/ }).click();
		await page.getByText('Tokens read').waitFor();
		return page;
	},
	'home-empty': async (context, base) => {
		const { page } = await stage(context, { lectures: [] });
		await page.goto(base);
		await page.getByText('No lectures yet').waitFor();
		return page;
	},
	'home-list': async (context, base) => {
		const { page } = await stage(context);
		await page.goto(base);
		await page.getByText('Biology 101').waitFor();
		return page;
	},
	'home-list-zh': async (context, base) => {
		const { page } = await stage(context, { before: inChinese });
		await page.goto(base);
		await page.getByText('Biology 101').waitFor();
		return page;
	},
	'home-offline': async (context, base) => {
		const { page, offline } = await stage(context);
		await offline();
		await page.goto(base);
		await page.getByText('can’t be reached').waitFor();
		return page;
	},
	live: async (context, base) => {
		const at = await stage(context);
		await at.page.goto(base);
		await recordLive(at, 9);
		return at.page;
	},
	'live-busy': async (context, base) => loadedStage(context, base, 'busy'),
	'live-overloaded': async (context, base) => loadedStage(context, base, 'overloaded'),
	'live-offline': async (context, base) => {
		const at = await stage(context);
		await at.page.goto(base);
		await recordLive(at, 5);
		await at.offline();
		await at.page.waitForTimeout(2500);
		return at.page;
	},
	'live-syncing': async (context, base) => {
		const at = await stage(context, { slow: [1] });
		await at.page.goto(base);
		await recordLive(at, 5);
		await at.offline();
		await at.page.waitForTimeout(14_000);
		at.online();
		await at.page.evaluate(() => dispatchEvent(new Event('online')));
		await at.page.waitForTimeout(8_000);
		await at.page.locator('summary').click();
		return at.page;
	},
	gaps: async (context, base) => {
		const { page } = await stage(context, { engine: fullEngine, plays: gappedOf(startedAt) });
		await page.goto(`${base}/lectures/${lectureId}`);
		await page.getByText('Good morning').first().waitFor();
		await page.locator('summary').click();
		await page.waitForTimeout(300);
		return page;
	},
	'live-elsewhere': async (context, base) => {
		const at = await stage(context);
		await at.page.goto(base);
		await recordLive(at, 3);
		await at.page.getByRole('link', { name: 'All lectures' }).click();
		await at.page.getByText('Biology 101').waitFor();
		return at.page;
	},
	'live-recovering': async (context, base) => {
		const at = await stage(context, { before: unpluggable });
		await at.page.goto(base);
		await recordLive(at, 7);
		await at.page.evaluate('unplug()');
		await at.page.getByText('Connect one').waitFor();
		return at.page;
	},
	'live-recovering-elsewhere': async (context, base) => {
		const at = await stage(context, { before: unpluggable });
		await at.page.goto(base);
		await recordLive(at, 3);
		await at.page.evaluate('unplug()');
		await at.page.getByText('Connect one').waitFor();
		await at.page.getByRole('link', { name: 'All lectures' }).click();
		await at.page.getByText('Biology 101').waitFor();
		return at.page;
	},
	'live-silent': async (context, base) => {
		const at = await stage(context, { before: silent });
		await at.page.goto(base);
		await recordLive(at, 7);
		await at.page.getByText('No sound for 15').waitFor();
		return at.page;
	},
	'live-little-room': async (context, base) => {
		const at = await stage(context, { before: roomFor(4_800_000) });
		await at.page.goto(base);
		await recordLive(at, 7);
		await at.page.getByText('almost full').waitFor();
		return at.page;
	},
	'home-little-room': async (context, base) => {
		const { page } = await stage(context, { before: roomFor(25_000_000) });
		await page.goto(base);
		await page.getByText('has space for').waitFor();
		return page;
	},
	'home-other-tab': async (context, base) => {
		const at = await stage(context);
		await at.page.goto(base);
		await recordLive(at, 3);
		const { page } = await stage(context);
		await page.goto(base);
		await page.getByText('Another tab is recording').waitFor();
		return page;
	},
	'lecture-other-tab': async (context, base) => {
		const at = await stage(context);
		await at.page.goto(base);
		await recordLive(at, 3);
		const { page } = await stage(context);
		await page.goto(at.page.url());
		await page.getByText('Another tab is recording').waitFor();
		return page;
	},
	'cut-off': async (context, base) => {
		const takes: TakeState[] = [];
		const at = await stage(context, { takes });
		await at.page.goto(base);
		await recordLive(at, 3);
		const url = at.page.url();
		await at.page.waitForTimeout(2000);
		await at.page.close();
		const next = await stage(context, { takes });
		await next.page.goto(url);
		await next.page.getByText('was interrupted').waitFor();
		return next.page;
	},
	'reloaded-offline': async (context, base) => {
		const takes: TakeState[] = [];
		const at = await stage(context, { takes });
		await at.page.goto(base);
		await recordLive(at, 3);
		await at.offline();
		await at.page.waitForTimeout(4000);
		const url = at.page.url();
		await at.page.close();
		const next = await stage(context, { takes });
		await next.offline();
		await next.page.goto(url);
		await next.page.getByText('was interrupted').waitFor();
		await next.page.getByText('only on this device').first().waitFor();
		return next.page;
	},
	stop: async (context, base) => {
		const at = await stage(context);
		await at.page.goto(base);
		await recordLive(at, 3);
		await at.page.getByRole('button', { name: 'Stop' }).click();
		return at.page;
	},
	finished: async (context, base) => {
		const { page } = await stage(context);
		await page.goto(`${base}/lectures/${lectureId}`);
		await page.getByText('Are there any questions').waitFor();
		return page;
	},
	'finished-notes': async (context, base) => {
		const { page } = await stage(context, { engine: fullEngine });
		await page.goto(`${base}/lectures/${lectureId}`);
		const tab = page.getByRole('tab', { name: 'Notes' });
		await page.getByText('Are there any questions').waitFor();
		if (await tab.isVisible()) await tab.click();
		return page;
	},
	'finished-cited': async (context, base) => {
		const { page } = await stage(context, { engine: fullEngine });
		await page.goto(`${base}/lectures/${lectureId}`);
		const tab = page.getByRole('tab', { name: 'Notes' });
		await page.getByText('Are there any questions').waitFor();
		if (await tab.isVisible()) await tab.click();
		await page.getByRole('button', { name: /^Hear/ }).nth(2).click();
		await page.locator('summary').click();
		await page.waitForTimeout(300);
		return page;
	},
	editing: async (context, base) => {
		const at = await stage(context, { engine: fullEngine });
		await openNotes(at, base);
		await at.page.getByRole('button', { name: 'Edit', exact: true }).click();
		await at.page.getByText('Water is split, and oxygen leaves the plant as waste.').last().click();
		return at.page;
	},
	'editing-menu': async (context, base) => {
		const at = await stage(context, { engine: fullEngine });
		await openNotes(at, base);
		await at.page.getByRole('button', { name: 'Edit', exact: true }).click();
		await at.page.getByRole('button', { name: 'More options for this note' }).nth(2).click();
		return at.page;
	},
	'editing-line': async (context, base) => {
		const { page } = await stage(context, { engine: fullEngine });
		await page.goto(`${base}/lectures/${lectureId}`);
		await page.getByRole('button', { name: 'Edit', exact: true }).click();
		await page
			.getByRole('button', { name: /Correct the line/ })
			.nth(1)
			.click();
		return page;
	},
	contents: async (context, base) => {
		const at = await stage(context, { engine: fullEngine });
		await openNotes(at, base);
		await at.page.getByRole('button', { name: 'Contents' }).click();
		return at.page;
	},
	tasks: async (context, base) => {
		const at = await stage(context, { engine: fullEngine });
		await openNotes(at, base);
		await at.page.getByRole('button', { name: /^Tasks/ }).click();
		return at.page;
	},
	important: async (context, base) => {
		const at = await stage(context, { engine: fullEngine });
		await openNotes(at, base);
		await at.page.getByRole('button', { name: /^Important/ }).click();
		return at.page;
	},
	'notes-ticked': async (context, base) => {
		const at = await stage(context, { engine: fullEngine });
		await openNotes(at, base);
		await at.page.getByRole('checkbox').last().scrollIntoViewIfNeeded();
		return at.page;
	},
	'catch-up': async (context, base) => {
		const at = await stage(context, { engine: fullEngine });
		await openNotes(at, base);
		await at.page.getByRole('button', { name: 'Catch me up' }).click();
		await at.page.getByRole('radio', { name: '2', exact: true }).check({ force: true });
		return at.page;
	},
	'notes-growing': async (context, base) => {
		const at = await stage(context, { engine: fullEngine });
		await openNotes(at, base);
		at.send({ type: 'notes-draft', ops: drafted });
		await at.page.getByText('The light stage happens').waitFor();
		return at.page;
	},
	suggestion: async (context, base) => {
		const at = await stage(context, { engine: fullEngine });
		await openNotes(at, base);
		at.send({ type: 'notes', revision: 101, ops: suggested });
		await at.page.getByText('Suggested change').waitFor();
		return at.page;
	},
	slides: async (context, base) => {
		const { page } = await stage(context, { engine: fullEngine, showings: showingsIn(scene) });
		await page.goto(`${base}/lectures/${lectureId}`);
		await page.getByRole('tab', { name: 'Slides' }).click();
		await page.getByText('Where it happens').waitFor();
		return page;
	},
	'slides-heard': async (context, base) => {
		const { page } = await stage(context, { engine: fullEngine, showings: showingsIn(scene) });
		await page.goto(`${base}/lectures/${lectureId}`);
		await page.getByRole('tab', { name: 'Slides' }).click();
		await page.getByRole('button', { name: 'Play what was said about slide 3' }).click();
		const tab = page.getByRole('tab', { name: 'Slides' });
		if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
		await page.getByRole('button', { name: 'Slide 5 is on now' }).waitFor();
		return page;
	},
	'slides-live': async (context, base) => {
		const at = await stage(context, { engine: fullEngine, showings: showingsIn(live, 8) });
		await at.page.goto(base);
		await recordLive(at, 8);
		await at.page.getByRole('tab', { name: 'Slides' }).click();
		await at.page.waitForTimeout(300);
		return at.page;
	},
	'slides-refused': async (context, base) => {
		const { page } = await stage(context, { engine: fullEngine, showings: showingsIn(scene) });
		await page.goto(`${base}/lectures/${lectureId}`);
		await page.getByRole('tab', { name: 'Slides' }).click();
		const file = {
			name: 'Exam answers.pptx',
			mimeType: 'application/octet-stream',
			buffer: Buffer.from('PK')
		};
		await page.locator('input[type=file]').setInputFiles(file);
		await page.getByText('has a password').waitFor();
		return page;
	},
	'slides-set': async (context, base) => {
		const { page } = await stage(context, { engine: fullEngine, showings: showingsIn(scene) });
		await page.goto(`${base}/lectures/${lectureId}`);
		await page.getByRole('tab', { name: 'Slides' }).click();
		await page.locator('[data-slide="7"]').scrollIntoViewIfNeeded();
		await page.getByText('Set manually').waitFor();
		return page;
	},
	'slides-late': async (context, base) => {
		const { page } = await stage(context, { engine: llmEngine, showings: showingsIn(scene) });
		await page.goto(`${base}/lectures/${lectureId}`);
		await page.getByRole('tab', { name: 'Slides' }).click();
		const file = { name: 'Week 4.pptx', mimeType: 'application/octet-stream', buffer: Buffer.from('PK') };
		await page.locator('input[type=file]').setInputFiles(file);
		await page.getByText('written before the slides were added').waitFor();
		return page;
	},
	'slides-pictures': async (context, base) => {
		const { page } = await stage(context, { engine: fullEngine, showings: showingsIn(scene) });
		await page.goto(`${base}/lectures/${lectureId}`);
		await page.getByRole('tab', { name: 'Slides' }).click();
		await page.getByText('Microscope').scrollIntoViewIfNeeded();
		await page.getByRole('img', { name: 'Picture of slide 2' }).scrollIntoViewIfNeeded();
		await page.waitForTimeout(300);
		return page;
	},
	'slides-remove': async (context, base) => {
		const { page } = await stage(context, { engine: fullEngine, showings: showingsIn(scene) });
		await page.goto(`${base}/lectures/${lectureId}`);
		await page.getByRole('tab', { name: 'Slides' }).click();
		await page.getByRole('button', { name: 'Remove Week 4' }).click();
		return page;
	},
	export: async (context, base) => {
		const { page } = await stage(context, { questions: asked.answered, showings: showingsIn(scene) });
		await page.goto(`${base}/lectures/${lectureId}`);
		await page.getByText('Are there any questions').waitFor();
		await page.getByRole('button', { name: 'More', exact: true }).click();
		await page.getByRole('menuitem', { name: 'Export' }).click();
		await page.getByRole('checkbox', { name: 'Questions', exact: true }).waitFor();
		return page;
	},
	'export-subtitles': async (context, base) => {
		const { page } = await stage(context);
		await page.goto(`${base}/lectures/${lectureId}`);
		await page.getByText('Are there any questions').waitFor();
		await page.getByRole('button', { name: 'More', exact: true }).click();
		await page.getByRole('menuitem', { name: 'Export' }).click();
		await page.getByLabel('SRT subtitles').check();
		return page;
	},
	menu: async (context, base) => {
		const { page } = await stage(context);
		await page.goto(`${base}/lectures/${lectureId}`);
		await page.getByText('Are there any questions').waitFor();
		await page.getByRole('button', { name: 'More' }).click();
		return page;
	},
	terms: async (context, base) => {
		const { page } = await stage(context, { plays: goingOn });
		await page.goto(`${base}/lectures/${lectureId}`);
		await page.getByText('Are there any questions').waitFor();
		await page.getByRole('button', { name: 'More' }).click();
		await page.getByRole('menuitem', { name: 'Vocabulary' }).click();
		await page
			.getByRole('textbox', { name: 'Vocabulary' })
			.fill('chloroplast\nthylakoid\nCalvin cycle\n光合作用');
		return page;
	},
	'menu-zh': async (context, base) => {
		const { page } = await stage(context, { before: inChinese, plays: goingOn });
		await page.goto(`${base}/lectures/${lectureId}`);
		await page.getByText('Are there any questions').waitFor();
		await page.getByRole('button', { name: '更多', exact: true }).click();
		return page;
	},
	'notes-kind': async (context, base) => {
		const { page } = await openStyle(context, base, llmEngine);
		return page;
	},
	'notes-kind-zh': async (context, base) => {
		const { page } = await openStyle(context, base, llmEngine, inChinese);
		return page;
	},
	'notes-kind-own-words': async (context, base) => {
		const { page, sheet } = await openStyle(context, base, llmEngine);
		await sheet.getByLabel('Note style').selectOption('free');
		await sheet.getByRole('textbox').fill('Only what can be asked in the examination.');
		return page;
	},
	'notes-kind-no-model': async (context, base) => {
		const { page } = await openStyle(context, base, fullEngine);
		return page;
	},
	'notes-versions': async (context, base) => {
		const { page, sheet } = await openStyle(context, base, llmEngine);
		await sheet.getByRole('listitem').last().scrollIntoViewIfNeeded();
		return page;
	},
	'notes-earlier': async (context, base) => {
		const { page, sheet } = await openStyle(context, base, llmEngine);
		await sheet.getByRole('button', { name: 'View version 2' }).click();
		await page.getByRole('dialog').locator('.katex').first().waitFor();
		return page;
	},
	'notes-earlier-zh': async (context, base) => {
		const { page, sheet } = await openStyle(context, base, llmEngine, inChinese);
		await sheet.getByRole('button', { name: '查看第 2 版' }).click();
		await page.getByRole('dialog').locator('.katex').first().waitFor();
		return page;
	},
	missing: async (context, base) => {
		const { page } = await stage(context, { known: false });
		await page.goto(`${base}/lectures/${lectureId}`);
		await page.getByText('This lecture doesn’t exist').waitFor();
		return page;
	},
	'sign-in': async (context, base) => {
		const { page } = await stage(context, { signedIn: false });
		await page.goto(`${base}/sign-in#used-code`);
		await page
			.getByRole('alert')
			.getByText(/sign|link|key/i)
			.waitFor();
		return page;
	},
	settings: async (context, base) => {
		const { page } = await stage(context);
		await page.goto(`${base}/settings`);
		await page.getByText('sensevoice-nano').waitFor();
		return page;
	},
	'settings-zh': async (context, base) => {
		const { page } = await stage(context, { before: inChinese });
		await page.goto(`${base}/settings`);
		await page.waitForTimeout(500);
		return page;
	},
	'settings-device-refused': async (context, base) => {
		const recogniser = { ...fullEngine.recogniser, refusedDevice: 'cuda' };
		const { page } = await stage(context, { engine: { ...fullEngine, recogniser } });
		await page.goto(`${base}/settings`);
		await page.getByText('npm run doctor').scrollIntoViewIfNeeded();
		return page;
	},
	'language-model': async (context, base) => {
		const { page } = await stage(context, { model: 'kept' });
		await page.goto(`${base}/settings`);
		await page.getByRole('button', { name: 'Test' }).click();
		await page.getByText('Notes will work').waitFor();
		await page.getByRole('heading', { name: 'Notes by a language model' }).scrollIntoViewIfNeeded();
		return page;
	},
	'language-model-weak': async (context, base) => {
		const { page } = await stage(context, { model: 'weak' });
		await page.goto(`${base}/settings`);
		await page.getByRole('button', { name: 'Test' }).click();
		await page.getByText('Notes will work in part').scrollIntoViewIfNeeded();
		return page;
	},
	'language-model-weak-zh': async (context, base) => {
		const { page } = await stage(context, { model: 'weak', before: inChinese });
		await page.goto(`${base}/settings`);
		await page.getByRole('button', { name: '测试' }).click();
		await page.getByText('笔记部分可用').scrollIntoViewIfNeeded();
		return page;
	},
	'language-model-testing': async (context, base) => {
		const { page } = await stage(context, { model: 'slow' });
		await page.goto(`${base}/settings`);
		await page.getByRole('button', { name: 'Test' }).click();
		await page.getByText('reaching the model').scrollIntoViewIfNeeded();
		return page;
	},
	'language-model-cuts-short': async (context, base) => {
		const { page } = await stage(context, { model: 'cuts-short' });
		await page.goto(`${base}/settings`);
		await page.getByText('cut off long requests').scrollIntoViewIfNeeded();
		return page;
	},
	'language-model-form': async (context, base) => {
		const { page } = await stage(context, { model: 'refused' });
		await page.goto(`${base}/settings`);
		await page.getByRole('button', { name: 'Change' }).click();
		await page.getByText('Price and limit').click();
		await page.getByRole('button', { name: 'Test' }).click();
		await page.getByText('The key was refused').waitFor();
		await page.getByRole('heading', { name: 'Notes by a language model' }).scrollIntoViewIfNeeded();
		return page;
	},
	'language-model-seen': async (context, base) => {
		const { page } = await stage(context, { admin: false });
		await page.goto(`${base}/settings`);
		await page.getByText('deepseek-flash at').scrollIntoViewIfNeeded();
		return page;
	},
	'lecture-not-here': async (context, base) => {
		const { page, offline } = await stage(context);
		await offline();
		await page.goto(`${base}/lectures/${lectureId}`);
		await page.getByText('is on this device').waitFor();
		return page;
	},
	update: async (context, base) => {
		const { page } = await stage(context);
		await page.goto(base);
		await page.getByText('Biology 101').waitFor();
		await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
		await page.getByRole('button', { name: 'Reload' }).waitFor();
		return page;
	},
	'lecture-update': async (context, base) => {
		const { page } = await stage(context);
		await page.goto(`${base}/lectures/${lectureId}`);
		await page.getByText('Are there any questions').waitFor();
		await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
		await page.getByRole('button', { name: 'Reload' }).waitFor();
		return page;
	},
	install: async (context, base) => {
		const { page } = await stage(context);
		await page.goto(`${base}/settings`);
		await page.getByText('sensevoice-nano').waitFor();
		await page.evaluate(() => dispatchEvent(new Event('beforeinstallprompt', { cancelable: true })));
		await page.getByRole('button', { name: 'Install' }).scrollIntoViewIfNeeded();
		return page;
	},
	import: async (context, base) => {
		const { page } = await stage(context);
		await page.goto(`${base}/import`);
		await page.getByText('Choose files').waitFor();
		return page;
	},
	'import-busy': async (context, base) => {
		const { page } = await stage(context);
		await page.goto(`${base}/import`);
		const long = await opusFile('ogg', 20);
		await page.locator('input[type=file]').setInputFiles([
			{ name: 'minutes.mp3', mimeType: 'audio/mpeg', buffer: Buffer.from('Minutes. '.repeat(500)) },
			{ name: 'Opening.webm', mimeType: 'video/webm', buffer: await opusFile('webm') },
			{ name: 'Quantum mechanics, 3rd lecture.ogg', mimeType: 'audio/ogg', buffer: long },
			{ name: 'Seminar.ogg', mimeType: 'audio/ogg', buffer: long }
		]);
		await page.getByText(/% · about/).waitFor({ timeout: 90_000 });
		return page;
	},
	'import-cut-off': async (context, base) => {
		const takes: TakeState[] = [];
		const at = await stage(context, { takes });
		await at.page.goto(`${base}/import`);
		const long = await opusFile('ogg', 20);
		const files = [{ name: 'Quantum mechanics.ogg', mimeType: 'audio/ogg', buffer: long }];
		await at.page.locator('input[type=file]').setInputFiles(files);
		await at.page.getByText(/^[1-9]\d*%/).waitFor({ timeout: 90_000 });
		await at.page.close();
		const next = await stage(context, { takes, lectures: [] });
		await next.page.goto(base);
		await next.page.getByText('Quantum mechanics').click();
		await next.page.getByText('The import was interrupted').waitFor();
		return next.page;
	},
	'not-found': async (context, base) => {
		const { page } = await stage(context);
		await page.goto(`${base}/nowhere`);
		await page.getByText('This page doesn’t exist').waitFor();
		return page;
	}
};

async function take(browser: Browser, base: string, name: string, size: Size, theme: Theme): Promise<void> {
	const context = await browser.newContext({
		viewport: sizes[size],
		colorScheme: theme,
		locale: 'en-GB',
		timezoneId: 'UTC',
		deviceScaleFactor: size === 'phone' ? 2 : 1,
		hasTouch: size === 'phone',
		permissions: ['microphone'],
		reducedMotion: 'reduce',
		// It would hide the server that is played.
		serviceWorkers: name.endsWith('update') ? 'allow' : 'block'
	});
	const shot = shots[name];
	if (!shot) throw new Error(`no such screen: ${name}`);
	const file = join(outDirectory, `${name}-${size}-${theme}.png`);
	try {
		const page = await shot(context, base);
		const fullPage = name.startsWith('settings') || name.startsWith('language-model');
		await page.evaluate(() => document.fonts.ready);
		await page.screenshot({ path: file, fullPage });
		process.stdout.write(`${file}\n`);
	} catch (error) {
		process.exitCode = 1;
		process.stderr.write(`${file}: ${error instanceof Error ? error.message : String(error)}\n`);
	} finally {
		await context.close();
	}
}

await mkdir(outDirectory, { recursive: true });
const served = process.env['APP_URL'] ? undefined : await serveBuild();
const base = process.env['APP_URL'] ?? (served?.url as string);
const browser = await chromium.launch({
	executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
	args: [
		'--no-sandbox',
		'--disable-gpu',
		'--autoplay-policy=no-user-gesture-required',
		'--use-fake-ui-for-media-stream',
		'--use-fake-device-for-media-stream'
	]
});
for (const name of wanted.length > 0 ? wanted : Object.keys(shots))
	for (const size of ['laptop', 'phone'] as const)
		for (const theme of ['light', 'dark'] as const) await take(browser, base, name, size, theme);
await browser.close();
served?.close();
