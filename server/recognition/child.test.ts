import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { nanoDirectory, samplesOfFixture } from '../../tests/helpers/sound.ts';
import { temporaryDirectory } from '../../tests/helpers/temporary.ts';
import { createRecogniser } from './pool.ts';
import type { RecognitionJob } from './port.ts';
import { SenseVoice } from './sense-voice/sense-voice.ts';

const samples = samplesOfFixture('photosynthesis.slt.wav').subarray(0, 240_000);

test('a child hears a segment with its context and its terms, and tells the words of the segment alone', async () => {
	const audioPath = join(await temporaryDirectory(), 'take.s16le');
	writeFileSync(audioPath, new Uint8Array(samples.slice().buffer));
	const job: RecognitionJob = {
		id: 'cut',
		audioPath,
		codec: 'pcm_s16le',
		firstSample: 80_000,
		sampleCount: 80_000,
		context: { before: 12_800, after: 9_600 },
		language: 'en',
		terms: ['photosynthesis', 'chloroplast'],
		priority: 'final'
	};
	const recogniser = createRecogniser({
		model: { name: 'sensevoice-nano', grade: 'small' },
		modelDirectory: nanoDirectory,
		children: 1
	});
	onTestFinished(() => recogniser.close());
	const nano = await SenseVoice.load(nanoDirectory);
	onTestFinished(() => nano.release());
	const sound = samples.slice(67_200, 169_600);
	const own = { from: 12_800, to: 92_800 };
	const { timings: _, ...expected } = await nano.recognise(sound, 'en', { terms: job.terms!, own });
	const outcome = await recogniser.recognise(job);
	expect(outcome).toMatchObject({ kind: 'recognised', recognition: expected });
	expect(expected.text.split(' ').length).toBeGreaterThan(5);
	const { text: everything } = await nano.recognise(sound, 'en', { terms: job.terms! });
	expect(everything.length).toBeGreaterThan(expected.text.length);
	expect(everything).toContain(expected.text);
});
