import {
	ADTS,
	AudioSampleSink,
	BlobSource,
	FLAC,
	Input,
	MATROSKA,
	MP3,
	MP4,
	MPEG_TS,
	OGG,
	QTFF,
	UnsupportedInputFormatError,
	WAVE,
	WEBM,
	type AudioSample,
	type InputAudioTrack,
	type InputTrack
} from 'mediabunny';
import { mixed } from './mono.ts';
import type { MediaRefusal } from './port.ts';

/** A stretch of mono sound in -1..1, and where in the file it ends. */
export type DecodedSound = { mono: Float32Array<ArrayBuffer>; rate: number; endMs: number };

export type OpenMedia = {
	kind: 'opened';
	durationMs: number | null;
	/** The file's sound from its beginning, little by little. Throws where the file is damaged. */
	sounds(): AsyncGenerator<DecodedSound>;
};

const formats = [MP4, QTFF, MATROSKA, WEBM, WAVE, OGG, FLAC, MP3, ADTS, MPEG_TS];
/** Sample entries of MP4 whose sound only its seller can decode. */
const lockedEntries = ['drms', 'enca'];
/** A shorter hole is rounding of times; a longer one is a wrong time, and not filled. */
const [holeMinS, holeMaxS] = [0.25, 600];
/** Less than that, or less than that part of a file, may be missing at its end by rounding. */
const [missingMinS, missingMinShare] = [2, 0.01];

/** Opens an audio or video file and decodes its first sound, so that whatever can be read at all is known. Never throws. */
export async function openMedia(file: Blob): Promise<OpenMedia | MediaRefusal> {
	if (file.size === 0) return refused('empty');
	let isEncrypted = false;
	const resolveKeyId = () => {
		isEncrypted = true;
		throw new Error('no key');
	};
	const input = new Input({
		source: new BlobSource(file),
		formats,
		formatOptions: { isobmff: { resolveKeyId } }
	});
	try {
		const track = await input.getPrimaryAudioTrack();
		const problem = track ? await problemOf(track) : refused('no-audio');
		if (!track || problem) return problem ?? refused('no-audio');
		const samples = new AudioSampleSink(track).samples();
		const first = await samples.next();
		if (first.done) return refused('broken-media');
		const durationS = await durationOf(track);
		async function* sounds() {
			const endS = yield* soundsOf(first.value as AudioSample, samples);
			if (await endsTooEarly(input, track as InputAudioTrack, endS))
				throw new Error('the file ends too early');
		}
		return { kind: 'opened', durationMs: durationS === null ? null : durationS * 1000, sounds };
	} catch (error) {
		if (error instanceof UnsupportedInputFormatError) return refused('not-media');
		return refused(isEncrypted ? 'encrypted' : 'broken-media');
	}
}

const refused = (problem: MediaRefusal['problem']): MediaRefusal => ({ kind: 'refused', problem });

async function problemOf(track: InputAudioTrack): Promise<MediaRefusal | undefined> {
	const entry = await track.getInternalCodecId();
	const codec = await track.getCodec();
	if (!codec && typeof entry === 'string' && lockedEntries.includes(entry)) return refused('encrypted');
	if (codec && (await track.canDecode())) return undefined;
	const name = codec ?? (typeof entry === 'string' ? entry : undefined);
	return { ...refused('unknown-codec'), ...(name && { codec: name.toUpperCase() }) };
}

/** As the file says, or as its end does; null where neither can be read. */
const durationOf = async (track: InputTrack): Promise<number | null> =>
	(await track.getDurationFromMetadata().catch(() => null)) ??
	(await track.computeDuration().catch(() => null));

/**
 * Whether sound was to come after its last: a file that is cut off, or has a hole, may just end. Where the file only tells how
 * long all of it is, a longer video explains the rest.
 */
async function endsTooEarly(input: Input, track: InputAudioTrack, endS: number): Promise<boolean> {
	const ownS = await track.computeDuration().catch(() => Infinity);
	if (ownS - endS > missingMinS) return true;
	const toldS = (await track.getDurationFromMetadata()) ?? 0;
	const byS = toldS - Math.max(missingMinS, toldS * missingMinShare);
	if (endS >= byS) return false;
	const others = (await input.getTracks()).filter(({ id }) => id !== track.id);
	const ends = await Promise.all(others.map((other) => other.computeDuration().catch(() => 0)));
	return !ends.some((end) => end >= byS);
}

/** Ends with the time of the last sound's end. */
async function* soundsOf(
	first: AudioSample,
	rest: AsyncGenerator<AudioSample, void>
): AsyncGenerator<DecodedSound, number> {
	const beginS = Math.max(0, first.timestamp);
	let endS = beginS;
	for await (const sample of chained(first, rest)) {
		const rate = sample.sampleRate;
		const holeS = sample.timestamp - endS;
		if (holeS > holeMinS && holeS < holeMaxS)
			for (let left = Math.round(holeS * rate); left > 0; left -= rate)
				yield { mono: new Float32Array(Math.min(left, rate)), rate, endMs: (endS - beginS) * 1000 };
		endS = sample.timestamp + sample.duration;
		const mono = monoOf(sample);
		sample.close();
		yield { mono, rate, endMs: (endS - beginS) * 1000 };
	}
	return endS;
}

async function* chained(first: AudioSample, rest: AsyncGenerator<AudioSample, void>) {
	yield first;
	yield* rest;
}

const monoOf = (sample: AudioSample): Float32Array<ArrayBuffer> =>
	mixed(
		Array.from({ length: sample.numberOfChannels }, (_, planeIndex) => {
			const plane = new Float32Array(sample.numberOfFrames);
			sample.copyTo(plane, { planeIndex, format: 'f32-planar' });
			return plane;
		})
	);
