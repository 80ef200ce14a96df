import { v7 as newId } from 'uuid';
import type { BlockStore } from '../uplink/port.ts';
import { browserTimers } from '../uplink/timers.ts';
import { createCaptureNode } from './capture-node.ts';
import { onPermissionChange, openMicrophone } from './microphone.ts';
import { takeRecorderLock } from './recorder-lock.ts';
import type { RecorderDeps } from './recorder.svelte.ts';
import { openSample } from './sample-source.ts';
import { startThreads } from './threads.ts';
import { WakeLock } from './wake-lock.ts';

/** The real browser behind a Recorder. */
export function browserRecorderDeps(store: BlockStore, onStored: () => void): RecorderDeps {
	return {
		store,
		onStored,
		openSource: (source, events) =>
			source.kind === 'sample' ? openSample(source, events) : openMicrophone(source, events),
		createNode: (source, port) => createCaptureNode(source.context, source.output, port),
		startThreads() {
			keepStorage();
			return startThreads();
		},
		takeLock: () => takeRecorderLock(),
		wakeLock: new WakeLock(),
		nowMs: () => Date.now(),
		after: (ms, act) => browserTimers.after(ms, act),
		onChance,
		newId
	};
}

/** Asks the browser not to clear the store when space gets short. It may refuse; recording goes on. */
function keepStorage(): void {
	navigator.storage?.persist?.().catch(() => undefined);
}

/** A device came or went, the page shows again, or a person has allowed the microphone. */
function onChance(chance: () => void): () => void {
	const over = new AbortController();
	const { signal } = over;
	navigator.mediaDevices?.addEventListener('devicechange', chance, { signal });
	document.addEventListener('visibilitychange', () => !document.hidden && chance(), { signal });
	onPermissionChange((state) => state === 'granted' && chance(), signal);
	return () => over.abort();
}
