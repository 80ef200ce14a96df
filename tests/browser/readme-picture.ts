/**
 * Takes the README's picture, `static/screenshots/live.png`: the sample lecture as a real server recognises it with the model that
 * ships. `npm run build`, then `node tests/browser/readme-picture.ts [FILE]`.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumArgs, findChromium } from '../helpers/chromium.ts';
import { startServer } from '../helpers/server-process.ts';

const [file = 'static/screenshots/live.png'] = process.argv.slice(2);
/** Late enough for notes and an exam cue, early enough for a line that still grows. */
const recordedClock = /^0:5[1-3]$/;

const dataDirectory = await mkdtemp(join(tmpdir(), 'readme-picture-'));
const server = await startServer({ dataDirectory });
const browser = await chromium.launch({ executablePath: findChromium() ?? '', args: chromiumArgs() });
const page = await browser.newPage({ viewport: { width: 1280, height: 720 }, locale: 'en-GB' });
await page.goto(server.url + server.signInPath());
await page.getByRole('button', { name: 'Try a sample' }).click();
await page.getByText(recordedClock).first().waitFor({ timeout: 90_000 });
await page.screenshot({ path: file });
await browser.close();
await server.kill('SIGTERM');
await rm(dataDirectory, { recursive: true });
