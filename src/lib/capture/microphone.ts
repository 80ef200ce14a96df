import { clockRuns, closeContext, createContext, wake } from './contexts.ts';
import { newsOf } from './devices.ts';
import type { CaptureProblem, Processing, Source } from './port.ts';
import type { Opened, SourceEvents, SourceSign } from './sound-source.ts';

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
	let isHeld = false;
	const stopWatching = watch(context, track, (sign) => {
		events.onSign(sign);
		// Not by us, so we may try; a context that is interrupted is left alone.
		if (sign.kind === 'context' && !isHeld) wake(context).catch(() => undefined);
	});
	return {
		context,
		output,
		label: track.label,
		begin: () => undefined,
		async suspend() {
			isHeld = true;
			await context.suspend();
		},
		async resume() {
			isHeld = false;
			await wake(context);
		},
		obstacle: () => obstacleOf(context, track),
		async close() {
			stopWatching();
			stream.getTracks().forEach((each) => each.stop());
			await closeContext(context);
		}
	};
}

/** Tells what track, context, system and permission let us know; gives the way to stop that. */
function watch(context: AudioContext, track: MediaStreamTrack, tell: (sign: SourceSign) => void): () => void {
	const over = new AbortController();
	const { signal } = over;
	track.addEventListener('ended', () => tell({ kind: 'ended' }), { signal });
	track.addEventListener('mute', () => tell({ kind: 'muted', isMuted: true }), { signal });
	track.addEventListener('unmute', () => tell({ kind: 'muted', isMuted: false }), { signal });
	if (track.muted) tell({ kind: 'muted', isMuted: true });
	context.addEventListener('statechange', () => tell({ kind: 'context', state: context.state }), { signal });
	const look = async () => {
		const news = newsOf(track.getSettings(), await navigator.mediaDevices.enumerateDevices());
		if (news && !signal.aborted) tell({ kind: news === 'gone' ? 'ended' : news });
	};
	navigator.mediaDevices.addEventListener('devicechange', () => void look().catch(() => undefined), {
		signal
	});
	onPermissionChange((state) => state === 'denied' && tell({ kind: 'permission-revoked' }), signal);
	return () => over.abort();
}

/** Never called in a browser that does not tell. */
export function onPermissionChange(changed: (state: PermissionState) => void, signal: AbortSignal): void {
	navigator.permissions
		?.query({ name: 'microphone' as PermissionName })
		.then((status) => status.addEventListener('change', () => changed(status.state), { signal }))
		.catch(() => undefined);
}

async function obstacleOf(
	context: AudioContext,
	track: MediaStreamTrack
): Promise<CaptureProblem | undefined> {
	const runs = await clockRuns(context);
	if (!runs) return context.state === 'suspended' ? 'needs-tap' : 'no-sound';
	if (track.readyState === 'ended') return 'no-sound';
	return track.muted ? 'microphone-muted' : undefined;
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
