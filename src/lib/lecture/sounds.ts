import {
	sampleRate,
	samplesIn,
	wavHeader,
	wholeFrames,
	type LectureId,
	type TakeId
} from '#lib/protocol/index.ts';
import { soundFrom } from '#lib/uplink/copy-session.ts';
import type { BlockStore } from '#lib/uplink/port.ts';
import { audioUrl } from './api.ts';

/** A stretch of a take's sound that an audio element can play. */
export type Stretch = { url: string; toSample: number; release: () => void };

/** Where the sound of one lecture is to be had. */
export interface Sounds {
	/** From the server, as far as it is known to have it; undefined where it has not, or cannot be reached. */
	there(takeId: TakeId, fromSample: number): Stretch | undefined;
	/** From this device's store; undefined where it holds nothing of that sample. */
	here(takeId: TakeId, fromSample: number): Promise<Stretch | undefined>;
}

/** What is asked of the server at a time; playing goes on with the next stretch by itself. */
const stretchSamplesThere = 10 * 60 * sampleRate;
/** What is held in memory, and decoded, at a time. */
const stretchSamplesHere = 2 * 60 * sampleRate;

export type SoundsDeps = {
	lectureId: LectureId;
	store: () => Promise<Pick<BlockStore, 'takesOf' | 'blocksFrom'>>;
	/** Samples of a take that the server is known to have. */
	serverSamples: (takeId: TakeId) => number;
	isOffline: () => boolean;
	/** The samples of whole packets. */
	decodeOpus: (packets: Uint8Array) => Promise<Int16Array<ArrayBuffer>>;
};

export function createSounds(deps: SoundsDeps): Sounds {
	const { lectureId } = deps;
	return {
		there(takeId, fromSample) {
			const toSample = Math.min(deps.serverSamples(takeId), fromSample + stretchSamplesThere);
			if (toSample <= fromSample || deps.isOffline()) return undefined;
			return { url: audioUrl(lectureId, takeId, fromSample, toSample), toSample, release: () => {} };
		},
		async here(takeId, fromSample) {
			const held = await heldFrom(deps, takeId, fromSample).catch(() => undefined);
			if (!held) return undefined;
			const url = URL.createObjectURL(
				new Blob([wavHeader(held.samples.byteLength), held.samples], { type: 'audio/wav' })
			);
			return { url, toSample: held.toSample, release: () => URL.revokeObjectURL(url) };
		}
	};
}

async function heldFrom({ lectureId, store, decodeOpus }: SoundsDeps, takeId: TakeId, fromSample: number) {
	const opened = await store();
	const take = (await opened.takesOf(lectureId)).find((each) => each.takeId === takeId);
	if (!take || fromSample >= take.samples) return undefined;
	const { codec } = take;
	const start = wholeFrames(codec, fromSample);
	const blocks = await opened.blocksFrom(takeId, start, stretchSamplesHere);
	if ((blocks[0]?.firstSample ?? Infinity) > start) return undefined;
	const bytes = soundFrom(blocks, codec, start, wholeFrames(codec, stretchSamplesHere));
	const samples = codec === 'opus' ? await decodeOpus(bytes) : new Int16Array(bytes.slice().buffer);
	const toSample = start + samplesIn(codec, bytes.byteLength);
	return { samples: samples.subarray(fromSample - start), toSample };
}
