import { closeContext, createContext, wake } from './contexts.ts';
import type { CaptureProblem, Processing, Source } from './port.ts';
import type { Opened, SourceEvents } from './sound-source.ts';

type Microphone = Extract<Source, { kind: 'microphone' }>;

/** Calls want the near voice alone; a lecture wants the far one. A browser may ignore any of them. */
const processingOf: Record<Processing, MediaTrackConstraints> = {
	hall: { echoCancellation: false, noiseSuppression: false, autoGainControl: true },
	close: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
	loudspeaker: { echoCancellation: false, noiseSuppression: true, autoGainControl: true }
};

const problemOf = new Map<string, CaptureProblem>([
	['NotAllowedError', 'permission-denied'],
	['SecurityError', 'permission-denied'],
	['NotFoundError', 'no-device'],
	['OverconstrainedError', 'no-device'],
	['NotReadableError', 'device-busy'],
	['AbortError', 'device-busy']
]);

/**
 * Opens a microphone. To be called in the handler of a tap, before anything is awaited: a context may only start there.
 */
export async function openMicrophone(source: Microphone, events: SourceEvents): Promise<Opened> {
	if (!globalThis.isSecureContext) return { problem: 'insecure-context' };
	if (!navigator.mediaDevices?.getUserMedia || !globalThis.AudioWorkletNode) {
		return { problem: 'no-microphone-support' };
	}
	const context = createContext();
	wake(context).catch(() => undefined);
	let stream: MediaStream | undefined;
	try {
		stream = await streamOf(source);
		return await connect(context, stream, events);
	} catch (error) {
		stream?.getTracks().forEach((track) => track.stop());
		await closeContext(context);
		return { problem: problemOf.get((error as Error).name) ?? 'unknown' };
	}
}

/** The chosen device, or the default one when the chosen has gone. */
async function streamOf({ deviceId, processing }: Microphone): Promise<MediaStream> {
	preferRecordingSession();
	const audio: MediaTrackConstraints = { channelCount: { ideal: 1 }, ...processingOf[processing] };
	if (deviceId === undefined) return navigator.mediaDevices.getUserMedia({ audio });
	try {
		return await navigator.mediaDevices.getUserMedia({ audio: { ...audio, deviceId: { exact: deviceId } } });
	} catch (error) {
		if (problemOf.get((error as Error).name) !== 'no-device') throw error;
		return navigator.mediaDevices.getUserMedia({ audio });
	}
}

/** Safari: keeps other sounds of the system from ending the recording. */
function preferRecordingSession(): void {
	const { audioSession } = navigator as Navigator & { audioSession?: { type: string } };
	if (audioSession) audioSession.type = 'play-and-record';
}

async function connect(first: AudioContext, stream: MediaStream, events: SourceEvents): Promise<Opened> {
	const { context, output } = await streamNode(first, stream);
	const [track] = stream.getAudioTracks();
	if (!track) throw new DOMException('a stream without sound', 'NotFoundError');
	track.addEventListener('ended', events.onEnded);
	track.addEventListener('mute', () => events.onMuted(true));
	track.addEventListener('unmute', () => events.onMuted(false));
	return {
		context,
		output,
		label: track.label,
		begin: () => undefined,
		suspend: () => context.suspend(),
		resume: () => wake(context),
		async close() {
			stream.getTracks().forEach((each) => each.stop());
			await closeContext(context);
		}
	};
}

/** Firefox refuses a stream of another rate than its context's (bug 1674892): there the context takes the stream's. */
async function streamNode(context: AudioContext, stream: MediaStream) {
	try {
		return { context, output: context.createMediaStreamSource(stream) };
	} catch {
		await closeContext(context);
		const native = new AudioContext({ latencyHint: 'playback' });
		await wake(native);
		return { context: native, output: native.createMediaStreamSource(stream) };
	}
}

export type MicrophoneChoice = { deviceId: string; label: string };

/** The microphones that may be chosen. Browsers tell ids and labels only after permission; before it the list is empty. */
export async function microphones(): Promise<MicrophoneChoice[]> {
	const devices = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
	return devices
		.filter((device) => device.kind === 'audioinput' && device.deviceId !== '' && device.label !== '')
		.map(({ deviceId, label }) => ({ deviceId, label }));
}

/** Calls back whenever a device came or went; gives the way to stop that. */
export function onMicrophonesChanged(changed: () => void): () => void {
	navigator.mediaDevices?.addEventListener('devicechange', changed);
	return () => navigator.mediaDevices?.removeEventListener('devicechange', changed);
}
