import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { ModelCheckEventSchema } from '#lib/protocol/index.ts';
import { checkAnswer } from '../fakes/check-answers.ts';
import { FakeRecogniser } from '../fakes/fake-recogniser.ts';
import { answered, refused, truncated } from '../fakes/llm-reply.ts';
import { script, startLlmServer, type Answering, type LlmServerOptions } from '../fakes/llm-server.ts';
import { addPerson, startApp } from '../helpers/app.ts';
import { hello, openSocket } from '../helpers/socket.ts';
import { until } from '../helpers/until.ts';

const apiKey = 'sk-very-secret-0123456789abcdef-7xyz';
const never = new AbortController().signal;
const question = {
	messages: [{ role: 'user' as const, content: 'a long question '.repeat(100) }],
	maxTokens: 100,
	temperature: 0,
	thinking: 'off' as const
};
const price = { promptUsd: 1000, cachedUsd: 100, completionUsd: 2000, asOf: '2026-11-15' };

let app: Awaited<ReturnType<typeof startApp>>;
let admin: string;
beforeEach(async () => {
	app = await startApp({ recogniser: new FakeRecogniser() });
	admin = await app.signIn();
});

/** Every answer of this server to these tests, headers and all. */
const answers: string[] = [];
async function ask(method: string, path: string, body?: unknown, cookie = admin) {
	const answer = await fetch(app.url + path, {
		method,
		headers: { cookie, origin: app.url, 'content-type': 'application/json' },
		...(body !== undefined && { body: JSON.stringify(body) })
	});
	const text = await answer.text();
	answers.push(text + JSON.stringify([...answer.headers]));
	return {
		status: answer.status,
		body: (text === '' ? undefined : JSON.parse(text)) as Record<string, unknown>
	};
}
const settings = (baseUrl: string, more: object = {}) => ({
	provider: 'custom',
	baseUrl,
	model: 'm-1',
	contextTokens: null,
	price,
	capUsd: 1,
	allowPrivate: true,
	...more
});
const serve = (answering: Answering = () => 'ready', options: LlmServerOptions = { apiKey }) =>
	startLlmServer(answering, options);

async function lecture(id = '00000000-0000-4000-8000-000000000001'): Promise<string> {
	const client = await openSocket(app.url, { headers: { cookie: admin, origin: app.url } });
	client.say(hello(id));
	await client.hear('welcome');
	return id;
}

