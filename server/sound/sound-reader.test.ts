import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fixturePath, samplesOfFixture } from '../../tests/helpers/sound.ts';
import { temporaryDirectory } from '../../tests/helpers/temporary.ts';
import { createSoundReader, type SoundFile } from './sound-reader.ts';

const opus: SoundFile = { path: fixturePath('photosynthesis.slt.opus'), codec: 'opus' };
const opusSamples = 3161 * 320;
const pcm = samplesOfFixture('jfk.wav');

async function pcmFile(): Promise<SoundFile> {
	const path = join(await temporaryDirectory(), 'take.pcm');
	await writeFile(path, new Uint8Array(pcm.slice().buffer));
	return { path, codec: 'pcm_s16le' };
}

it('reads samples of a PCM take', async () => {
	const reader = createSoundReader();
	expect(await reader.read(await pcmFile(), 12_345, 100_000)).toEqual(pcm.subarray(12_345, 112_345));
});

it('[B3] reads samples of an Opus take, the same in pieces of any length', async () => {
	const reader = createSoundReader();
	const all = await reader.read(opus, 0, opusSamples);
	expect(await reader.read(opus, 654_321, 99_999)).toEqual(all.subarray(654_321, 654_321 + 99_999));
	const lengths: number[] = [];
	for await (const piece of reader.pieces(opus, 0, opusSamples)) lengths.push(piece.length);
	expect(Math.max(...lengths)).toBeLessThanOrEqual(6 * 16_000);
});

it('says when a file ends before what is asked for, whichever the codec', async () => {
	const reader = createSoundReader();
	const files = [await pcmFile(), opus];
	for (const [n, file] of files.entries()) {
		const samples = n === 0 ? pcm.length : opusSamples;
		await expect(reader.read(file, samples - 10, 11)).rejects.toThrow('ends before');
		expect(await reader.read(file, samples - 10, 10)).toHaveLength(10);
	}
});
