import type { AudioSample } from 'mediabunny';
import type { Mixer } from '#lib/core/channels/mixer.ts';
import type { DecodedSound } from './decode.ts';

/** A shorter hole is rounding of times; a longer one is a wrong time, and not filled. */
const [holeMinS, holeMaxS] = [0.25, 600];
/** Sound that comes later than its film by less than that is not told from rounding. */
const delayMinS = 0.02;

type Around = { beginS: number; mixer: Mixer };

/** The sound of a track on the times of its film, in which `beginS` is 0; ends with the time of the last sound's end. */
export async function* soundsOf(
	first: AudioSample,
	rest: AsyncGenerator<AudioSample, void>,
	{ beginS, mixer }: Around
): AsyncGenerator<DecodedSound, number> {
	let endS = beginS;
	let rate = first.sampleRate;
	const sound = (mono: Float32Array<ArrayBuffer>): DecodedSound => ({
		mono,
		rate,
		endMs: (endS - beginS) * 1000
	});
	let holeFromS = delayMinS;
	for await (const sample of chained(first, rest)) {
		rate = sample.sampleRate;
		const holeS = sample.timestamp - endS;
		if (holeS > holeFromS && holeS < holeMaxS) {
			yield sound(mixer.finish());
			for (let left = Math.round(holeS * rate); left > 0; left -= rate)
				yield sound(new Float32Array(Math.min(left, rate)));
		}
		holeFromS = holeMinS;
		endS = Math.max(beginS, sample.timestamp + sample.duration);
		const planes = planesFrom(sample, beginS);
		sample.close();
		yield sound(mixer.push(planes));
	}
	yield sound(mixer.finish());
	return endS;
}

async function* chained(first: AudioSample, rest: AsyncGenerator<AudioSample, void>) {
	yield first;
	yield* rest;
}

/** Without what lies before the beginning: what an encoder needs to get going. */
function planesFrom(sample: AudioSample, beginS: number): Float32Array<ArrayBuffer>[] {
	const early = Math.round((beginS - sample.timestamp) * sample.sampleRate);
	return Array.from({ length: sample.numberOfChannels }, (_, planeIndex) => {
		const plane = new Float32Array(sample.numberOfFrames);
		sample.copyTo(plane, { planeIndex, format: 'f32-planar' });
		return early > 0 ? plane.slice(early) : plane;
	});
}
