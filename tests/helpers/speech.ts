import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSpeechSegmenter } from '../../server/recognition/speech-segmenter.ts';
import type { Script } from './recorder-client.ts';

export const fixturePath = (name: string): string => join(import.meta.dirname, '../fixtures', name);

/** Samples of a fixture, all of which are 16 kHz mono 16-bit WAV files. */
export function fixturePcm(name: string): Int16Array {
	const bytes = readFileSync(fixturePath(name));
	const data = bytes.indexOf('data', 12, 'latin1') + 8;
	const end = Math.min(data + bytes.readUInt32LE(data - 4), bytes.length);
	return new Int16Array(bytes.buffer.slice(bytes.byteOffset + data, bytes.byteOffset + end));
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
