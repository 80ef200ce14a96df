import type { IncomingMessage } from 'node:http';
import { getCookie } from 'hono/cookie';
import { createMiddleware } from 'hono/factory';
import type { HttpBindings } from '@hono/node-server';
import type { Keys, Principal } from '../keys/keys.ts';

export const sessionCookie = 'nf_session';

export type ApiEnv = { Bindings: HttpBindings; Variables: { principal: Principal } };

/** Answers 401 unless a live session stands behind the cookie. */
export const requireSession = (keys: Keys) =>
	createMiddleware<ApiEnv>(async (c, next) => {
		const token = getCookie(c, sessionCookie);
		const principal = token && (await keys.bySession(token));
		if (!principal) return c.json({ error: 'not-signed-in' }, 401);
		c.set('principal', principal);
		await next();
	});

/** Behind `requireSession`: answers 403 unless an administrator asks. */
export const requireAdmin = createMiddleware<ApiEnv>(async (c, next) => {
	if (!c.get('principal').admin) return c.json({ error: 'not-admin' }, 403);
	await next();
});

/** Refuses a change that another site's page asks for. Browsers always send Origin with such requests. */
export const requireSameOrigin = (origins: readonly string[]) =>
	createMiddleware<ApiEnv>(async (c, next) => {
		const isRead = c.req.method === 'GET' || c.req.method === 'HEAD';
		const origin = c.req.header('origin');
		if (!isRead && origin !== undefined && !isOwn(origin, c.req.header('host'), origins)) {
			return c.json({ error: 'foreign-origin' }, 403);
		}
		await next();
	});

/** A socket may be opened by our own pages, by the configured origins, and by programs, which send no Origin. */
export function isAllowedOrigin(request: IncomingMessage, origins: readonly string[]): boolean {
	const { origin, host } = request.headers;
	if (origin === undefined) return request.headers.cookie === undefined;
	return isOwn(origin, host, origins);
}

function isOwn(origin: string, host: string | undefined, origins: readonly string[]): boolean {
	if (origins.includes(origin)) return true;
	return host !== undefined && (origin === `http://${host}` || origin === `https://${host}`);
}

const securityHeaders = {
	'x-content-type-options': 'nosniff',
	'referrer-policy': 'no-referrer',
	'x-frame-options': 'DENY',
	'content-security-policy': "frame-ancestors 'none'",
	'cross-origin-opener-policy': 'same-origin',
	'permissions-policy': 'microphone=(self), camera=(), geolocation=(), screen-wake-lock=(self)'
} as const;

export const secureHeaders = createMiddleware(async (c, next) => {
	await next();
	for (const [name, value] of Object.entries(securityHeaders)) c.header(name, value);
});
