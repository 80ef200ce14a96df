import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { FakeRecogniser } from '../fakes/fake-recogniser.ts';
import { addPerson, cookieOf, postJson, startApp } from '../helpers/app.ts';

let app: Awaited<ReturnType<typeof startApp>>;
beforeEach(async () => {
	app = await startApp({ recogniser: new FakeRecogniser() });
});
const session = (body: unknown, headers: Record<string, string> = {}) =>
	postJson(`${app.url}/api/session`, body, headers);

describe('signing in', () => {
	it('exchanges the administrator key for a cookie that scripts cannot read and other sites cannot send', async () => {
		const answer = await session({ key: app.adminKey });
		expect(answer.status).toBe(204);
		const cookie = answer.headers.get('set-cookie') ?? '';
		expect(cookie).toMatch(/HttpOnly/i);
		expect(cookie).toMatch(/SameSite=Strict/i);
		const who = await fetch(`${app.url}/api/session`, { headers: { cookie: cookieOf(answer) } });
		expect(await who.json()).toMatchObject({ signedIn: true, admin: true });
	});

	it('a sign-in link works once', async () => {
		const link = await app.keys.adminLink();
		expect((await session({ link })).status).toBe(204);
		expect((await session({ link })).status).toBe(401);
	});

	it('marks the cookie Secure behind HTTPS', async () => {
		const host = new URL(app.url).host;
		const answer = await session({ key: app.adminKey }, { origin: `https://${host}` });
		expect(answer.headers.get('set-cookie')).toMatch(/Secure/i);
	});

	it.each([
		[{}],
		[{ key: 5 }],
		[{ key: 'nf_000000000000_' + 'x'.repeat(43) }],
		[{ link: 'nonsense' }],
		[{ key: '' }]
	])('refuses %j', async (body) => expect([400, 401]).toContain((await session(body)).status));

	it('slows guessing from one address', async () => {
		for (let i = 0; i < 10; i++) await session({ key: `nf_000000000000_${'x'.repeat(43)}` });
		expect((await session({ key: app.adminKey })).status).toBe(429);
	});

	it('signing out ends the session on the server, not only in the browser', async () => {
		const cookie = cookieOf(await session({ key: app.adminKey }));
		await fetch(`${app.url}/api/session`, { method: 'DELETE', headers: { cookie, origin: app.url } });
		expect((await fetch(`${app.url}/api/session`, { headers: { cookie } })).status).toBe(401);
	});

	it('keeps no key, link or session on disk, only digests; the pepper is for its owner alone', async () => {
		const cookie = cookieOf(await session({ key: app.adminKey }));
		const secret = app.adminKey.slice(-43);
		await app.close();
		const database = (await readFile(join(app.path, '404notsound.db'))).toString('latin1');
		expect(database).toContain('Administrator');
		expect(database).not.toContain(secret);
		expect(database).not.toContain(cookie.split('=')[1]);
		expect((await stat(join(app.path, 'pepper'))).mode & 0o077).toBe(0);
	});
});

describe('what others may see', () => {
	it.each([
		['GET', '/api/lectures'],
		['GET', '/api/lectures/00000000-0000-4000-8000-000000000000'],
		['POST', '/api/tickets'],
		['GET', '/api/session']
	])('%s %s needs a session', async (method, path) => {
		expect((await fetch(app.url + path, { method })).status).toBe(401);
	});

	it('answers 404 for somebody else’s lecture, whatever is asked of it', async () => {
		const owner = await app.signIn();
		const other = await app.signIn(await addPerson(app, 'other'));
		const { openSocket, hello, newTake } = await import('../helpers/socket.ts');
		const client = await openSocket(app.url, { headers: { cookie: owner, origin: app.url } });
		const lectureId = '00000000-0000-4000-8000-000000000001';
		client.say(hello(lectureId));
		const take = newTake();
		client.say({ type: 'take', take });
		await client.hear('take');
		const own = `${app.url}/api/lectures/${lectureId}`;
		expect((await fetch(own, { headers: { cookie: owner } })).status).toBe(200);
		for (const [method, url] of [
			['GET', own],
			['PATCH', own],
			['DELETE', own],
			['GET', `${own}/takes/${take.takeId}/audio.wav`]
		] as const) {
			const headers = { cookie: other, origin: app.url, 'content-type': 'application/json' };
			const answer = await fetch(url, {
				method,
				headers,
				...(method === 'PATCH' && { body: '{"title":"x"}' })
			});
			expect([method, answer.status]).toEqual([method, 404]);
		}
		expect((await fetch(own, { headers: { cookie: owner } })).status).toBe(200);
	});

	it('refuses a change that another site’s page asks for', async () => {
		const cookie = await app.signIn();
		const answer = await postJson(`${app.url}/api/tickets`, {}, { cookie, origin: 'https://evil.example' });
		expect(answer.status).toBe(403);
	});

	it('sends headers that keep pages from being framed, sniffed or shared', async () => {
		const { headers } = await fetch(`${app.url}/health`);
		expect(headers.get('x-content-type-options')).toBe('nosniff');
		expect(headers.get('content-security-policy')).toContain('frame-ancestors');
		expect(headers.get('access-control-allow-origin')).toBeNull();
	});
});

