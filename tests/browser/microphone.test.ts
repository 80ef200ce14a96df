import { resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { ChromiumProcess } from '../helpers/chromium-process.ts';
import { temporaryDirectory } from '../helpers/temporary.ts';
import {
	launchWithMicrophone,
	openCapturePage,
	openTab,
	serveCapturePage,
	untilTrue
} from './capture-harness.ts';
import { unpluggable } from './mishaps.ts';

type Disk = {
	take: { startedAt: number; samples: number; closed: boolean; gap?: string; device: string };
	blocks: [number, number][];
	pcm: number[];
};
type View = { state: { kind: string; problem?: string; obstacle?: string }; capturedSamples: number };

const fixture = resolve(import.meta.dirname, '../fixtures/photosynthesis.slt.wav');
const second = 16_000;
const microphone = JSON.stringify({ kind: 'microphone', processing: 'hall' });

/** Lets the test pull the plug, and reach the graph's context. */
const reachable = `${unpluggable}
	AudioContext = class extends AudioContext {
		constructor(options) {
			super(options);
			globalThis.graph = this;
		}
	}`;

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
const untilState = (page: Page, kind: string) => untilTrue(page, `harness.view().state.kind === '${kind}'`);

async function recordingPage(): Promise<Page> {
	const page = await openCapturePage(browser, site.url, { before: reachable });
	await call(page, `start(${microphone})`);
	await captureMore(page, 2);
	return page;
}
async function captureMore(page: Page, seconds: number): Promise<void> {
	const { capturedSamples } = await view(page);
	await untilTrue(page, `harness.view().capturedSamples >= ${capturedSamples + seconds * second}`);
}
async function stopped(page: Page): Promise<Disk[]> {
	await call(page, 'stop()');
	return call<Disk[]>(page, 'disk()');
}

function expectWhole({ take, blocks, pcm }: Disk): void {
	expect(take.closed).toBe(true);
	expect(pcm).toHaveLength(take.samples);
	blocks.reduce((end, [firstSample, sampleCount]) => (expect(firstSample).toBe(end), end + sampleCount), 0);
}

describe('a microphone that lies', () => {
	it('is waited for when it is unplugged, and goes on by itself as a new take when it is back', async () => {
		const page = await recordingPage();
		await page.evaluate('unplug()');
		await untilTrue(page, `harness.view().state.obstacle === 'no-device'`);
		expect((await view(page)).state).toMatchObject({ kind: 'recovering', problem: 'source-ended' });
		const before = await call<Disk[]>(page, 'disk()');
		expect(before).toHaveLength(1);
		before.forEach(expectWhole);
		await page.evaluate(
			`isUnplugged = false; navigator.mediaDevices.dispatchEvent(new Event('devicechange'))`
		);
		await untilState(page, 'recording');
		await captureMore(page, 3);
		const takes = await stopped(page);
		takes.forEach(expectWhole);
		expect(takes[0]?.pcm).toEqual(before[0]?.pcm);
		expect(takes.map(({ take }) => take.gap)).toEqual([undefined, 'microphone']);
		expect(Math.max(...takes[1]!.pcm)).toBeGreaterThan(1000);
		await page.context().close();
	});

	it('is opened afresh when its graph is closed under it', async () => {
		const page = await recordingPage();
		await page.evaluate('void graph.close()');
		await untilTrue(page, 'harness.disk().then((takes) => takes.length === 2)');
		await captureMore(page, 2);
		const takes = await stopped(page);
		takes.forEach(expectWhole);
		expect(takes.map(({ take }) => take.gap)).toEqual([undefined, 'microphone']);
		await page.context().close();
	});

	it('is opened afresh when no frames come though everything claims to run', async () => {
		const page = await recordingPage();
		// Suspended for good, and not to be woken: a frozen clock.
		await page.evaluate(`graph.resume = async () => {}; void graph.suspend()`);
		await untilTrue(page, 'harness.disk().then((takes) => takes.length === 2)');
		await captureMore(page, 2);
		const takes = await stopped(page);
		takes.forEach(expectWhole);
		expect(takes.map(({ take }) => take.gap)).toEqual([undefined, 'microphone']);
		await page.context().close();
	});

	it('is woken, in the same take, when only its graph was suspended', async () => {
		const page = await recordingPage();
		await page.evaluate('void graph.suspend()');
		await captureMore(page, 2);
		expect(await stopped(page)).toHaveLength(1);
		await page.context().close();
	});

	it('asks for a tap where the browser lets no sound in without one', async () => {
		const page = await recordingPage();
		await page.evaluate(`{
			globalThis.Running = AudioContext;
			AudioContext = class extends Running {
				constructor(options) {
					super(options);
					this.resume = async () => {};
					void this.suspend();
				}
			};
			unplug();
			isUnplugged = false;
		}`);
		await untilTrue(page, `harness.view().state.obstacle === 'needs-tap'`);
		await page.evaluate('AudioContext = Running; harness.tryNow()');
		await untilState(page, 'recording');
		await captureMore(page, 1);
		(await stopped(page)).forEach(expectWhole);
		await page.context().close();
	});

	it('that never returns leaves everything before it, and can be stopped', async () => {
		const page = await recordingPage();
		await page.evaluate('unplug()');
		await untilTrue(page, `harness.view().state.obstacle === 'no-device'`);
		const takes = await stopped(page);
		expect((await view(page)).state.kind).toBe('stopped');
		expect(takes).toHaveLength(1);
		takes.forEach(expectWhole);
		await page.context().close();
	});
});

describe('a machine that sleeps', () => {
	it('ends the take at the sleep and begins one behind a gap, at the time when it woke', async () => {
		const machine = await ChromiumProcess.start({ profile: await temporaryDirectory(), wavPath: fixture });
		onTestFinished(() => machine.kill());
		const page = await openTab(await machine.context.newPage(), site.url);
		await call(page, `start(${microphone})`);
		await captureMore(page, 3);
		const sleptMs = 6000;
		process.kill(-machine.pid, 'SIGSTOP');
		const fellAsleepMs = Date.now();
		await new Promise((done) => setTimeout(done, sleptMs));
		const wokeMs = Date.now();
		process.kill(-machine.pid, 'SIGCONT');
		await untilTrue(page, 'harness.disk().then((takes) => takes.length > 1)');
		await captureMore(page, 3);
		const takes = await stopped(page);
		takes.forEach(expectWhole);
		expect(takes.map(({ take }) => take.gap)).toEqual([undefined, 'sleep']);
		const [before, after] = takes.map(({ take }) => take);
		const endedMs = before!.startedAt + (before!.samples * 1000) / second;
		expect(endedMs).toBeLessThan(fellAsleepMs + sleptMs / 2);
		expect(after!.startedAt).toBeGreaterThanOrEqual(wokeMs);
	});

	it('is not what a page is that was blocked, however long', async () => {
		const page = await recordingPage();
		await call(page, 'block(5000)');
		await captureMore(page, 2);
		expect(await stopped(page)).toHaveLength(1);
		await page.context().close();
	});
});

describe('a device that is full', () => {
	/** Room for so many more bytes, as far as the browser lets this page have any. */
	async function allow(page: Page, moreBytes: number): Promise<void> {
		const session = await page.context().newCDPSession(page);
		const usage = (await page.evaluate(
			'navigator.storage.estimate().then((found) => found.usage)'
		)) as number;
		const origin = new URL(site.url).origin;
		await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage + moreBytes });
	}

	it('says so, keeps the newest sound in memory, and stores all of it once there is room', async () => {
		const page = await recordingPage();
		await allow(page, 1000);
		await untilTrue(page, `harness.view().warnings.includes('not-stored')`);
		const { capturedSamples } = await view(page);
		await untilTrue(page, `harness.view().unsavedSamples > ${4 * second}`);
		expect((await view(page)).capturedSamples).toBe(capturedSamples);
		await allow(page, 1e9);
		await untilTrue(page, `harness.view().unsavedSamples < ${second}`);
		expect((await view(page)).state.kind).toBe('recording');
		expect(await call(page, 'view().warnings')).not.toContain('not-stored');
		const takes = await stopped(page);
		expect(takes).toHaveLength(1);
		takes.forEach(expectWhole);
		expect(takes[0]!.take.samples).toBeGreaterThan(capturedSamples + 4 * second);
		await page.context().close();
	});
});
