import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { compressedFiles } from './compressed.ts';

/** The built pages: hashed files for ever, everything else checked each time, unknown paths get the one shell. */
export function pageRoutes(buildDirectory: string): Hono {
	const routes = new Hono();
	routes.use('*', async (c, next) => {
		if (!isWellFormed(c.req.path)) return c.text('There is no such address.', 404);
		await next();
		const immutable = c.req.path.startsWith('/_app/immutable/') && c.res.status === 200;
		c.header('cache-control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache');
	});
	routes.use('*', compressedFiles(buildDirectory));
	routes.use('*', serveStatic({ root: buildDirectory }));
	routes.get('*', async (c) => {
		if (c.req.path.startsWith('/_app/'))
			return c.text('This file belongs to another version. Reload the page.', 404);
		const shell = await readFile(join(buildDirectory, '200.html'), 'utf8').catch(() => undefined);
		if (shell === undefined)
			return c.text('The pages are not built yet. Run `npm run build`, then start again.', 503);
		return c.html(shell);
	});
	return routes;
}

function isWellFormed(path: string): boolean {
	try {
		return !decodeURIComponent(path).includes('\0');
	} catch {
		return false;
	}
}
