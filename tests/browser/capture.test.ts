import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { segmentsOf, type Mark } from '#lib/protocol/index.ts';
import {
	launchWithMicrophone,
	openCapturePage,
	openTab,
	serveCapturePage,
	untilTrue
} from './capture-harness.ts';

type View = {
	state: { kind: string };
	capturedSamples: number;
	detector: string;
	missingFrames: number;
	warnings: string[];
};
type Disk = {
	take: {
		takeId: string;
		number: number;
		startedAt: number;
		continues?: string;
		gap?: string;
		samples: number;
		marks: number;
		closed: boolean;
	};
	blocks: [number, number][];
	marks: Mark[];
	pcm: number[];
};

const fixture = resolve(import.meta.dirname, '../fixtures/photosynthesis.slt.wav');
const sample = resolve(import.meta.dirname, '../fixtures/jfk.wav');
const second = 16_000;
const pauseMs = 3000;

let site: Awaited<ReturnType<typeof serveCapturePage>>;
let browser: Browser;

beforeAll(async () => {
	site = await serveCapturePage();
	browser = await launchWithMicrophone(fixture);
});
afterAll(async () => {
	await browser?.close();
	await site?.close();
});

const call = <T>(page: Page, expression: string) => page.evaluate(`harness.${expression}`) as Promise<T>;
const view = (page: Page) => call<View>(page, 'view()');
/** Waits until so much sound is on disk. */
const captured = (page: Page, samples: number) =>
	untilTrue(page, `harness.view().capturedSamples >= ${samples}`);

async function record(page: Page, source: object, during: () => Promise<unknown>): Promise<Disk[]> {
	await call(page, `start(${JSON.stringify(source)})`);
	expect(await view(page)).toMatchObject({ state: { kind: 'recording' } });
	await during();
	await call(page, 'stop()');
	return call<Disk[]>(page, 'disk()');
}

function expectContiguous({ take, blocks, pcm }: Disk): void {
	let end = 0;
	for (const [firstSample, sampleCount] of blocks) {
		expect(firstSample).toBe(end);
		end += sampleCount;
	}
	expect(end).toBe(take.samples);
	expect(pcm).toHaveLength(take.samples);
	expect(take.closed).toBe(true);
}

function spokenSamples({ marks }: Disk): number {
	return segmentsOf(marks).reduce((sum, segment) => sum + segment.endSample - segment.startSample, 0);
}

const microphone = { kind: 'microphone', processing: 'hall' };