describe('setting the language model', () => {
	it('takes effect without a restart, and outlives one', async () => {
		const { url, calls } = await serve();
		expect(app.languageModels.for('x')).toBeUndefined();
		expect((await ask('PUT', '/api/admin/llm', { ...settings(url), apiKey })).status).toBe(200);
		const id = await lecture();
		expect(await app.languageModels.for(id)?.chat(question, {}, never)).toMatchObject({ text: 'ready' });
		expect(calls[0]?.model).toBe('m-1');
		await app.close();
		app = await startApp({ recogniser: new FakeRecogniser(), directory: app.path });
		expect(await app.languageModels.for(id)?.chat(question, {}, never)).toMatchObject({ text: 'ready' });
		expect(app.languageModels.inUse).toEqual({ model: 'm-1', baseUrl: url });
	});

	it('everybody who watches a lecture hears who writes its notes from now on', async () => {
		const { url } = await serve();
		const client = await openSocket(app.url, { headers: { cookie: admin, origin: app.url } });
		client.say(hello('00000000-0000-4000-8000-000000000009'));
		const { engine } = await client.hear('welcome');
		expect(engine.notes).toBe('extractive');
		await ask('PUT', '/api/admin/llm', { ...settings(url), apiKey });
		await client.hear('status', (status) => status.engine.notes === 'llm');
		expect((await ask('GET', '/api/session')).body).toMatchObject({ engine: { notes: 'llm' } });
		await ask('DELETE', '/api/admin/llm');
		await client.hear('status', (status) => status.engine.notes === 'extractive');
	});

	it('tells of the key only that it is there and how it ends', async () => {
		const { url } = await serve();
		const { body } = await ask('PUT', '/api/admin/llm', { ...settings(url), apiKey });
		expect(body).toMatchObject({
			source: 'saved',
			key: { set: true, ending: '7xyz' },
			settings: { model: 'm-1' }
		});
		await ask('PUT', '/api/admin/llm', { ...settings(url), apiKey: 'short-key' });
		expect((await ask('GET', '/api/admin/llm')).body).toMatchObject({ key: { set: true, ending: null } });
	});

	it('keeps the key when none is sent, takes it away when an empty one is', async () => {
		const { url } = await serve();
		await ask('PUT', '/api/admin/llm', { ...settings(url), apiKey });
		const kept = await ask('PUT', '/api/admin/llm', settings(url, { model: 'm-2' }));
		expect(kept.body).toMatchObject({ key: { set: true }, settings: { model: 'm-2' } });
		const gone = await ask('PUT', '/api/admin/llm', { ...settings(url), apiKey: '' });
		expect(gone.body).toMatchObject({ key: { set: false } });
	});

	it('never sends a kept key to another address', async () => {
		const [right, other] = [await serve(), await serve(() => 'trapped', {})];
		await ask('PUT', '/api/admin/llm', { ...settings(right.url), apiKey });
		for (const [method, path] of [
			['PUT', '/api/admin/llm'],
			['POST', '/api/admin/llm/test']
		] as const)
			expect(
				await ask(
					method,
					path,
					method === 'PUT' ? settings(other.url) : { language: 'en', change: settings(other.url) }
				)
			).toMatchObject({
				status: 422,
				body: { error: 'key-needed' }
			});
		expect(other.counts.requests).toBe(0);
		expect(app.languageModels.inUse?.baseUrl).toBe(right.url);
	});

	it.each([
		[{}, 'https://192.168.0.1', { allowPrivate: false }, 422, 'private-address'],
		[{}, 'http://169.254.169.254/v1', {}, 422, 'forbidden-address'],
		[{}, 'http://8.8.8.8/v1', {}, 422, 'plain-http'],
		[{}, 'not an address', {}, 422, 'bad-address'],
		[{}, 'https://a.example', { price: null }, 422, 'cap-without-price'],
		[{ apiKey: 'line\nbreak' }, 'https://a.example', {}, 400, 'bad-request'],
		[{ apiKey: 5 }, 'https://a.example', {}, 400, 'bad-request'],
		[{}, 'https://a.example', { allowPrivate: 'yes' }, 400, 'bad-request'],
		[{}, 'https://a.example', { capUsd: -1 }, 400, 'bad-request'],
		[{ admin: true }, 'https://a.example', {}, 400, 'bad-request']
	])('refuses %j at %s with %j, and changes nothing', async (extra, baseUrl, more, status, error) => {
		const { url } = await serve();
		await ask('PUT', '/api/admin/llm', { ...settings(url), apiKey });
		const before = await ask('GET', '/api/admin/llm');
		const answer = await ask('PUT', '/api/admin/llm', { apiKey, ...settings(baseUrl, more), ...extra });
		expect(answer).toMatchObject({ status, body: { error } });
		expect(await ask('GET', '/api/admin/llm')).toEqual(before);
	});

	it('goes back to nothing, or to what the environment says', async () => {
		const { url } = await serve();
		await ask('PUT', '/api/admin/llm', { ...settings(url), apiKey });
		expect((await ask('DELETE', '/api/admin/llm')).body).toMatchObject({ source: 'none', settings: null });
		expect(app.languageModels.for('x')).toBeUndefined();
		await app.close();
		const llm = { baseUrl: url, model: 'from-env', apiKey };
		app = await startApp({ recogniser: new FakeRecogniser(), directory: app.path, llm });
		expect((await ask('GET', '/api/admin/llm')).body).toMatchObject({
			source: 'environment',
			settings: { model: 'from-env', provider: 'custom' },
			key: { set: true, ending: '7xyz' }
		});
		expect((await test({ language: 'en' })).last).toMatchObject({ type: 'done' });
	});

	it('a key alone in the environment means DeepSeek, at its price, with a cap', async () => {
		await app.close();
		app = await startApp({ recogniser: new FakeRecogniser(), directory: app.path, llm: { apiKey } });
		expect((await ask('GET', '/api/admin/llm')).body).toMatchObject({
			settings: { baseUrl: 'https://api.deepseek.com', model: 'deepseek-flash', capUsd: 1 }
		});
	});

	it('says so when the key cannot be opened any more, and asks nobody', async () => {
		const { url } = await serve();
		await ask('PUT', '/api/admin/llm', { ...settings(url), apiKey });
		await app.close();
		await writeFile(join(app.path, 'secret-key'), Buffer.alloc(32, 7));
		app = await startApp({ recogniser: new FakeRecogniser(), directory: app.path });
		expect((await ask('GET', '/api/admin/llm')).body).toMatchObject({ keyLost: true, key: { set: false } });
		expect(app.languageModels.for('x')).toBeUndefined();
	});
});

