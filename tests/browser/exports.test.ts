import { readFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../helpers/browser.ts';
import { startAppWithPages } from '../helpers/pages-of-app.ts';
import { storeLecture } from '../helpers/stored-lecture.ts';
import { temporaryDirectory } from '../helpers/temporary.ts';
import { ensureBuilt } from './at-hand.ts';

beforeAll(ensureBuilt);

const lines = readFileSync(new URL('../fixtures/cases/t-export.txt', import.meta.url), 'utf8')
	.split('\n')
	.filter(Boolean)
	.map((line) => line.trim());
const sections = [{ title: 'Swaps', blocks: [{ md: '这是**“重点”**内容', cites: [1] }] }];

async function openExport(): Promise<Page> {
	const { app, signedIn } = await startAppWithPages();
	const { lectureId } = await storeLecture(app, { title: 'A/B: swaps', lines, sections });
	const context = await signedIn(await launchBrowser(), { viewport: { width: 390, height: 800 } });
	const page = await context.newPage();
	await page.goto(`${app.url}/lectures/${lectureId}`);
	await page.locator('[data-line]').first().waitFor();
	return page;
}

/** Exports the lecture on screen; gives the file's name and text. */
async function exported(page: Page, format: string, without: readonly string[] = []) {
	await page.getByRole('button', { name: 'More', exact: true }).click();
	await page.getByRole('menuitem', { name: 'Export' }).click();
	const dialog = page.getByRole('dialog', { name: 'Export' });
	await dialog.getByLabel(format).check();
	for (const part of without) await dialog.getByLabel(part).uncheck();
	const downloading = page.waitForEvent('download');
	await dialog.getByRole('button', { name: 'Save file' }).click();
	const download = await downloading;
	await dialog.waitFor({ state: 'hidden' });
	const path = join(await temporaryDirectory(), 'exported');
	await download.saveAs(path);
	return { name: download.suggestedFilename(), text: await readFile(path, 'utf8') };
}

/** What the browser's own player reads of a file of subtitles. */
const cuesIn = (page: Page, vtt: string) =>
	page.evaluate(async (text) => {
		const video = document.createElement('video');
		const track = document.createElement('track');
		track.default = true;
		track.src = URL.createObjectURL(new Blob([text], { type: 'text/vtt' }));
		video.append(track);
		document.body.append(video);
		track.track.mode = 'hidden';
		await new Promise((resolve, reject) => {
			track.onload = resolve;
			track.onerror = reject;
		});
		return [...(track.track.cues ?? [])].map((cue) => (cue as VTTCue).getCueAsHTML().textContent ?? '');
	}, vtt);

const letters = (texts: readonly string[]) => texts.join('').replace(/\s/g, '');

describe('a lecture is exported', () => {
	it('as Markdown with the parts that were chosen, and as subtitles that the browser shows as it was said', async () => {
		const page = await openExport();
		const whole = await exported(page, 'Markdown');
		expect(whole.name).toBe('A B swaps.md');
		expect(whole.text).toContain(
			'## Transcript\n\n**0:00** The important method returns a MyValue\\<String>'
		);
		expect(whole.text).toContain('- 这是“**重点**”内容 (0:04)');
		const notes = await exported(page, 'Plain text', ['Transcript']);
		expect(notes.text).toContain('Swaps\n\n- 这是“重点”内容 (0:04)\n');
		expect(notes.text).not.toContain('MyValue');
		const { text } = await exported(page, 'VTT subtitles');
		expect(letters(await cuesIn(page, text))).toBe(letters(lines));
	});
});
