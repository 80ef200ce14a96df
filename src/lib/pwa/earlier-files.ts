/*
 * Pages of the version before may still be open when a newer one takes over, and ask for files of their own only when
 * somebody presses Record. The server no longer has those files, and the newer version's list does not name them.
 */
const cacheName = 'earlier-files';
export const versionedFiles = '/_app/immutable/';

/** Sets aside what only the earlier version has. To be called before the newer one clears up. */
export async function keepEarlierFiles(isMine: (url: string) => boolean): Promise<void> {
	const names = (await caches.keys()).filter((name) => name.includes('precache'));
	await caches.delete(cacheName);
	const earlier = await caches.open(cacheName);
	for (const name of names) {
		const cache = await caches.open(name);
		for (const request of await cache.keys()) {
			if (isMine(request.url) || !new URL(request.url).pathname.startsWith(versionedFiles)) continue;
			const file = await cache.match(request);
			if (file) await earlier.put(request, file);
		}
	}
}

/** A file of the version before, if this device still has it; otherwise the server's answer. */
export const earlierFile = async (request: Request): Promise<Response> =>
	(await caches.match(request, { cacheName })) ?? (await fetch(request));
