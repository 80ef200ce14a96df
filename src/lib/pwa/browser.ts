import type { Workbox } from 'workbox-window';
import { Arrivals, type ArrivalsDeps } from './arrivals.ts';
import { takeStash } from './shared-files.ts';
import { isAnyRecording, type Freshness, type UpdatesDeps, type Worker } from './updates.svelte.ts';

/** The real browser behind Updates. `isBuilt` is false in development, where there is nothing to keep. */
export const browserUpdatesDeps = (isBuilt: boolean): UpdatesDeps => ({
	register: async () =>
		isBuilt && 'serviceWorker' in navigator ? register().catch(() => undefined) : undefined,
	isAnyRecording,
	reload: () => location.reload()
});

export const browserArrivals = (): Arrivals =>
	new Arrivals({
		launchQueue: (globalThis as Partial<Pick<ArrivalsDeps, 'launchQueue'>>).launchQueue,
		takeShared: takeStash
	});

async function register(): Promise<Worker> {
	const { Workbox } = await import('workbox-window');
	const workbox = new Workbox('/service-worker.js');
	const registered = workbox.register().catch(() => undefined);
	return {
		onWaiting: (act) => workbox.addEventListener('waiting', act),
		onExchanged: (act) => workbox.addEventListener('controlling', act),
		exchange: () => workbox.messageSkipWaiting(),
		look: async () => freshnessOf(await registered, workbox)
	};
}

async function freshnessOf(
	registration: ServiceWorkerRegistration | undefined,
	workbox: Workbox
): Promise<Freshness> {
	if (!registration) return 'newest';
	await workbox.update();
	if (registration.installing) return 'fetching';
	return registration.waiting ? 'waiting' : 'newest';
}
