import { resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bytesOf, opusPreSkipSamples, type Codec } from '#lib/protocol/index.ts';
import { soundEncoderContract } from '../contracts/sound-encoder-contract.ts';
import type { Encoded } from '../helpers/encode-all.ts';
import { fixturePcm } from '../helpers/speech.ts';
import { launchWithMicrophone, openCapturePage, serveCapturePage, untilTrue } from './capture-harness.ts';

type Disk = {
	take: { takeId: string; codec: Codec; continues?: string; samples: number; closed: boolean };
	bytes: number;
	pcm: number[];
};

const original = fixturePcm('jfk.wav');
const second = 16_000;

let site: Awaited<ReturnType<typeof serveCapturePage>>;
let browser: Browser;

beforeAll(async () => {
	site = await serveCapturePage();
	browser = await launchWithMicrophone(resolve(import.meta.dirname, '../fixtures/photosynthesis.slt.wav'));
});
afterAll(async () => {
	await browser?.close();
	await site?.close();
});

const call = <T>(page: Page, expression: string) => page.evaluate(`harness.${expression}`) as Promise<T>;

/** Records the sample to its end. */
async function played(page: Page): Promise<Disk[]> {
	await call(page, `start({ kind: 'sample', url: harness.sampleUrl, name: 'Speech' })`);
	await untilTrue(page, `harness.view().state.kind === 'stopped'`, 90_000);
	const takes = await call<Disk[]>(page, 'disk()');
	await page.context().close();
	return takes;
}

/** Where the original lies best in `pcm`, and how much of its power is not there, 0..1. */
function matchOf(pcm: ArrayLike<number>): { at: number; missing: number } {
	const missingAt = (at: number, step: number) => {
		let [difference, power] = [0, 0];
		for (let n = 0; n < original.length; n += step) {
			const sample = original[n] as number;
			difference += (sample - (pcm[n + at] ?? 0)) ** 2;
			power += sample ** 2;
		}
		return difference / power;
	};
	const places = Array.from({ length: pcm.length - original.length + 1 }, (_, at) => at);
	const best = (from: number[], step: number) =>
		from.reduce((a, b) => (missingAt(b, step) < missingAt(a, step) ? b : a));
	const near = best(
		places.filter((at) => at % 4 === 0),
		97
	);
	const at = best(
		places.filter((place) => Math.abs(place - near) < 8),
		1
	);
	return { at, missing: missingAt(at, 1) };
}

soundEncoderContract('Opus of this browser', 'opus', async (lengths) => {
	const page = await openCapturePage(browser, site.url);
	const encoded = await call<Encoded>(page, `encode('opus', ${JSON.stringify(lengths)})`);
	await page.context().close();
	return encoded;
});

describe('a recording in Opus', () => {
	it('[B2] takes less than a tenth of PCM on disk, and sounds as what was recorded, to its last sample', async () => {
		const [disk, ...more] = await played(await openCapturePage(browser, site.url));
		expect(more).toEqual([]);
		expect(disk?.take).toMatchObject({ codec: 'opus', closed: true });
		expect(disk?.bytes).toBe(bytesOf('opus', disk?.take.samples ?? 0));
		expect(disk?.pcm).toHaveLength(disk?.take.samples ?? 0);
		const { at, missing } = matchOf(disk?.pcm ?? []);
		expect(missing).toBeLessThan(0.25);
		expect((disk?.take.samples ?? 0) - at - original.length).toBeGreaterThanOrEqual(opusPreSkipSamples - 8);
	});

	it('[B4] goes on in PCM when the browser’s encoder fails, in a take that continues it, with nothing lost', async () => {
		const page = await openCapturePage(browser, site.url);
		await page.context().route('**/writer.worker*.js', async (route) => {
			const response = await route.fetch();
			const fault = `{
				const encode = AudioEncoder.prototype.encode;
				let batches = 0;
				AudioEncoder.prototype.encode = function (sound) {
					if (++batches > 30) this.close();
					return encode.call(this, sound);
				};
			}`;
			await route.fulfill({ response, body: fault + (await response.text()) });
		});
		const [opus, pcm, ...more] = await played(page);
		expect(more).toEqual([]);
		expect(opus?.take).toMatchObject({ codec: 'opus', closed: true });
		expect(opus?.take.samples).toBeGreaterThan(4 * second);
		expect(pcm?.take).toMatchObject({ codec: 'pcm_s16le', continues: opus?.take.takeId, closed: true });
		const joined = [...(opus?.pcm.slice(0, -opusPreSkipSamples) ?? []), ...(pcm?.pcm ?? [])];
		expect(matchOf(joined).missing).toBeLessThan(0.25);
	});

	it('is none where the browser has no such encoder, or one that gives other packets', async () => {
		const none = `delete globalThis.AudioEncoder`;
		const other = `{
			const configure = AudioEncoder.prototype.configure;
			AudioEncoder.prototype.configure = function (config) {
				return configure.call(this, { ...config, bitrateMode: 'variable' });
			};
		}`;
		for (const before of [none, other]) {
			const page = await openCapturePage(browser, site.url, { before });
			await call(page, `start({ kind: 'microphone', processing: 'hall' })`);
			await untilTrue(page, `harness.view().capturedSamples > ${second}`);
			await call(page, 'stop()');
			const [disk] = await call<Disk[]>(page, 'disk()');
			expect(disk?.take.codec).toBe('pcm_s16le');
			await page.context().close();
		}
	});
});
