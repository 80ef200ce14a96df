import { Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import * as v from 'valibot';
import type { Engine } from '#lib/protocol/index.ts';
import type { Attempts } from '../keys/attempts.ts';
import { sessionLifeMs, type Keys } from '../keys/keys.ts';
import { requireSession, sessionCookie, type ApiEnv } from './guard.ts';

const SignInSchema = v.union([
	v.strictObject({ key: v.pipe(v.string(), v.maxLength(200)) }),
	v.strictObject({ link: v.pipe(v.string(), v.maxLength(200)) })
]);

type Deps = { keys: Keys; attempts: Attempts; engine: () => Engine };

/** `/api/session`: who am I, sign in by key or one-time link, sign out. `/api/tickets`: 30 s passes for a socket. */
export function signInRoutes({ keys, attempts, engine }: Deps): Hono<ApiEnv> {
	const routes = new Hono<ApiEnv>();

	routes.get('/session', requireSession(keys), (c) => {
		const { name, admin } = c.get('principal');
		return c.json({ signedIn: true, name, admin, engine: engine() });
	});

	routes.post('/session', async (c) => {
		const address = c.env.incoming?.socket.remoteAddress ?? 'unknown';
		if (attempts.isBlocked(address)) return c.json({ error: 'too-many-attempts' }, 429);
		const body = v.safeParse(SignInSchema, await c.req.json().catch(() => undefined));
		if (!body.success) return c.json({ error: 'bad-request' }, 400);
		const token =
			'key' in body.output
				? await keys.signInWithKey(body.output.key)
				: await keys.signInWithLink(body.output.link);
		if (!token) {
			attempts.failed(address);
			return c.json({ error: 'key' in body.output ? 'bad-key' : 'bad-link' }, 401);
		}
		setCookie(c, sessionCookie, token, {
			httpOnly: true,
			sameSite: 'Strict',
			secure: new URL(c.req.header('origin') ?? 'http://none').protocol === 'https:',
			path: '/',
			maxAge: sessionLifeMs / 1000
		});
		return c.body(null, 204);
	});

	routes.delete('/session', async (c) => {
		const token = getCookie(c, sessionCookie);
		if (token) await keys.signOut(token);
		deleteCookie(c, sessionCookie, { path: '/' });
		return c.body(null, 204);
	});

	routes.post('/tickets', requireSession(keys), (c) =>
		c.json({ ticket: keys.ticketFor(c.get('principal')) })
	);

	return routes;
}