describe('capture in a real browser', () => {
	it('loses nothing while the page is blocked for 5 s, and marks the speech', async () => {
		const page = await openCapturePage(browser, site.url);
		const [disk] = await record(page, microphone, async () => {
			await captured(page, 5 * second);
			await call(page, 'block(5000)');
			await captured(page, 15 * second);
		});
		expect(await view(page)).toMatchObject({
			state: { kind: 'stopped' },
			detector: 'silero',
			missingFrames: 0
		});
		expectContiguous(disk as Disk);
		expect(disk?.take.samples).toBeGreaterThanOrEqual(15 * second);
		expect(spokenSamples(disk as Disk) / (disk as Disk).take.samples).toBeGreaterThan(0.5);
		expect(disk?.marks.at(-1)?.kind).toBe('speech-end');
		await page.context().close();
	});

	it('records on with loudness in its place when the speech model cannot be loaded', async () => {
		const page = await openCapturePage(browser, site.url);
		await page.context().route('**/*.onnx', (route) => route.fulfill({ status: 404 }));
		const warnings: string[] = [];
		const [disk] = await record(page, microphone, async () => {
			await captured(page, 6 * second);
			warnings.push(...(await view(page)).warnings);
		});
		expect(warnings).toContain('detector-fell-back');
		expect((await view(page)).detector).toBe('energy');
		expectContiguous(disk as Disk);
		expect(spokenSamples(disk as Disk)).toBeGreaterThan(second);
		await page.context().close();
	});

	it('records at the rate of the device where the browser gives no other, through our own resampler', async () => {
		const page = await openCapturePage(browser, site.url, {
			before: `AudioContext = class extends AudioContext {
				constructor(options) {
					if (options.sampleRate) throw new DOMException('', 'NotSupportedError');
					super(options);
				}
			}`
		});
		const [disk] = await record(page, microphone, () => captured(page, 8 * second));
		expect((await view(page)).detector).toBe('silero');
		expectContiguous(disk as Disk);
		expect(spokenSamples(disk as Disk) / (disk as Disk).take.samples).toBeGreaterThan(0.5);
		await page.context().close();
	});

	it('closes a take at a pause, begins the next when it goes on, and drops only what is acknowledged (L1)', async () => {
		const page = await openCapturePage(browser, site.url);
		const takes = await record(page, microphone, async () => {
			await captured(page, second);
			await call(page, 'pause()');
			expect((await view(page)).state.kind).toBe('paused');
			const { capturedSamples } = await view(page);
			await call(page, 'resume()');
			await captured(page, capturedSamples + second);
		});
		expect(takes).toHaveLength(2);
		takes.forEach(expectContiguous);
		await call(page, 'acknowledge(0, 3000)');
		const [first, next] = await call<Disk[]>(page, 'disk()');
		expect(first?.blocks[0]).toEqual([2560, 2560]);
		expect(next?.blocks).toEqual(takes[1]?.blocks);
		await page.context().close();
	});

	it('refuses to record in a second tab', async () => {
		const first = await openCapturePage(browser, site.url);
		const second = await openTab(await first.context().newPage(), site.url);
		await call(first, `start(${JSON.stringify(microphone)})`);
		await call(second, `start(${JSON.stringify(microphone)})`);
		expect((await view(second)).state).toEqual({ kind: 'failed', problem: 'other-tab-records' });
		await call(first, 'stop()');
		await call(second, `start(${JSON.stringify(microphone)})`);
		expect((await view(second)).state.kind).toBe('recording');
		await first.context().close();
	});

	it('plays a sample along the way of a microphone, and ends by itself at its end', async () => {
		const page = await openCapturePage(browser, site.url, { codec: 'pcm_s16le' });
		await call(page, `start({ kind: 'sample', url: harness.sampleUrl, name: 'Speech' })`);
		await untilTrue(page, `harness.view().state.kind === 'stopped'`, 90_000);
		const [disk] = await call<Disk[]>(page, 'disk()');
		expectContiguous(disk as Disk);
		expect(differenceOf(disk?.pcm ?? [], soundOf(sample))).toBeLessThanOrEqual(1);
		await page.context().close();
	});

	it('splits a recording in silence and in speech, without losing or doubling a sample (W4)', async () => {
		const page = await openCapturePage(browser, site.url, { codec: 'pcm_s16le' });
		const next = (samples: number) => captured(page, samples);
		await call(page, `start({ kind: 'sample', url: harness.sampleUrl, name: 'Speech' })`);
		// Before the first word, and in the middle of the longest run of speech.
		await call(page, 'split()');
		await untilTrue(page, `harness.disk().then((takes) => takes.length === 2)`);
		await untilTrue(page, 'harness.view().speaking');
		const { capturedSamples } = await view(page);
		await call(page, 'split()');
		await next(capturedSamples + 6 * second);
		await untilTrue(page, `harness.view().state.kind === 'stopped'`, 90_000);
		const takes = await call<Disk[]>(page, 'disk()');
		takes.forEach(expectContiguous);
		expect(takes).toHaveLength(3);
		takes.slice(1).forEach(({ take }, n) => {
			const before = takes[n]!.take;
			expect(take).toMatchObject({ continues: before.takeId, number: before.number + 1 });
			expect(take.startedAt).toBe(before.startedAt + (before.samples * 1000) / second);
		});
		const joined = takes.flatMap(({ pcm }) => pcm);
		expect(differenceOf(joined, soundOf(sample))).toBeLessThanOrEqual(1);
		expect(placeOf(joined, soundOf(sample))).not.toBeNaN();
		expect((await view(page)).capturedSamples).toBe(joined.length);
		await page.context().close();
	});

	it('holds a sample while it is paused, and goes on where it stopped, as a new take', async () => {
		const page = await openCapturePage(browser, site.url, { codec: 'pcm_s16le' });
		await call(page, `start({ kind: 'sample', url: harness.sampleUrl, name: 'Speech' })`);
		await captured(page, 3 * second);
		await call(page, 'pause()');
		expect((await view(page)).state).toEqual({ kind: 'paused' });
		await page.evaluate(`new Promise((resolve) => setTimeout(resolve, ${pauseMs}))`);
		await call(page, 'resume()');
		expect((await view(page)).state.kind).toBe('recording');
		await untilTrue(page, `harness.view().state.kind === 'stopped'`, 90_000);
		const takes = await call<Disk[]>(page, 'disk()');
		takes.forEach(expectContiguous);
		const original = soundOf(sample);
		const [first, next] = takes.map(({ pcm }) => ({ pcm, at: placeOf(pcm, original) }));
		const missedBetween = next!.at - (first!.at + first!.pcm.length);
		const missedAtEnd = Math.max(0, original.length - (next!.at + next!.pcm.length));
		expect(takes).toHaveLength(2);
		expect(missedBetween).toBeGreaterThanOrEqual(0);
		// The sample's clock runs for a moment between the end of a take and the pause, but not through the pause.
		expect(missedBetween + missedAtEnd).toBeLessThan((pauseMs / 1000) * second);
		await page.context().close();
	});
});

function soundOf(path: string): Int16Array {
	const wav = readFileSync(path);
	return new Int16Array(Uint8Array.from(wav.subarray(wav.indexOf('data') + 8)).buffer);
}

/** Where in `original` the first sample of `pcm` lies, found by a stretch of loud sound within it; NaN if nowhere. */
function placeOf(pcm: number[], original: Int16Array): number {
	const loud = pcm.findIndex((sample) => Math.abs(sample) > 1000);
	const stretch = pcm.slice(loud, loud + 1000);
	const isAt = (at: number) =>
		stretch.every((sample, n) => Math.abs(sample - (original[at + n] ?? NaN)) <= 1);
	const at = original.findIndex((_, n) => isAt(n));
	return at < 0 ? NaN : at - loud;
}

/** The largest difference between `original` and its place in `pcm`, which begins at the first loud sample of both. */
function differenceOf(pcm: number[], original: Int16Array): number {
	const offset =
		pcm.findIndex((sample) => Math.abs(sample) > 200) -
		original.findIndex((sample) => Math.abs(sample) > 200);
	let largest = 0;
	original.forEach(
		(sample, n) => (largest = Math.max(largest, Math.abs(sample - (pcm[n + offset] ?? Infinity))))
	);
	return largest;
}
