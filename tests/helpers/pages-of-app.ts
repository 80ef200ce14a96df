import { join } from 'node:path';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { onTestFinished } from 'vitest';
import type { LlmEnvironment } from '../../server/llm/settings/language-models.ts';
import { FakeRecogniser } from '../fakes/fake-recogniser.ts';
import { startApp } from './app.ts';

const buildDirectory = join(import.meta.dirname, '../../build');

/** The whole server in this process with the built pages, and browser contexts that are signed in to it. */
export async function startAppWithPages(llm: LlmEnvironment = {}) {
	const app = await startApp({ recogniser: new FakeRecogniser(), buildDirectory, llm });
	const [name = '', value = ''] = (await app.signIn()).split('=');
	const signedIn = async (browser: Browser, options: BrowserContextOptions = {}) => {
		const context = await browser.newContext({ locale: 'en-GB', serviceWorkers: 'block', ...options });
		onTestFinished(() => context.close());
		await context.addCookies([{ name, value, url: app.url }]);
		return context;
	};
	return { app, signedIn };
}
