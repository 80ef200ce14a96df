/** What the browser is asked to wake the service worker for: copying what is still on this device. */
export const backgroundCopyTag = 'copy-lectures';

type SyncManager = { register(tag: string): Promise<void> };

/**
 * Lets the browser wake the service worker when this page has gone and there is a network, where it can (Chromium).
 * Elsewhere the rest is sent when the app is opened next.
 */
export function wakeForCopy(): void {
	if (!navigator.serviceWorker?.controller) return;
	void navigator.serviceWorker.ready
		.then((registration) => (registration as { sync?: SyncManager }).sync?.register(backgroundCopyTag))
		.catch(() => undefined);
}
