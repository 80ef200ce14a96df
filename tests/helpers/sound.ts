import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { segmentsOf, type Segment } from '#lib/protocol/index.ts';
import { bytesSource } from '../../server/recognition/sense-voice/protobuf.ts';
import { createSpeechSegmenter } from '../../server/recognition/speech-segmenter.ts';
import { piecesOf } from '../../server/transcribe/sound.ts';

const fixtures = join(import.meta.dirname, '../fixtures');

/** The sample lecture that ships with the app; what it says is the fixture `photosynthesis.txt`. */
export const sampleLecturePath = join(import.meta.dirname, '../../static/samples/photosynthesis.wav');
export const nanoDirectory = join(import.meta.dirname, '../../models/sensevoice-nano');
export const fixturePath = (name: string): string => join(fixtures, name);
export const wavFixtures: readonly string[] = readdirSync(fixtures).filter((name) => name.endsWith('.wav'));

/** The samples of a WAV file, 16 kHz, one channel. */
export const samplesOfWav = (path: string): Int16Array =>
	joinedSamples([...piecesOf(bytesSource(readFileSync(path)))]);

export const samplesOfFixture = (name: string): Int16Array => samplesOfWav(fixturePath(name));

export function joinedSamples(pieces: readonly Int16Array[]): Int16Array {
	const joined = new Int16Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
	let at = 0;
	for (const piece of pieces) {
		joined.set(piece, at);
		at += piece.length;
	}
	return joined;
}

/** Where speech is, as the product finds it. */
export async function segmentsOfSamples(samples: Int16Array): Promise<Segment[]> {
	const segmenter = await createSpeechSegmenter();
	return segmentsOf([...(await segmenter.push(samples)), ...(await segmenter.finish())]);
}

/** Samples of a function of time in seconds whose values lie in -1..1. */
export const samplesOf = (seconds: number, value: (timeS: number, index: number) => number): Int16Array =>
	Int16Array.from({ length: Math.round(seconds * 16_000) }, (_, index) =>
		Math.max(-32_768, Math.min(32_767, Math.round(value(index / 16_000, index) * 32_768)))
	);

/** Repeatable white noise in -1..1. */
export function createNoise(seed = 1): () => number {
	let state = seed >>> 0;
	return () => {
		state = (Math.imul(1_664_525, state) + 1_013_904_223) >>> 0;
		return state / 2 ** 31 - 1;
	};
}
