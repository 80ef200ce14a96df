import { v7 as newId } from 'uuid';
import type { BlockStore } from '../uplink/port.ts';
import { browserTimers } from '../uplink/timers.ts';
import { createCaptureNode } from './capture-node.ts';
import { createCodecChoice, givesOpus, type CodecChoice } from './codec-choice.ts';
import { onPermissionChange, openMicrophone } from './microphone.ts';
import { takeRecorderLock } from './recorder-lock.ts';
import type { RecorderDeps } from './recorder.svelte.ts';
import { openSample } from './sample-source.ts';
import { startThreads } from './threads.ts';
import { WakeLock } from './wake-lock.ts';
import { openWebCodecs } from './web-codecs.ts';

/** What this page's browser can; one for all its recorders. */
export const browserCodecs = createCodecChoice(() => givesOpus({ openPackets: openWebCodecs, wait }));
const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** The real browser behind a Recorder. */
export function browserRecorderDeps(
	store: BlockStore,
	{ onStored, onQuiet }: Required<Pick<RecorderDeps, 'onStored' | 'onQuiet'>>,
	codecs: CodecChoice = browserCodecs
): RecorderDeps {
	// Asked early: a take is not to wait for it.
	void codecs.next();
	return {
		store,
		onStored,
		onQuiet,
		nextCodec: () => codecs.next(),
		openSource: (source, events) =>
			source.kind === 'sample' ? openSample(source, events) : openMicrophone(source, events),
		createNode: (source, port) => createCaptureNode(source.context, source.output, port),
		startThreads: () => startThreads(() => codecs.opusFailed()),
		takeLock: () => takeRecorderLock(),
		wakeLock: new WakeLock(),
		nowMs: () => Date.now(),
		after: (ms, act) => browserTimers.after(ms, act),
		onChance,
		newId
	};
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
