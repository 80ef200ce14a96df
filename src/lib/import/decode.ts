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
	WEBM,
	type AudioSample,
	type InputAudioTrack,
	type InputTrack
} from 'mediabunny';
import { createMixer } from '#lib/core/channels/mixer.ts';
import { isWav } from '#lib/core/wav/index.ts';
import { codecName, foreignFormat } from './foreign-formats.ts';
import { openWav } from './open-wav.ts';
import type { MediaRefusal } from './port.ts';
import { soundsOf } from './track-sounds.ts';
import { chosenTrack } from './track-choice.ts';

/** A stretch of mono sound in -1..1, and where in the file it ends. */
export type DecodedSound = { mono: Float32Array<ArrayBuffer>; rate: number; endMs: number };

export type OpenMedia = {
	kind: 'opened';
	durationMs: number | null;
	/** Names of the file's audio tracks where it has several; empty where it gives them none. */
	tracks: string[];
	/** The one that is read. */
	track: number;
	/** Whether its channels cancelled each other so far. */
	isCancelling: () => boolean;
	/** The file's sound from its beginning, little by little. Throws where the file is damaged. */
	sounds(): AsyncGenerator<DecodedSound>;
};

const formats = [MP4, QTFF, MATROSKA, WEBM, OGG, FLAC, MP3, ADTS, MPEG_TS];
/** Sample entries of MP4 whose sound only its seller can decode. */
const lockedEntries = ['drms', 'enca'];
/** Less than that, or less than that part of a file, may be missing at its end by rounding. */
const [missingMinS, missingMinShare] = [2, 0.01];

/**
 * Opens an audio or video file and decodes its first sound, so that whatever can be read at all is known: that of the track with the
 * number `wish`, or of the one that carries speech. Never throws.
 */
export async function openMedia(file: Blob, wish?: number): Promise<OpenMedia | MediaRefusal> {
	if (file.size === 0) return refused('empty');
	const head = new Uint8Array(await file.slice(0, 16).arrayBuffer());
	if (isWav(head)) return openWav(file);
	const foreign = foreignFormat(head);
	if (foreign) return { ...refused('unknown-codec'), codec: foreign };
	return openContainer(file, wish);
}

async function openContainer(file: Blob, wish: number | undefined): Promise<OpenMedia | MediaRefusal> {
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
		const tracks = await input.getAudioTracks();
		const usable = await Promise.all(tracks.map(problemOf));
		if (tracks.length === 0) return refused('no-audio');
		const number = await chosenTrack(tracks, (n) => usable[n] === undefined, wish);
		const track = tracks[number];
		if (!track) return usable[0] ?? refused('no-audio');
		return await opened(file, input, { tracks, track, number });
	} catch (error) {
		if (error instanceof UnsupportedInputFormatError) return refused('not-media');
		return refused(isEncrypted ? 'encrypted' : 'broken-media');
	}
}

type Choice = { tracks: readonly InputAudioTrack[]; track: InputAudioTrack; number: number };

async function opened(
	file: Blob,
	input: Input,
	{ tracks, track, number }: Choice
): Promise<OpenMedia | MediaRefusal> {
	const samples = new AudioSampleSink(track).samples();
	const first = await samples.next();
	if (first.done) return refused('broken-media');
	const begin: AudioSample = first.value;
	const beginS = await beginOf(input);
	const toldS = (await tellsItsLength(file, input))
		? await track.getDurationFromMetadata().catch(() => null)
		: null;
	const durationS = toldS ?? (await track.computeDuration().catch(() => null));
	const mixer = createMixer(begin.sampleRate);
	async function* sounds() {
		const endS = yield* soundsOf(begin, samples, { beginS, mixer });
		if (await endsTooEarly(input, track, { endS, toldS })) throw new Error('the file ends too early');
	}
	return {
		kind: 'opened',
		durationMs: durationS === null ? null : Math.max(0, durationS - beginS) * 1000,
		tracks: tracks.length > 1 ? await Promise.all(tracks.map(nameOf)) : [],
		track: number,
		isCancelling: () => mixer.isCancelling,
		sounds
	};
}

const refused = (problem: MediaRefusal['problem']): MediaRefusal => ({ kind: 'refused', problem });

async function problemOf(track: InputAudioTrack): Promise<MediaRefusal | undefined> {
	const entry = await track.getInternalCodecId();
	const codec = await track.getCodec();
	if (!codec && typeof entry === 'string' && lockedEntries.includes(entry)) return refused('encrypted');
	if (codec && (await track.canDecode())) return undefined;
	const name = codec ?? (typeof entry === 'string' ? entry : undefined);
	return { ...refused('unknown-codec'), ...(name && { codec: codecName(name) }) };
}

/** As its maker called it, and its language. */
async function nameOf(track: InputAudioTrack): Promise<string> {
	const [name, language] = [await track.getName(), await track.getLanguageCode()];
	return [name?.trim(), language === 'und' ? '' : language].filter(Boolean).join(', ');
}

/** The time that a player shows as 0: that of the film, or of the earliest track where times do not begin at 0. */
async function beginOf(input: Input): Promise<number> {
	const isFilm = [MP4, QTFF].includes((await input.getFormat()) as typeof MP4);
	const firstS = await input.getFirstTimestamp().catch(() => 0);
	return isFilm || firstS < 0 ? 0 : firstS;
}

/** An MP3 without a count of its frames says nothing: what is told of it is reckoned from its first frame. */
async function tellsItsLength(file: Blob, input: Input): Promise<boolean> {
	const format = await input.getFormat();
	if (format === ADTS) return false;
	if (format !== MP3) return true;
	const tag = new Uint8Array(await file.slice(0, 10).arrayBuffer());
	const isTagged = String.fromCharCode(...tag.subarray(0, 3)) === 'ID3';
	const tagBytes = isTagged ? 10 + tag.subarray(6).reduce((sum, byte) => sum * 128 + (byte & 127), 0) : 0;
	const frame = new Uint8Array(await file.slice(tagBytes, tagBytes + 4096).arrayBuffer());
	return /Xing|Info/u.test(String.fromCharCode(...frame));
}

/**
 * Whether sound was to come after its last: a file that is cut off, or has a hole, may just end. Where the file only tells how
 * long all of it is, a longer video explains the rest.
 */
async function endsTooEarly(
	input: Input,
	track: InputAudioTrack,
	{ endS, toldS }: { endS: number; toldS: number | null }
): Promise<boolean> {
	const ownS = await track.computeDuration().catch(() => Infinity);
	if (ownS - endS > missingMinS) return true;
	if (toldS === null) return false;
	const byS = toldS - Math.max(missingMinS, toldS * missingMinShare);
	if (endS >= byS) return false;
	const others = (await input.getTracks()).filter(({ id }: InputTrack) => id !== track.id);
	const ends = await Promise.all(others.map((other) => other.computeDuration().catch(() => 0)));
	return !ends.some((end) => end >= byS);
}
