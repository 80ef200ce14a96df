import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { bytesOf, sampleRate, type Codec } from '#lib/protocol/index.ts';
import { launchWithMicrophone, openCapturePage, serveCapturePage } from '../tests/browser/capture-harness.ts';
import { fixturePath } from '../tests/helpers/speech.ts';

/**
 * `npm run bench:sound`: what a recording takes on a device, as the browser counts it, and what encoding costs. Blocks are
 * written as a recording writes them, only faster.
 */
const { values } = parseArgs({
	options: { minutes: { type: 'string', default: '20' }, codec: { type: 'string', default: 'opus' } }
});
const seconds = Number(values.minutes) * 60;
const codec = values.codec as Codec;

const site = await serveCapturePage();
const browser = await launchWithMicrophone(fixturePath('photosynthesis.slt.wav'));
const page = await openCapturePage(browser, site.url);
const call = <T>(page: Page, expression: string) => page.evaluate(`harness.${expression}`) as Promise<T>;

type Fed = { samples: number; usageBytes: number; isWhole: boolean };
const startedAt = performance.now();
const fed = await call<Fed>(page, `feed('${codec}', ${seconds})`);
const tookS = (performance.now() - startedAt) / 1000;
const cost = await call<{ msPerSecond: number }>(page, `encodeInOneGo('${codec}', 64)`);
await browser.close();
await site.close();

const threeHours = (bytes: number) => Math.round((bytes * 3 * 3600 * sampleRate) / fed.samples / 1e4) / 100;
const result = {
	codec,
	minutes: Math.round(fed.samples / sampleRate / 6) / 10,
	isWhole: fed.isWhole,
	tookS: Math.round(tookS),
	logMBOf3h: threeHours(bytesOf(codec, fed.samples)),
	deviceMBOf3h: threeHours(fed.usageBytes),
	encodeMsPerSecond: Math.round(cost.msPerSecond * 10) / 10
};
process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
