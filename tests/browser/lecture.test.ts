import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import {
	applyNoteOps,
	emptyNotes,
	outlineOf,
	sampleRate,
	utteranceId,
	type NoteOp,
	type Utterance
} from '#lib/protocol/index.ts';
import {
	launchBrowser,
	newestLecture,
	openPage,
	signInWith,
	transcriptOf,
	type LectureSummary
} from '../helpers/browser.ts';
import { freePort, startServer, type ServerProcess } from '../helpers/server-process.ts';
import { sampleLecturePath, samplesOfWav } from '../helpers/sound.ts';
import { fixtureText } from '../helpers/speech.ts';
import { temporaryDirectory } from '../helpers/temporary.ts';
import { until } from '../helpers/until.ts';
import { wordErrorRate } from '../helpers/wer.ts';

/** Its word error rate stands on the model's card under this name. */
const speech = 'photosynthesis.heart.wav';
const spokenSamples = samplesOfWav(sampleLecturePath).length;
/**
 * Percent of the words that a microphone, Opus, and marks at other places may cost: the small model reads other words
 * for every shift of a few samples.
 */
const margin = 10;
const root = join(import.meta.dirname, '../..');
const card = JSON.parse(readFileSync(join(root, 'models/sensevoice-nano/wer.json'), 'utf8')) as Record<
	string,
	number
>;

beforeAll(() => {
	if (!existsSync(join(root, 'build/200.html'))) throw new Error('the pages are not built: npm run build');
});

async function serve(options: { port?: number } = {}): Promise<ServerProcess & { dataDirectory: string }> {
	const dataDirectory = await temporaryDirectory();
	const server = await startServer({ dataDirectory, ...options });
	onTestFinished(async () => void (await server.kill('SIGKILL')));
	return { ...server, dataDirectory };
}

type Whole = {
	utterances: Utterance[];
	notes: NoteOp[];
	takes: { takeId: string; codec: string; samples: number; continues?: string }[];
};
type Health = { recognition: { answered: { speculative: number; final: number } } };
/** What was written down, in the order of the lecture. */
function textsOf({ takes, utterances }: Whole): string[] {
	const orderOf = (takeId: string) => takes.findIndex((take) => take.takeId === takeId);
	return [...utterances]
		.sort((a, b) => orderOf(a.takeId) - orderOf(b.takeId) || a.startSample - b.startSample)
		.flatMap(({ result }) => (result.kind === 'text' ? [result.text] : []));
}
const whole = (page: Page, id: string): Promise<Whole> =>
	page.evaluate(async (lectureId) => (await (await fetch(`/api/lectures/${lectureId}`)).json()) as Whole, id);

