import { beforeAll, expect, it } from 'vitest';
import { notesAnswer } from '../fakes/note-writer.ts';
import { startLlmServer } from '../fakes/llm-server.ts';
import { postJson } from '../helpers/app.ts';
import { launchBrowser } from '../helpers/browser.ts';
import { tenLines } from '../helpers/cue-lectures.ts';
import { startAppWithPages } from '../helpers/pages-of-app.ts';
import { storeLecture } from '../helpers/stored-lecture.ts';
import { ensureBuilt } from './at-hand.ts';

beforeAll(ensureBuilt);

it('extracted notes stand while a model is waited for, on a page that is opened meanwhile too, and its own replace them', async () => {
	const answers = Promise.withResolvers<void>();
	const { url } = await startLlmServer(async ({ messages }) => {
		await answers.promise;
		return notesAnswer(messages);
	});
	const { app, signedIn } = await startAppWithPages({ baseUrl: url, model: 'slow-1', apiKey: 'k' });
	const lines = tenLines.en.map(({ text }) => text);
	const { lectureId } = await storeLecture(app, { title: 'Limits', lines, sections: [] });
	const style = { template: 'default', language: 'lecture' };
	await postJson(`${app.url}/api/lectures/${lectureId}/notes`, style, { cookie: await app.signIn() });
	const context = await signedIn(await launchBrowser(), { viewport: { width: 1280, height: 800 } });
	const page = await context.newPage();
	const task = tenLines.en.find(({ cue }) => cue === 'task')?.text ?? '';
	const note = page.locator('[data-block]').filter({ hasText: task });
	const waits = page.getByText('Waiting for slow-1');
	await page.goto(`${app.url}/lectures/${lectureId}`);
	await note.first().waitFor();
	await waits.waitFor();
	await page.reload();
	await note.first().waitFor();
	await waits.waitFor();
	expect(await page.getByRole('checkbox').count()).toBe(0);
	answers.resolve();
	await waits.waitFor({ state: 'detached' });
	await page.getByText('Written by a language model').first().waitFor();
	await page.getByRole('checkbox', { name: task }).waitFor();
	expect(await note.count()).toBe(1);
});
