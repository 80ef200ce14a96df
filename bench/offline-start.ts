import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { ChromiumProcess } from '../tests/helpers/chromium-process.ts';
import { startServer } from '../tests/helpers/server-process.ts';
import { fixturePath } from '../tests/helpers/speech.ts';
import { until } from '../tests/helpers/until.ts';

/**
 * Cold starts of the app with its server off: each in a Chromium that was just started, on a profile that holds the app.
 * `npm run bench:offline -- --runs 9 --json`
 */
const { values } = parseArgs({
	options: { runs: { type: 'string', default: '9' }, json: { type: 'boolean', default: false } }
});
const directory = await mkdtemp(join(tmpdir(), '404notsound-offline-'));
const profile = join(directory, 'profile');
const wavPath = fixturePath('photosynthesis.slt.wav');
const recordButton = (page: Page) => page.getByRole('button', { name: 'Record', exact: true }).first();

try {
	const url = await install();
	const startsMs: number[] = [];
	for (let run = 0; run < Number(values.runs); run++) startsMs.push(await coldStart(url));
	const sorted = startsMs.toSorted((a, b) => a - b);
	const result = {
		runs: sorted.length,
		medianMs: Math.round(sorted[sorted.length >> 1] as number),
		minMs: Math.round(sorted[0] as number),
		maxMs: Math.round(sorted.at(-1) as number)
	};
	process.stdout.write(
		values.json
			? `${JSON.stringify(result)}\n`
			: `navigation → Home ready, server off: median ${result.medianMs} ms (${result.minMs}–${result.maxMs}) of ${result.runs}\n`
	);
} finally {
	await rm(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 500 });
}

/** Signs in, waits until the app is kept, and ends browser and server. */
async function install(): Promise<string> {
	const server = await startServer({ dataDirectory: join(directory, 'data') });
	const chromium = await ChromiumProcess.start({ profile, wavPath });
	const page = await chromium.context.newPage();
	await page.goto(server.url + server.signInPath());
	await recordButton(page).waitFor();
	await page.evaluate(async () => void (await navigator.serviceWorker.ready));
	await chromium.quit();
	await server.kill('SIGKILL');
	return server.url;
}

/** From the navigation until Home says how things stand and Record can be pressed, by the page's own clock. */
async function coldStart(url: string): Promise<number> {
	const chromium = await ChromiumProcess.start({ profile, wavPath });
	try {
		const page = await chromium.context.newPage();
		await page.addInitScript(() => {
			const isReady = () =>
				document.querySelector('main button[aria-label="Record"]:enabled') &&
				document.querySelector('main h2') &&
				!document.querySelector('main [aria-hidden="true"] .bg-sunken');
			const look = () => {
				if (isReady()) Object.assign(globalThis, { readyAtMs: performance.now() });
				else requestAnimationFrame(look);
			};
			requestAnimationFrame(look);
		});
		await page.goto(url);
		return await until('Home', () => page.evaluate('globalThis.readyAtMs') as Promise<number | undefined>);
	} finally {
		await chromium.quit();
	}
}
