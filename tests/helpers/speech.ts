import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSpeechSegmenter } from '../../server/recognition/speech-segmenter.ts';
import type { Script } from './recorder-client.ts';

export const fixturePath = (name: string): string => join(import.meta.dirname, '../fixtures', name);

/** Samples of a fixture: all are canonical 16 kHz mono 16-bit WAV files with a 44-byte header. */
export function fixturePcm(name: string): Int16Array {
	const bytes = readFileSync(fixturePath(name)).subarray(44);
	return new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + (bytes.byteLength & ~1)));
}

/** A fixture's sound with the marks that the speech detector sets in it. */
export async function scriptOf(name: string): Promise<Script> {
	const pcm = fixturePcm(name);
	const segmenter = await createSpeechSegmenter();
	const marks = [...(await segmenter.push(pcm)), ...(await segmenter.finish())];
	return { pcm, marks };
}

/** What is said in a fixture. */
export const fixtureText = (name: string): string => readFileSync(fixturePath(name), 'utf8');
