import { sampleRate } from '#lib/protocol/index.ts';

/** A context at our rate, so that the browser resamples, or at its own where it cannot have another. */
export function createContext(): AudioContext {
	try {
		return new AudioContext({ sampleRate, latencyHint: 'playback' });
	} catch {
		return new AudioContext({ latencyHint: 'playback' });
	}
}

/** Wakes a context. Not while it is interrupted: it would come back with a frozen clock. */
export async function wake(context: AudioContext): Promise<void> {
	if (context.state === 'suspended') await context.resume();
}

export async function closeContext(context: AudioContext): Promise<void> {
	if (context.state !== 'closed') await context.close();
}

const clockPatienceMs = 2000;
const clockLookMs = 50;

/** Whether the context's clock moves, or begins to within a moment. Its state alone may lie. */
export async function clockRuns(context: AudioContext): Promise<boolean> {
	const from = context.currentTime;
	for (let ms = 0; ms < clockPatienceMs && context.currentTime === from; ms += clockLookMs) {
		await new Promise((resolve) => setTimeout(resolve, clockLookMs));
	}
	return context.currentTime !== from;
}
