import { expect, test } from 'vitest';
import { createApi } from './api.ts';

const answering = (response: Response | Error) =>
	createApi(async () => {
		if (response instanceof Error) throw response;
		return response;
	});

test('no network is an answer, not an exception', async () => {
	expect(await answering(new TypeError('failed to fetch')).lectures()).toEqual({
		ok: false,
		problem: 'unreachable'
	});
});

test('a refusal keeps the reason that the server gave', async () => {
	const refused = answering(Response.json({ error: 'bad-link' }, { status: 401 }));
	expect(await refused.signIn({ link: 'x' })).toEqual({ ok: false, problem: 'bad-link' });
});

test('an error page of something in between is told by its status', async () => {
	const page = (status: number) => answering(new Response('<html>', { status }));
	expect(await page(401).session()).toEqual({ ok: false, problem: 'not-signed-in' });
	expect(await page(404).remove('x')).toEqual({ ok: false, problem: 'not-found' });
	expect(await page(502).session()).toEqual({ ok: false, problem: 'server-failed' });
});

test('an answer that is not what was promised is refused where it enters', async () => {
	expect(await answering(Response.json([{ lectureId: 'x' }])).lectures()).toEqual({
		ok: false,
		problem: 'server-failed'
	});
});

test('204 is success without a body', async () => {
	expect(await answering(new Response(null, { status: 204 })).signOut()).toMatchObject({ ok: true });
});
