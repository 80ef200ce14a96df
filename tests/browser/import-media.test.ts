import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import {
	launchBrowser,
	openPage,
	signInWith,
	transcriptOf,
	type LectureSummary
} from '../helpers/browser.ts';
import { opusFile, silentVideo } from '../helpers/media-files.ts';
import { freePort } from '../helpers/server-process.ts';
import { fixturePath, fixturePcm } from '../helpers/speech.ts';
import { temporaryDirectory } from '../helpers/temporary.ts';
import { until } from '../helpers/until.ts';
import { ensureBuilt, serve } from './at-hand.ts';

beforeAll(ensureBuilt);

const spoken = 'photosynthesis.slt.wav';
const spokenSamples = fixturePcm(spoken).length;

async function setUp() {
	const server = await serve(await temporaryDirectory(), await freePort());
	const browser = await launchBrowser();
	const { page, complaints } = await openPage(browser);
	await signInWith(page, server);
	await page.goto(`${server.url}/import`);
	return { server, page, complaints };
}

type PickedFile = { name: string; mimeType: string; buffer: Buffer };
const pick = (page: Page, ...files: PickedFile[]) => page.locator('input[type=file]').setInputFiles(files);

const lectures = (page: Page): Promise<LectureSummary[]> =>
	page.evaluate(async () => (await (await fetch('/api/lectures')).json()) as LectureSummary[]);

/** The lecture as soon as the server has it whole, and has written all of it down. */
const heard = (page: Page, title: string) =>
	until(
		`${title} to be written down`,
		async () => {
			const found = (await lectures(page)).find((each) => each.title === title);
			return (
				found && found.finishedAt !== null && found.utterances > 0 && found.backlogSamples === 0 && found
			);
		},
		120_000
	);

