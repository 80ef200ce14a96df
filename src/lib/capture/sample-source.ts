import { closeContext, createContext, wake } from './contexts.ts';
import type { Source } from './port.ts';
import type { Opened, SourceEvents } from './sound-source.ts';

type Sample = Extract<Source, { kind: 'sample' }>;

/**
 * A recorded lecture that plays, in real time, along the way of a microphone, and ends by itself. To be called in the
 * handler of a tap.
 */
export async function openSample(
	source: Sample,
	events: SourceEvents,
	options: { audible?: boolean } = {}
): Promise<Opened> {
	if (!globalThis.AudioWorkletNode)
		return { problem: globalThis.isSecureContext ? 'no-microphone-support' : 'insecure-context' };
	const context = createContext();
	wake(context).catch(() => undefined);
	const buffer = await decode(context, source.url).catch(() => undefined);
	if (!buffer) {
		await closeContext(context);
		return { problem: 'sample-unavailable' };
	}
	const output = new AudioBufferSourceNode(context, { buffer });
	const ended = () => events.onSign({ kind: 'ended' });
	output.addEventListener('ended', ended);
	if (options.audible) output.connect(context.destination);
	let isPlaying = false;
	return {
		context,
		output,
		label: source.name,
		begin() {
			// A source node starts once; after a pause the clock of its context carries it on.
			if (!isPlaying) output.start();
			isPlaying = true;
		},
		suspend: () => context.suspend(),
		resume: () => wake(context),
		obstacle: async () => undefined,
		async close() {
			output.removeEventListener('ended', ended);
			await closeContext(context);
		}
	};
}

async function decode(context: AudioContext, url: string): Promise<AudioBuffer> {
	const response = await fetch(url);
	if (!response.ok) throw new Error(`sample: HTTP ${response.status}`);
	return context.decodeAudioData(await response.arrayBuffer());
}
