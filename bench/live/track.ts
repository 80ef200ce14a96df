import { segmentsOf, type Mark } from '#lib/protocol/index.ts';
import { createSegmenter, segmenterDefaults } from '#lib/protocol/segmenter.ts';
import { createSpeechSegmenter, loadDetector } from '../../server/recognition/speech-segmenter.ts';
import type { Playable } from '../../tests/helpers/recorder-client.ts';
import { fixturePcm } from '../../tests/helpers/speech.ts';
import { createRandom } from '../random.ts';

/** What a browser's detector takes at a time, and what its recorder hands on at a time. */
const frameSamples = 512;
export const blockSamples = 5 * frameSamples;
const pauseSamples = 6 * blockSamples;

/** Sound that goes round and round, and how likely each of its frames is speech. */
export type Loop = { pcm: Int16Array; probabilities: Float32Array };

/** When one segment of a track is spoken, in samples of the track: the ends of its first and last loud frames. */
export type Speech = {
	segment: number;
	beginsWith: 'speech' | 'cut';
	firstSample: number;
	endsWith: 'quiet' | 'cut' | 'take';
	lastSample: number;
};

export type Track = { script: Playable; speeches: Speech[] };

/** Fixtures in phrases of about five seconds with a second of a quiet room between; the detector hears them here. */
export async function loopOf(fixtures: readonly string[]): Promise<Loop> {
	const phrases = (await Promise.all(fixtures.map(phrasesOf))).flat();
	const wholeSamples = phrases.reduce((sum, phrase) => sum + phrase.length + pauseSamples, 0);
	const pcm = quietRoom(Math.ceil(wholeSamples / blockSamples) * blockSamples);
	let at = 0;
	for (const phrase of phrases) {
		pcm.set(phrase, at);
		at += phrase.length + pauseSamples;
	}
	return { pcm, probabilities: await probabilitiesOf(pcm) };
}

async function phrasesOf(fixture: string): Promise<Int16Array[]> {
	const pcm = fixturePcm(fixture);
	const segmenter = await createSpeechSegmenter({ softCutMs: 4000 });
	const marks = [...(await segmenter.push(pcm)), ...(await segmenter.finish())];
	return segmentsOf(marks).map(({ startSample, endSample }) => pcm.subarray(startSample, endSample));
}

function quietRoom(samples: number): Int16Array {
	const random = createRandom();
	return Int16Array.from({ length: samples }, () => Math.round((random.fraction() - 0.5) * 16));
}

async function probabilitiesOf(pcm: Int16Array): Promise<Float32Array> {
	const detector = await loadDetector();
	const probabilities = new Float32Array(pcm.length / frameSamples);
	for (let frame = 0; frame < probabilities.length; frame++) {
		const samples = pcm.subarray(frame * frameSamples, (frame + 1) * frameSamples);
		const { isSpeech } = await detector.process(Float32Array.from(samples, (sample) => sample / 32_768));
		probabilities[frame] = isSpeech;
	}
	await detector.release();
	return probabilities;
}

/** `blocks` blocks of the loop from its block `offset` on, with the marks that a browser would set, when it would. */
export function trackOf({ pcm, probabilities }: Loop, offset: number, blocks: number): Track {
	const segmenter = createSegmenter();
	const marks: Mark[] = [];
	const knownAtSamples: number[] = [];
	const pauses: { knownAtSample: number; sample: number }[] = [];
	const speeches: Speech[] = [];
	const totalSamples = blocks * blockSamples;
	let open: Pick<Speech, 'segment' | 'beginsWith' | 'firstSample'> | undefined;
	let loudUntil = 0;

	const take = (mark: Mark, nowSample: number, endsWith: Speech['endsWith']) => {
		const isCut = mark.kind === 'cut';
		if (open && mark.kind !== 'speech-start')
			speeches.push({ ...open, endsWith: isCut ? 'cut' : endsWith, lastSample: loudUntil });
		const beginsWith = isCut ? 'cut' : 'speech';
		open =
			mark.kind === 'speech-end' ? undefined : { segment: marks.length, beginsWith, firstSample: nowSample };
		marks.push(mark);
		knownAtSamples.push(Math.ceil(nowSample / blockSamples) * blockSamples);
	};
	const takePause = (sample: number | undefined, nowSample: number) => {
		const isBlock = nowSample % blockSamples === 0;
		if (!isBlock || sample === undefined || sample === pauses.at(-1)?.sample) return;
		pauses.push({ knownAtSample: nowSample, sample });
	};
	for (let frame = 0; frame < totalSamples / frameSamples; frame++) {
		const at = (offset * (blockSamples / frameSamples) + frame) % probabilities.length;
		const probability = probabilities[at] as number;
		const endSample = (frame + 1) * frameSamples;
		const caused = segmenter.push(probability, frameSamples);
		if (probability >= segmenterDefaults.quietBelow) loudUntil = endSample;
		for (const mark of caused) take(mark, endSample, 'quiet');
		takePause(segmenter.pause(), endSample);
	}
	for (const mark of segmenter.finish(totalSamples)) take(mark, totalSamples, 'take');
	const script = {
		pcm: roundAndRound(pcm, offset * blockSamples, totalSamples),
		marks,
		knownAtSamples,
		pauses
	};
	return { script, speeches };
}

/** No copy for each client: two rounds of the loop lie in memory once. */
function roundAndRound(pcm: Int16Array, offset: number, length: number): Playable['pcm'] {
	const twice = doubled(pcm);
	return {
		length,
		subarray(from, to) {
			const begin = (offset + from) % pcm.length;
			return twice.subarray(begin, begin + Math.min(to, length) - from);
		}
	};
}

const known = new WeakMap<Int16Array, Int16Array>();
function doubled(pcm: Int16Array): Int16Array {
	const before = known.get(pcm);
	if (before) return before;
	const twice = new Int16Array(2 * pcm.length);
	twice.set(pcm);
	twice.set(pcm, pcm.length);
	known.set(pcm, twice);
	return twice;
}
