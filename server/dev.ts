import type { Plugin } from 'vite';

/**
 * In development Vite serves the pages, and everything under `/api`, `/ws` and `/health` goes to the same `createApp` as
 * in production, on the same port. The server's parts are imported late and by an address that Vite does not follow: a build
 * needs none of them, and would bundle them all to read its configuration.
 */
export function apiInDev(): Plugin {
	return {
		name: '404notsound-api',
		apply: 'serve',
		async configureServer(vite) {
			if (process.env['VITEST'] || !vite.httpServer) return;
			const { compose } = (await import(addressOf('compose.ts'))) as typeof import('./compose.ts');
			const { readConfig } = (await import(addressOf('config.ts'))) as typeof import('./config.ts');
			const { pino } = await import('pino');
			const say = (line: string) => vite.config.logger.info(line);
			const { app, signInCode, close } = await compose(readConfig(process.env, ['--offline']), {
				say,
				log: pino({ level: 'info' }),
				version: 'development',
				buildDirectory: undefined
			});
			vite.middlewares.use((request, response, next) => {
				if (/^\/(api\/|health|livez|readyz)/.test(request.url ?? '')) app.handle(request, response);
				else next();
			});
			vite.httpServer.on('upgrade', (request, socket, head) => {
				if (request.url?.startsWith('/ws')) app.upgrade(request, socket, head);
			});
			vite.httpServer.once(
				'listening',
				() => void signInCode().then((code) => say(`  sign in: /sign-in#${code}`))
			);
			vite.httpServer.once('close', () => void close());
			await app.resume();
		}
	};
}

const addressOf = (file: string): string => new URL(file, import.meta.url).href;