/** The events of a test, each with its name as `type`; or the body of a refusal. */
async function test(body: unknown, signal?: AbortSignal) {
	const answer = await fetch(`${app.url}/api/admin/llm/test`, {
		method: 'POST',
		headers: { cookie: admin, origin: app.url, 'content-type': 'application/json' },
		body: JSON.stringify(body),
		...(signal && { signal })
	});
	const text = await answer.text();
	answers.push(text);
	const events = [...text.matchAll(/^event: (.*)\ndata: (.*)$/gmu)].map(([, type, data = '']) =>
		v.parse(ModelCheckEventSchema, { ...(JSON.parse(data) as object), type })
	);
	return { status: answer.status, text, events, last: events.at(-1) };
}

describe('testing it', () => {
	const change = (url: string, more?: object) => ({ ...settings(url, more), apiKey });
	const steps = ['connection', 'notes', 'known', 'unknown'].map((step) => ({ type: 'step', step }));

	it.each(['en', 'zh'] as const)(
		'has a made lecture noted and asked about (%s) by what is not saved yet, and saves nothing',
		async (language) => {
			const { url, calls } = await serve(({ messages }) => checkAnswer(messages));
			const { events, last } = await test({ language, change: change(url, { capUsd: null }) });
			expect(events.slice(0, -1)).toEqual(steps);
			expect(last).toMatchObject({
				type: 'done',
				check: {
					...{ model: 'm-1', language, thought: false },
					notes: { kind: 'written', kept: 6, changed: 0, dropped: 0 },
					known: { kind: 'right' },
					unknown: { kind: 'admits' },
					use: { isCounted: true }
				}
			});
			expect(calls).toHaveLength(4);
			expect((await ask('GET', '/api/admin/llm')).body).toMatchObject({ source: 'none' });
			expect(await test({ language })).toMatchObject({ status: 422, text: '{"error":"none"}' });
		}
	);

	it('writes down who used how much, and nothing of what was said', async () => {
		const { url } = await serve(({ messages }) => checkAnswer(messages));
		await test({ language: 'en', change: change(url, { capUsd: null }) });
		const log = app.logLines.join('\n');
		expect(log).toMatch(/"key":"[0-9a-f]+","model":"m-1","promptTokens":\d{4}/u);
		expect(log).not.toMatch(/Elbe|problem set|Hjulstr/u);
	});

	it.each([
		['key-refused', 401],
		['no-balance', 402],
		['no-such-model', 404],
		['rate-limited', 429],
		['overloaded', 503]
	])('says %s at once on %i, without trying again', async (problem, status) => {
		const { url, counts } = await serve(() => refused(status, `nobody sees ${apiKey}`));
		const { last } = await test({ language: 'en', change: change(url) });
		expect(last).toEqual({ type: 'failed', problem });
		expect(counts.requests).toBe(1);
	});

	it('tells an address where nobody listens from one that is refused', async () => {
		const { url, close } = await serve();
		close();
		const { last } = await test({ language: 'en', change: change(url) });
		expect(last).toEqual({ type: 'failed', problem: 'not-reachable' });
		const inside = await test({ language: 'en', change: settings(url, { allowPrivate: false }) });
		expect(inside).toMatchObject({ status: 422, text: '{"error":"private-address"}' });
	});

	it('costs no more than a lecture may', async () => {
		const { url, calls } = await serve(({ messages }) => checkAnswer(messages));
		const { last } = await test({ language: 'en', change: change(url, { capUsd: 0.5 }) });
		expect(last).toMatchObject({ check: { known: { kind: 'no-answer', problem: 'cap-reached' } } });
		expect(calls).toHaveLength(2);
	});

	it('is one at a time, and ends at the model when whoever asked leaves', async () => {
		const { url, counts } = await serve(({ messages }) =>
			messages.length === 1 ? 'ready' : truncated('= S1 | Rivers', 0.5, 'stall')
		);
		const leave = new AbortController();
		const first = test({ language: 'en', change: change(url) }, leave.signal).catch(() => 'left');
		await until('the request for notes', () => counts.requests === 2);
		const second = await test({ language: 'en', change: change(url) });
		expect(second).toMatchObject({ status: 409, text: '{"error":"test-running"}' });
		leave.abort();
		expect(await first).toBe('left');
		await until('the end of that request', () => counts.left === 1);
		await until('the end of the test', () => app.logLines.some((line) => line.includes('was checked')));
		const other = await serve(() => refused(402));
		const { last } = await test({ language: 'en', change: change(other.url) });
		expect(last).toEqual({ type: 'failed', problem: 'no-balance' });
	});
});

