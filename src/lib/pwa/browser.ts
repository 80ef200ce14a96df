import type { Worker, UpdatesDeps } from './updates.svelte.ts';
import { isAnyRecording } from './updates.svelte.ts';

/** The real browser behind Updates. `isBuilt` is false in development, where there is nothing to keep. */
export const browserUpdatesDeps = (isBuilt: boolean): UpdatesDeps => ({
	register: async () =>
		isBuilt && 'serviceWorker' in navigator ? register().catch(() => undefined) : undefined,
	isAnyRecording,
	reload: () => location.reload()
});

async function register(): Promise<Worker> {
	const { Workbox } = await import('workbox-window');
	const workbox = new Workbox('/service-worker.js');
	const worker: Worker = {
		onWaiting: (act) => workbox.addEventListener('waiting', act),
		onExchanged: (act) => workbox.addEventListener('controlling', act),
		exchange: () => workbox.messageSkipWaiting(),
		look: () => workbox.update()
	};
	void workbox.register().catch(() => undefined);
	return worker;
}
