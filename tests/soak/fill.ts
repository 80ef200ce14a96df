import { join, resolve } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { build, type Rolldown } from 'vite';
import type { Filled, FillOrder } from '../browser/pages/fill.ts';
import { emptyPage } from './device.ts';

const root = resolve(import.meta.dirname, '../..');

/** Writes a long take into the device's store through the app's own code, in a page that is not the app. */
export async function fillDevice(context: BrowserContext, origin: string, order: FillOrder): Promise<Filled> {
	const page = await emptyPage(context, origin);
	await page.addScriptTag({ content: await script() });
	const filled = await page.evaluate(`fill(${JSON.stringify(order)})`);
	await page.close();
	return filled as Filled;
}

async function script(): Promise<string> {
	const entry = join(root, 'tests/browser/pages/fill.ts');
	const built = (await build({
		configFile: false,
		root,
		logLevel: 'error',
		build: { write: false, minify: false, lib: { entry, formats: ['iife'], name: 'filling' } }
	})) as Rolldown.RolldownOutput[];
	return built[0]?.output[0].code ?? '';
}
