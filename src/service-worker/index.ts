import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { self } from '$app/service-worker';
import { receivePath, stash } from '#lib/pwa/shared-files.ts';

/*
 * Lets the app start without a network: its files are kept when it is installed, and every page of it is the one shell.
 * What belongs to the server (/api, /ws, its health) is never touched. A newer version waits until a page asks for it.
 */

/** Put in place by the build: every file that the app needs. */
declare const __PRECACHE__: { url: string; revision: string | null }[];

precacheAndRoute(__PRECACHE__);
cleanupOutdatedCaches();
registerRoute(
	new NavigationRoute(createHandlerBoundToURL('/200.html'), {
		denylist: [/^\/(api|ws|health|livez|readyz)(\/|$)/]
	})
);

self.addEventListener('message', ({ data }) => {
	if (data?.type === 'SKIP_WAITING') void self.skipWaiting();
});
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

/* Files that another app shares with this one (the manifest's `share_target`). */
self.addEventListener('fetch', (event) => {
	const { method, url } = event.request;
	if (method !== 'POST' || new URL(url).pathname !== receivePath) return;
	event.respondWith(
		stash(event.request)
			.catch(() => undefined)
			.then(() => Response.redirect(receivePath, 303))
	);
});