describe('what a lecture uses', () => {
	it('is counted call by call, at the price of the day, and shown to its owner alone', async () => {
		const { url } = await serve();
		await ask('PUT', '/api/admin/llm', { ...settings(url, { provider: 'deepseek', capUsd: null }), apiKey });
		const id = await lecture();
		for (let n = 0; n < 2; n++) await app.languageModels.for(id)?.chat(question, {}, never);
		const { body } = await ask('GET', `/api/lectures/${id}/usage`);
		const [used] = body['models'] as {
			promptTokens: number;
			cachedTokens: number;
			completionTokens: number;
		}[];
		expect(used).toMatchObject({ model: 'm-1', calls: 2, unpricedCalls: 0, completionTokens: 4 });
		expect(used?.cachedTokens).toBe((used?.promptTokens ?? 0) / 2);
		const { promptTokens = 0, cachedTokens = 0 } = used ?? {};
		const expected = ((promptTokens - cachedTokens) * 1000 + cachedTokens * 100 + 4 * 2000) / 1e6;
		expect(body['costUsd']).toBeCloseTo(expected, 6);
		const other = await app.signIn(await addPerson(app, 'other'));
		expect((await ask('GET', `/api/lectures/${id}/usage`, undefined, other)).status).toBe(404);
	});

	it('counts calls that were stopped while they spoke, for the cap too', async () => {
		const { url } = await serve(script(truncated('a long answer', 0.9, 'stall'), 'ready'));
		await ask('PUT', '/api/admin/llm', { ...settings(url, { provider: 'deepseek', capUsd: 0.1 }), apiKey });
		const id = await lecture();
		const stop = new AbortController();
		const model = app.languageModels.for(id);
		await model?.chat(question, { onText: () => stop.abort() }, stop.signal);
		const { body } = await ask('GET', `/api/lectures/${id}/usage`);
		expect(body['costUsd']).toBeGreaterThan(0.1);
		expect(await model?.chat(question, {}, never)).toMatchObject({ problem: 'cap-reached' });
	});

	it('shows administrators that the server leaves out part of long requests, until it is set up anew', async () => {
		let counted = 1500;
		const usage = () => ({ prompt_tokens: counted, completion_tokens: 2 });
		const { url } = await serve(() => answered('ready', { usage: usage() }));
		const long = {
			...question,
			messages: [{ role: 'user' as const, content: 'a long question '.repeat(1000) }]
		};
		const cutsShort = async () => (await ask('GET', '/api/admin/llm')).body['cutsShort'];
		await ask('PUT', '/api/admin/llm', { ...settings(url, { capUsd: null }), apiKey });
		const id = await lecture();
		await app.languageModels.for(id)?.chat(question, {}, never);
		expect(await cutsShort()).toBe(false);
		await app.languageModels.for(id)?.chat(long, {}, never);
		expect(await cutsShort()).toBe(true);
		await ask('PUT', '/api/admin/llm', settings(url, { capUsd: null }));
		expect(await cutsShort()).toBe(false);
		counted = 3500;
		await app.languageModels.for(id)?.chat(long, {}, never);
		expect(await cutsShort()).toBe(false);
	});

	it('ends at the cap: nothing more is asked, other lectures go on', async () => {
		const { url, calls } = await serve();
		await ask('PUT', '/api/admin/llm', { ...settings(url, { capUsd: 0.5 }), apiKey });
		const [id, second] = [await lecture(), await lecture('00000000-0000-4000-8000-000000000002')];
		const chat = (lectureId: string) => app.languageModels.for(lectureId)?.chat(question, {}, never);
		const kinds = [await chat(id), await chat(id), await chat(id)].map((outcome) => outcome?.kind);
		expect(kinds).toEqual(['complete', 'complete', 'failed']);
		expect(await chat(id)).toMatchObject({ problem: 'cap-reached' });
		expect(calls).toHaveLength(2);
		expect(await chat(second)).toMatchObject({ kind: 'complete' });
	});

	it('is not lost for want of a price, and goes with its lecture', async () => {
		const { url } = await serve();
		await ask('PUT', '/api/admin/llm', { ...settings(url, { price: null, capUsd: null }), apiKey });
		const id = await lecture();
		await app.languageModels.for(id)?.chat(question, {}, never);
		const { body } = await ask('GET', `/api/lectures/${id}/usage`);
		expect(body).toMatchObject({ costUsd: 0, capUsd: null, models: [{ calls: 1, unpricedCalls: 1 }] });
		await ask('DELETE', `/api/lectures/${id}`);
		await app.languageModels.for(id)?.chat(question, {}, never);
		expect(await app.db.selectFrom('llm_usage').selectAll().execute()).toEqual([]);
	});
});

