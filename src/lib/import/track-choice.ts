import { AudioSampleSink, type InputAudioTrack } from 'mediabunny';
import { createMixer } from '#lib/core/channels/mixer.ts';
import { speechIn } from '#lib/core/channels/speech.ts';

/** Where tracks are listened to, as parts of their length, and for how long. */
const looks = [0.1, 0.35, 0.6, 0.85];
const lookS = 4;
/** The first track stays the one that is read unless another has so many times its speech. */
const farMore = 2;

/** The number of the track to read: the one that was wished for, the only one that can be read, or the one with speech. -1: none. */
export async function chosenTrack(
	tracks: readonly InputAudioTrack[],
	isUsable: (number: number) => boolean,
	wish: number | undefined
): Promise<number> {
	const usable = tracks.map((_, number) => number).filter(isUsable);
	if (wish !== undefined && usable.includes(wish)) return wish;
	if (usable.length < 2) return usable[0] ?? -1;
	const speech = new Map<number, number>();
	for (const number of usable)
		speech.set(number, await speechOf(tracks[number] as InputAudioTrack).catch(() => 0));
	const most = Math.max(...speech.values());
	const first = usable[0] as number;
	if ((speech.get(first) ?? 0) * farMore >= most) return first;
	return usable.find((number) => speech.get(number) === most) ?? first;
}

async function speechOf(track: InputAudioTrack): Promise<number> {
	const endS = await track.computeDuration();
	let most = 0;
	for (const part of looks) most = Math.max(most, await speechFrom(track, part * endS));
	return most;
}

async function speechFrom(track: InputAudioTrack, fromS: number): Promise<number> {
	const pieces: Float32Array[] = [];
	let [mixer, rate]: [ReturnType<typeof createMixer> | undefined, number] = [undefined, 0];
	for await (const sample of new AudioSampleSink(track).samples(fromS, fromS + lookS)) {
		rate = sample.sampleRate;
		mixer ??= createMixer(rate);
		const planes = Array.from({ length: sample.numberOfChannels }, (_, planeIndex) => {
			const plane = new Float32Array(sample.numberOfFrames);
			sample.copyTo(plane, { planeIndex, format: 'f32-planar' });
			return plane;
		});
		sample.close();
		pieces.push(mixer.push(planes));
	}
	if (mixer) pieces.push(mixer.finish());
	return speechIn(pieces, rate);
}