describe('importing audio and video', () => {
	it('a WAV and a WebM, one after the other, become lectures with words on the server', async () => {
		const { server, page, complaints } = await setUp();
		await pick(
			page,
			{ name: 'Plant_talk.wav', mimeType: 'audio/wav', buffer: await readFile(fixturePath(spoken)) },
			{ name: 'Second talk.webm', mimeType: 'video/webm', buffer: await opusFile('webm') }
		);
		const reader = await page.context().newPage();
		for (const title of ['Plant talk', 'Second talk']) {
			const { lectureId, durationSamples } = await heard(page, title);
			expect(Math.abs(durationSamples - spokenSamples)).toBeLessThan(16_000);
			await reader.goto(`${server.url}/lectures/${lectureId}`);
			await reader.locator('[data-line] p').first().waitFor();
			expect((await transcriptOf(reader)).join(' ')).toMatch(/light|plant|photo/i);
		}
		expect(complaints).toEqual([]);
	});

	it('an MP3 with a cover, an M4A in stereo and a film of a phone become lectures with words', async () => {
		const { server, page, complaints } = await setUp();
		await page
			.locator('input[type=file]')
			.setInputFiles(
				['with-cover.mp3', 'stereo.m4a', 'film.mov'].map((name) => fixturePath(`media/${name}`))
			);
		const reader = await page.context().newPage();
		for (const title of ['with-cover', 'stereo', 'film']) {
			const { lectureId, durationSamples } = await heard(page, title);
			expect(Math.abs(durationSamples - 15 * 16_000)).toBeLessThan(0.25 * 16_000);
			await reader.goto(`${server.url}/lectures/${lectureId}`);
			await reader.locator('[data-line] p').first().waitFor();
			expect((await transcriptOf(reader)).join(' ')).toMatch(/light|plant|photo/i);
		}
		expect(complaints).toEqual([]);
	});

	it('files from the field are heard whole: channels out of phase, a second track, a film whose sound begins late, odd MP3 and WAV', async () => {
		const { server, page, complaints } = await setUp();
		const lengthsS = {
			'i-inverted': 15,
			'v-2tracks (2)': 15,
			'v-delay': 20,
			'i-vbr': 12,
			'i-adpcm': 12,
			'j-datazero': 11
		};
		const names = [
			'i-inverted.m4a',
			'v-2tracks.mp4',
			'v-delay.mp4',
			'i-vbr.mp3',
			'i-adpcm.wav',
			'j-datazero.wav'
		];
		await page.locator('input[type=file]').setInputFiles(names.map((name) => fixturePath(`cases/${name}`)));
		await page.getByText('Track 2 of 2 was used.').waitFor();
		await page.getByText('The channels of this file cancel each other out.').waitFor();
		const reader = await page.context().newPage();
		for (const [title, lengthS] of Object.entries(lengthsS)) {
			const { lectureId, durationSamples } = await heard(page, title);
			expect(Math.abs(durationSamples / 16_000 - lengthS)).toBeLessThan(1.2);
			await reader.goto(`${server.url}/lectures/${lectureId}`);
			await reader.locator('[data-line] p').first().waitFor();
			expect((await transcriptOf(reader)).join(' ')).toMatch(/light|plant|photo|ask|country/i);
		}
		expect(await page.getByText('The file is damaged').count()).toBe(0);
		await page.getByRole('button', { name: 'Import Track 1 too' }).click();
		await page.getByText('Track 1 of 2 was used.').waitFor();
		expect(complaints).toEqual([]);
	});

	it('sound of a kind that no browser decodes is named, with advice that is none of another browser', async () => {
		const { page } = await setUp();
		const wma = Buffer.from('3026b2758e66cf11a6d900aa0062ce6c0000000000', 'hex');
		await pick(page, { name: 'talk.wma', mimeType: 'audio/x-ms-wma', buffer: wma });
		await page.getByText('The sound in this file is Windows Media (WMA)').waitFor();
		await page.getByText('Convert the file to MP3, M4A or WAV first').waitFor();
	});

	it('what has no sound in it is refused with words, and leaves no lecture behind', async () => {
		const { server, page } = await setUp();
		const text = Buffer.from('These are the minutes of our meeting. '.repeat(200));
		await pick(
			page,
			{ name: 'minutes.mp3', mimeType: 'audio/mpeg', buffer: text },
			{ name: 'silent.webm', mimeType: 'video/webm', buffer: await silentVideo() },
			{ name: 'nothing.m4a', mimeType: 'audio/mp4', buffer: Buffer.alloc(0) }
		);
		await page.getByText('This isn’t an audio or video file').waitFor();
		await page.getByText('This video has no sound.').waitFor();
		await page.getByText('This file is empty.').waitFor();
		await page.goto(server.url);
		await page.getByText('No lectures yet').waitFor();
	});

	it('of a file that is cut off, what can be read becomes a lecture, and is said to be the beginning only', async () => {
		const { page } = await setUp();
		const whole = await opusFile('webm');
		const buffer = whole.subarray(0, whole.length * 0.6);
		await pick(page, { name: 'cut.webm', mimeType: 'video/webm', buffer });
		await page.getByText(/The file is damaged after 3\d s\./).waitFor();
		const { durationSamples } = await heard(page, 'cut');
		expect(durationSamples).toBeGreaterThan(spokenSamples / 2);
		expect(durationSamples).toBeLessThan(spokenSamples * 0.65);
	});

	it('a long file is cancelled without a trace', async () => {
		const { server, page } = await setUp();
		await pick(page, { name: 'long.ogg', mimeType: 'audio/ogg', buffer: await opusFile('ogg', 60) });
		await page.getByText(/^[1-9]\d*%/).waitFor();
		await page.getByRole('button', { name: 'Cancel: long.ogg' }).click();
		await page.getByText('Cancelled. Nothing was kept.').waitFor();
		await page.goto(server.url);
		await page.getByText('No lectures yet').waitFor();
	});

	it('[L4] what a closed page had taken in is kept and sent, and the lecture says that it was cut off', async () => {
		const { server, page } = await setUp();
		await pick(page, { name: 'long.ogg', mimeType: 'audio/ogg', buffer: await opusFile('ogg', 60) });
		await page.getByText(/^[1-9]\d*%/).waitFor();
		const next = await page.context().newPage();
		await page.close({ runBeforeUnload: false });
		await next.goto(server.url);
		const lecture = await until('the beginning to be on the server', async () => {
			const [found] = await lectures(next);
			return found && found.durationSamples > 0 && found;
		});
		expect(lecture).toMatchObject({ title: 'long', finishedAt: null });
		await next.goto(`${server.url}/lectures/${lecture.lectureId}`);
		await next.getByText('The import was interrupted').waitFor();
		await next.getByRole('button', { name: 'End lecture' }).click();
		await until('the lecture to be ended', async () => (await lectures(next))[0]?.finishedAt !== null);
	});
});
