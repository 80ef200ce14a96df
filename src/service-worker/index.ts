import {
	cleanupOutdatedCaches,
	createHandlerBoundToURL,
	getCacheKeyForURL,
	precacheAndRoute
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { self } from '$app/service-worker';
import { tryRecorderLock } from '#lib/capture/recorder-lock.ts';
import { withSenderLock } from '#lib/lecture/sender-lock.ts';
import { importingLectures } from '#lib/import/import-lock.ts';
import { backgroundCopyTag } from '#lib/pwa/background.ts';
import { earlierFile, keepEarlierFiles, versionedFiles } from '#lib/pwa/earlier-files.ts';
import { receivePath, stash } from '#lib/pwa/shared-files.ts';
import { copyInBackground } from '#lib/uplink/background-copy.ts';
import { openIndexedDbStore } from '#lib/uplink/indexed-db-store.ts';

/*
 * Lets the app start without a network: its files are kept when it is installed, and every page of it is the one shell.
 * What belongs to the server (/api, /ws, its health) is never touched. A newer version waits until a page asks for it.
 */

/** Background Sync, which TypeScript does not know. */
type SyncEvent = ExtendableEvent & { tag: string };

/** Put in place by the build: every file that the app needs. */
declare const __PRECACHE__: { url: string; revision: string | null }[];

precacheAndRoute(__PRECACHE__);
cleanupOutdatedCaches();
registerRoute(
	new NavigationRoute(createHandlerBoundToURL('/200.html'), {
		denylist: [/^\/(api|ws|health|livez|readyz)(\/|$)/]
	})
);
registerRoute(
	({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith(versionedFiles),
	({ request }) => earlierFile(request)
);

self.addEventListener('install', (event) =>
	event.waitUntil(keepEarlierFiles((url) => getCacheKeyForURL(url) !== undefined))
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

/* Sound that was left on this device when its page closed. Rejecting lets the browser try again later. */
self.addEventListener('sync', (event) => {
	const sync = event as SyncEvent;
	if (sync.tag === backgroundCopyTag) sync.waitUntil(copyWaiting());
});

/** A page that has just been closed may hold the lock for a moment yet. */
const lockPatienceMs = 10_000;

async function copyWaiting(): Promise<void> {
	const store = await openIndexedDbStore();
	try {
		const isDone = await copyInBackground({
			store,
			fetch: (path, init) => fetch(path, init),
			takeRecorderLock: tryRecorderLock,
			inUse: importingLectures,
			withSenderLock: (lectureId, work) => withSenderLock(lectureId, work, lockPatienceMs)
		});
		if (!isDone) throw new Error('the server could not be reached');
	} finally {
		store.close();
	}
}
