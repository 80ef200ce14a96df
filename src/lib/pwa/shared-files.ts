/** Where shared and opened files arrive (the manifest's `share_target` and `file_handlers`). */
export const receivePath = '/import';

const cacheName = 'shared-files';
const nameHeader = 'x-file-name';

/** Keeps the files of a share until the page has started that takes them. */
export async function stash(request: Request): Promise<void> {
	const form = await request.formData();
	const files = form.getAll('files').filter((part) => part instanceof File);
	const cache = await caches.open(cacheName);
	for (const [index, file] of files.entries()) {
		const headers = { 'content-type': file.type, [nameHeader]: encodeURIComponent(file.name) };
		await cache.put(`/${cacheName}/${index}`, new Response(file, { headers }));
	}
}

/** The files of the last share, once. */
export async function takeStash(): Promise<File[]> {
	if (!globalThis.caches || !(await caches.has(cacheName))) return [];
	const cache = await caches.open(cacheName);
	const files = await Promise.all((await cache.keys()).map((key) => fileIn(cache, key)));
	await caches.delete(cacheName);
	return files.filter((file) => file !== undefined);
}

async function fileIn(cache: Cache, key: Request): Promise<File | undefined> {
	const kept = await cache.match(key);
	if (!kept) return undefined;
	const name = decodeURIComponent(kept.headers.get(nameHeader) ?? '');
	return new File([await kept.blob()], name, { type: kept.headers.get('content-type') ?? '' });
}