describe('who may', () => {
	it.each([
		['GET', '/api/admin/llm'],
		['PUT', '/api/admin/llm'],
		['DELETE', '/api/admin/llm'],
		['POST', '/api/admin/llm/test']
	])('%s %s: administrators only', async (method, path) => {
		const other = await app.signIn(await addPerson(app, 'other'));
		const body = method === 'GET' ? undefined : settings('https://a.example');
		expect(await ask(method, path, body, other)).toMatchObject({ status: 403, body: { error: 'not-admin' } });
		expect((await ask(method, path, body, 'nf_session=none')).status).toBe(401);
		expect(app.languageModels.state.source).toBe('none');
	});

	it('everybody who is signed in sees whose machine the words are sent to', async () => {
		const { url } = await serve();
		await ask('PUT', '/api/admin/llm', { ...settings(url), apiKey });
		const other = await app.signIn(await addPerson(app, 'other'));
		expect((await ask('GET', '/api/llm', undefined, other)).body).toEqual({
			inUse: { model: 'm-1', baseUrl: url }
		});
		expect((await ask('GET', '/api/llm', undefined, '')).status).toBe(401);
	});

	it('another site’s page changes nothing', async () => {
		const answer = await fetch(`${app.url}/api/admin/llm`, {
			method: 'DELETE',
			headers: { cookie: admin, origin: 'https://evil.example' }
		});
		expect(answer.status).toBe(403);
	});
});

describe('the key', () => {
	it('is in no answer, no log line, no error and no file', async () => {
		const { url } = await serve(() => refused(500, `the server repeats ${apiKey}`));
		await ask('PUT', '/api/admin/llm', { ...settings(url), apiKey });
		await ask('GET', '/api/admin/llm');
		await test({ language: 'en' });
		await ask('PUT', '/api/admin/llm', { ...settings(url), apiKey: `${apiKey}\n` + apiKey });
		await ask('PUT', '/api/admin/llm', { ...settings('http://8.8.8.8'), apiKey });
		await ask('POST', '/api/admin/llm/test', `${apiKey}`);
		await app.close();
		const secret = apiKey.slice(0, -4);
		expect(answers.length).toBeGreaterThan(5);
		expect(answers.join('\n')).not.toContain(secret);
		expect(app.logLines.join('\n')).not.toContain(secret);
		for (const name of await readdir(app.path, { recursive: true })) {
			const path = join(app.path, name);
			if (!(await stat(path)).isFile()) continue;
			expect((await readFile(path)).includes(secret), name).toBe(false);
		}
	});
});
