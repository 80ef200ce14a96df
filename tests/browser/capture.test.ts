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
	take: { samples: number; marks: number; closed: boolean };
	blocks: [number, number][];
	marks: Mark[];
	pcm: number[];
};

const fixture = resolve(import.meta.dirname, '../fixtures/photosynthesis.slt.wav');
const sample = resolve(import.meta.dirname, '../fixtures/jfk.wav');
const second = 16_000;

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
		expect(first?.blocks[0]).toEqual([2048, 2048]);
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
		const page = await openCapturePage(browser, site.url);
		await call(page, `start({ kind: 'sample', url: harness.sampleUrl, name: 'Speech' })`);
		await untilTrue(page, `harness.view().state.kind === 'stopped'`, 90_000);
		const [disk] = await call<Disk[]>(page, 'disk()');
		expectContiguous(disk as Disk);
		const wav = readFileSync(sample);
		const original = new Int16Array(Uint8Array.from(wav.subarray(wav.indexOf('data') + 8)).buffer);
		expect(differenceOf(disk?.pcm ?? [], original)).toBeLessThanOrEqual(1);
		await page.context().close();
	});
});

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