describe('deleting a lecture', () => {
	it('removes its rows and its sound for good, and a device that still holds some cannot bring it back', async () => {
		const cookie = await app.signIn();
		const { openSocket, hello, newTake } = await import('../helpers/socket.ts');
		const { encodeBlock } = await import('#lib/protocol/index.ts');
		const client = await openSocket(app.url, { headers: { cookie, origin: app.url } });
		const lectureId = '00000000-0000-4000-8000-000000000002';
		client.say(hello(lectureId));
		const take = newTake();
		client.say({ type: 'take', take });
		client.send(
			encodeBlock({
				takeNumber: 0,
				firstSample: 0,
				sampleCount: 100,
				codec: 'pcm_s16le',
				payload: new Uint8Array(200)
			})
		);
		await client.hear('stored', ({ samples }) => samples === 100);
		await stat(app.files.path(lectureId, take));
		client.socket.close();
		await client.closed();
		const url = `${app.url}/api/lectures/${lectureId}`;
		expect((await fetch(url, { method: 'DELETE', headers: { cookie, origin: app.url } })).status).toBe(204);
		expect((await fetch(url, { headers: { cookie } })).status).toBe(404);
		await expect(stat(app.files.path(lectureId, take))).rejects.toThrow('ENOENT');
		const late = await openSocket(app.url, { headers: { cookie, origin: app.url } });
		late.say(hello(lectureId));
		expect((await late.closed()).code).toBe(4404);
	});

	it('while it is recorded and watched: everybody is told to stay away, and no sound comes back', async () => {
		const cookie = await app.signIn();
		const { openSocket, hello, newTake } = await import('../helpers/socket.ts');
		const { encodeBlock } = await import('#lib/protocol/index.ts');
		const open = () => openSocket(app.url, { headers: { cookie, origin: app.url } });
		const [recorder, viewer, bystander] = [await open(), await open(), await open()];
		const lectureId = '00000000-0000-4000-8000-000000000003';
		recorder.say(hello(lectureId));
		await recorder.hear('welcome');
		viewer.say(hello(lectureId, { role: 'viewer' }));
		await viewer.hear('welcome');
		bystander.say(hello('00000000-0000-4000-8000-000000000004'));
		const take = newTake();
		recorder.say({ type: 'take', take });
		const send = (firstSample: number) =>
			recorder.send(
				encodeBlock({
					takeNumber: 0,
					firstSample,
					sampleCount: 100,
					codec: 'pcm_s16le',
					payload: new Uint8Array(200)
				})
			);
		let at = 0;
		const sending = setInterval(() => send(100 * at++), 2);
		onTestFinished(() => clearInterval(sending));
		await recorder.hear('stored', ({ samples }) => samples > 500);
		const url = `${app.url}/api/lectures/${lectureId}`;
		expect((await fetch(url, { method: 'DELETE', headers: { cookie, origin: app.url } })).status).toBe(204);
		expect((await recorder.closed()).code).toBe(4404);
		expect((await viewer.closed()).code).toBe(4404);
		expect((await fetch(url, { headers: { cookie } })).status).toBe(404);
		await expect(stat(app.files.path(lectureId, take))).rejects.toThrow('ENOENT');
		bystander.say({ type: 'ping' });
		await bystander.hear('pong');
		expect(app.logLines.join('')).not.toContain('failed');
	});
});
