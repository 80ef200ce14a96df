import { createMixer } from '#lib/core/channels/mixer.ts';
import { bytesFor, wavOutline, wavPlanes, WavError, type WavOutline } from '#lib/core/wav/index.ts';
import type { DecodedSound, OpenMedia } from './decode.ts';
import type { MediaRefusal } from './port.ts';

const pieceSeconds = 1;
/** Less than that may be missing at the end by a wrong header. */
const missingMinS = 2;

/** Opens a WAV file, in any coding that the command line reads too. */
export async function openWav(file: Blob): Promise<OpenMedia | MediaRefusal> {
	try {
		return openedFrom(file, await outlineOf(file));
	} catch (error) {
		if (!(error instanceof WavError) || error.code !== 'unsupported')
			return { kind: 'refused', problem: 'broken-media' };
		return { kind: 'refused', problem: 'unknown-codec', ...(error.coding && { codec: error.coding }) };
	}
}

async function outlineOf(file: Blob): Promise<WavOutline> {
	const reading = wavOutline(file.size);
	let step = reading.next();
	while (!step.done) step = reading.next(await bytesOf(file, step.value.offset, step.value.length));
	return step.value;
}

function openedFrom(
	file: Blob,
	{ format, dataOffset, dataBytes, missingBytes }: WavOutline
): OpenMedia | MediaRefusal {
	const { sampleRate, blockBytes, blockFrames } = format;
	const secondsOf = (bytes: number) => ((bytes / blockBytes) * blockFrames) / sampleRate;
	if (dataBytes === 0) return { kind: 'refused', problem: 'no-audio' };
	const mixer = createMixer(sampleRate);
	async function* sounds(): AsyncGenerator<DecodedSound> {
		const pieceBytes = bytesFor(pieceSeconds, format);
		for (let at = 0; at < dataBytes; at += pieceBytes) {
			const bytes = await bytesOf(file, dataOffset + at, Math.min(pieceBytes, dataBytes - at));
			const mono = mixer.push(wavPlanes(bytes, format));
			yield { mono, rate: sampleRate, endMs: secondsOf(at + bytes.length) * 1000 };
		}
		yield { mono: mixer.finish(), rate: sampleRate, endMs: secondsOf(dataBytes) * 1000 };
		if (secondsOf(missingBytes) > missingMinS) throw new Error('the file ends too early');
	}
	return {
		kind: 'opened',
		durationMs: secondsOf(dataBytes + missingBytes) * 1000,
		tracks: [],
		track: 0,
		isCancelling: () => mixer.isCancelling,
		sounds
	};
}

const bytesOf = async (file: Blob, offset: number, length: number): Promise<Uint8Array> =>
	new Uint8Array(await file.slice(offset, offset + length).arrayBuffer());