/** Waits until all of the speech and some silence is on the server, then stops, and waits for the last line. */
async function recordToTheEnd(page: Page): Promise<LectureSummary> {
	const newest = () => newestLecture(page);
	await until(
		'the whole speech to be stored',
		async () => ((await newest())?.durationSamples ?? 0) > spokenSamples + 3 * sampleRate,
		120_000
	);
	await page.getByRole('button', { name: 'Stop', exact: true }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Stop', exact: true }).click();
	return until('the lecture to be ready', async () => {
		const lecture = await newest();
		return lecture && lecture.finishedAt !== null && lecture.backlogSamples === 0 && lecture;
	});
}

describe('a lecture, from the microphone to the page', () => {
	it('is written down as well as the model’s card promises, gets notes whose citations resolve, and is the same after a reload', async () => {
		const server = await serve();
		const { page, complaints } = await openPage(await launchBrowser(sampleLecturePath));
		await signInWith(page, server);
		await page.getByRole('button', { name: 'Record', exact: true }).first().click();
		await page.waitForURL(/\/lectures\//);
		await page.locator('[data-line]').first().waitFor({ timeout: 60_000 });

		const lecture = await recordToTheEnd(page);
		const saved = await whole(page, lecture.lectureId);
		expect(saved.takes.map(({ codec }) => codec)).toEqual(['opus']);
		const { recognition } = (await (await fetch(`${server.url}/health`)).json()) as Health;
		expect(recognition.answered.speculative, 'pauses that were heard ahead (rule W11)').toBeGreaterThan(0);
		expect(recognition.answered.final, 'segments that were heard once they had ended').toBeLessThan(
			saved.utterances.length
		);
		const texts = textsOf(saved);
		await until(
			'every line to be on the page',
			async () => (await transcriptOf(page)).length === texts.length
		);
		const shown = await transcriptOf(page);
		const rate = wordErrorRate(fixtureText('photosynthesis.txt'), shown.join(' '));
		expect(rate).toBeLessThanOrEqual((card[speech] as number) + margin);

		const outline = outlineOf(applyNoteOps(emptyNotes, saved.notes));
		expect(outline.length).toBeGreaterThan(0);
		const known = new Set(saved.utterances.map(({ takeId, segment }) => utteranceId(takeId, segment)));
		const cited = outline.flatMap(({ blocks }) => blocks.flatMap(({ cites }) => cites));
		expect(cited.length).toBeGreaterThan(2);
		expect(cited.filter((id) => !known.has(id))).toEqual([]);
		await page.getByRole('heading', { name: outline[0]?.section.title as string }).waitFor();

		await page.reload();
		await until('the lines to be back', async () => (await transcriptOf(page)).length === shown.length);
		expect(await transcriptOf(page)).toEqual(shown);
		await page.goto(server.url);
		await page.getByRole('link', { name: lecture.title }).first().click();
		await until('the lines to be back', async () => (await transcriptOf(page)).length === shown.length);
		expect(await transcriptOf(page)).toEqual(shown);
		expect(complaints).toEqual([]);
	});

	it('loses nothing when the server is killed meanwhile: recording goes on, and the rest follows when it is back', async () => {
		const port = await freePort();
		const server = await serve({ port });
		const { page } = await openPage(await launchBrowser(sampleLecturePath));
		await signInWith(page, server);
		await page.getByRole('button', { name: 'Record', exact: true }).first().click();
		await page.locator('[data-line]').first().waitFor({ timeout: 60_000 });
		await server.kill('SIGKILL');
		await page.getByText('Offline').first().waitFor();
		await page.waitForTimeout(6_000);
		const restarted = await startServer({ dataDirectory: server.dataDirectory, port });
		onTestFinished(async () => void (await restarted.kill('SIGKILL')));
		const lecture = await recordToTheEnd(page);
		const saved = await whole(page, lecture.lectureId);
		// Far behind, it goes on in a take that continues the one before: no gap either way.
		const before = saved.takes.slice(0, -1).map(({ takeId }) => takeId);
		expect(saved.takes.slice(1).map(({ continues }) => continues)).toEqual(before);
		const texts = textsOf(saved);
		const rate = wordErrorRate(fixtureText('photosynthesis.txt'), texts.join(' '));
		expect(rate).toBeLessThanOrEqual((card[speech] as number) + margin);
		const sounds: Buffer[] = [];
		for (const { takeId, samples } of saved.takes) {
			const url = `${server.url}/api/lectures/${lecture.lectureId}/takes/${takeId}/audio.wav`;
			const pcm = (await (await page.request.get(url)).body()).subarray(44);
			expect(pcm.byteLength).toBe(samples * 2);
			sounds.push(pcm);
		}
		expect(longestSilenceSeconds(Buffer.concat(sounds))).toBeLessThan(2);
	});
});

describe('the sample', () => {
	it('lets words and notes grow within seconds of the first visit, on a phone', async () => {
		const server = await serve();
		const { page, complaints } = await openPage(await launchBrowser(), 'phone');
		await signInWith(page, server);
		await page.getByRole('button', { name: 'Try a sample' }).click();
		const partial = page.locator('p.text-transcript.text-ink-2');
		await partial.first().waitFor({ timeout: 30_000 });
		await page.locator('[data-line]').first().waitFor({ timeout: 45_000 });
		await page.getByRole('tab', { name: 'Notes' }).click();
		await page.getByRole('tabpanel').getByRole('listitem').first().waitFor({ timeout: 60_000 });
		expect(complaints).toEqual([]);
	});
});

describe('the home page', () => {
	it('loads at most 120 kB of JavaScript, compressed', async () => {
		const server = await serve();
		const { page } = await openPage(await launchBrowser());
		const scripts = new Set<string>();
		page.on('response', (response) => {
			if (/\.m?js$/.test(new URL(response.url()).pathname)) scripts.add(new URL(response.url()).pathname);
		});
		await signInWith(page, server);
		await page.waitForLoadState('networkidle');
		const bytes = [...scripts].reduce(
			(sum, path) => sum + gzipSync(readFileSync(join(root, 'build', path))).byteLength,
			0
		);
		expect(scripts.size).toBeGreaterThan(0);
		expect(bytes / 1000).toBeLessThanOrEqual(120);
	});
});

/** The longest run of digital zeros before the speech has ended. */
function longestSilenceSeconds(pcm: Buffer): number {
	let longest = 0;
	let run = 0;
	for (let sample = sampleRate; sample < spokenSamples; sample++) {
		run = pcm.readInt16LE(sample * 2) === 0 ? run + 1 : 0;
		longest = Math.max(longest, run);
	}
	return longest / sampleRate;
}
