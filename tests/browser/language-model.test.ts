import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { FakeRecogniser } from '../fakes/fake-recogniser.ts';
import { checkAnswer } from '../fakes/check-answers.ts';
import { refused, truncated } from '../fakes/llm-reply.ts';
import { startLlmServer } from '../fakes/llm-server.ts';
import { startApp } from '../helpers/app.ts';
import { launchBrowser, openPage } from '../helpers/browser.ts';
import { until } from '../helpers/until.ts';
import { ensureBuilt } from './at-hand.ts';

beforeAll(ensureBuilt);

const apiKey = 'sk-very-secret-0123456789abcdef-7xyz';

it('an administrator sets up a language model by hand; the key goes in and is never seen again', async () => {
	let isOpen = false;
	let stalls = true;
	const server = await startLlmServer(
		({ messages }) => {
			if (!isOpen) return refused(402);
			return stalls && messages.length > 1 ? truncated('= S1 | Rivers', 0.5, 'stall') : checkAnswer(messages);
		},
		{ apiKey }
	);
	const app = await startApp({
		recogniser: new FakeRecogniser(),
		buildDirectory: join(import.meta.dirname, '../../build')
	});
	const { page, complaints } = await openPage(await launchBrowser(), 'phone');
	const answers: string[] = [];
	page.on('response', (response) => {
		if (response.url().includes('/api/'))
			void response.text().then(
				(text) => answers.push(text),
				() => {}
			);
	});
	await page.goto(`${app.url}/sign-in#${await app.keys.adminLink()}`);
	await page.getByRole('button', { name: 'Record', exact: true }).first().waitFor();
	await page.goto(`${app.url}/settings`);
	const status = page.getByRole('status');

	await page.getByRole('button', { name: 'Set up' }).click();
	await page.getByText('sent to api.deepseek.com').waitFor();
	await page.getByLabel('Provider').selectOption('vllm');
	await page.getByLabel('Address').fill(server.url);
	await page.getByLabel('Model', { exact: true }).fill('my-model');
	await page.getByRole('textbox', { name: 'Key' }).fill(apiKey);
	await page.getByLabel(/own network, as intended/).uncheck();
	await page.getByRole('button', { name: 'Test' }).click();
	await status.getByText('inside the server’s own network').waitFor();
	await page.getByLabel(/own network, as intended/).check();
	await page.getByRole('button', { name: 'Test' }).click();
	await status.getByText('no credit left').waitFor();
	isOpen = true;
	await page.getByRole('button', { name: 'Test' }).press('Enter');
	await status.getByText('notes of a short lecture').waitFor();
	await page.getByRole('button', { name: 'Stop the test' }).press('Enter');
	await status.getByText('The test was stopped').waitFor();
	await until('the end of its request', () => server.counts.left > 0);
	stalls = false;
	await page.getByRole('button', { name: 'Test' }).press('Enter');
	await status.getByText('Notes will work.').waitFor();
	await status.getByText('Questions will work.').waitFor();
	await status.getByText('The first line of notes comes after').waitFor();
	await page.getByRole('button', { name: 'Save' }).click();
	await page.getByText('Set, ends in …7xyz').waitFor();
	await page.getByText('Written by a language model').waitFor();

	await page.reload();
	await page.getByText(`my-model at ${new URL(server.url).host}`).waitFor();
	await page.getByRole('button', { name: 'Test' }).click();
	await status.getByText('Notes will work.').waitFor();
	await page.getByRole('button', { name: 'Change' }).click();
	expect(await page.getByRole('textbox', { name: 'Key' }).inputValue()).toBe('');
	expect(await page.content()).not.toContain(apiKey.slice(0, -4));
	expect(answers.join('\n')).toContain('7xyz');
	expect(answers.join('\n')).not.toContain(apiKey.slice(0, -4));
	await page.getByRole('button', { name: 'Cancel' }).click();
	await page.getByRole('button', { name: 'Remove' }).click();
	await page.getByText('No language model is set up').waitFor();
	expect(complaints).toEqual([]);
});
