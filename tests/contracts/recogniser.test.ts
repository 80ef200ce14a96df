import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { RecognitionJob } from '../../server/recognition/port.ts';
import { createRecogniser, type RecogniserOptions } from '../../server/recognition/pool.ts';
import { FakeRecogniser, heard } from '../fakes/fake-recogniser.ts';
import { joinedSamples, nanoDirectory, samplesOfFixture } from '../helpers/sound.ts';
import { temporaryDirectory } from '../helpers/temporary.ts';
import { recogniserContract, type RecogniserUnderTest } from './recogniser-contract.ts';

const sampleCount = 48_000;
const speech: RecognitionJob = {
	id: 'speech',
	audioPath: '',
	codec: 'pcm_s16le',
	firstSample: 0,
	sampleCount,
	language: 'auto',
	priority: 'final'
};

recogniserContract('FakeRecogniser', () => {
	const recogniser = new FakeRecogniser((job) => {
		if (job.id === 'lost') return { kind: 'failed', reason: 'Its sound cannot be read.' };
		return heard(job.id === 'speech' ? 'good morning' : '');
	});
	return Promise.resolve({
		recogniser,
		speech,
		silence: { ...speech, id: 'silence' },
		lost: { ...speech, id: 'lost' }
	});
});

recogniserContract('the pool on the model that ships', () => beginPool({}));
recogniserContract('the pool when its child batches', () => beginPool({ jobsPerChild: 2 }));

async function beginPool(options: Partial<RecogniserOptions>): Promise<RecogniserUnderTest> {
	const directory = await temporaryDirectory();
	const audioPath = join(directory, 'take.s16le');
	const words = samplesOfFixture('photosynthesis.slt.wav').subarray(0, sampleCount);
	writeFileSync(audioPath, new Uint8Array(joinedSamples([words, new Int16Array(sampleCount)]).buffer));
	const recogniser = createRecogniser({
		model: { name: 'sensevoice-nano', grade: 'small' },
		modelDirectory: nanoDirectory,
		children: 1,
		...options
	});
	onTestFinished(() => recogniser.close());
	return {
		recogniser,
		speech: { ...speech, audioPath },
		silence: { ...speech, id: 'silence', audioPath, firstSample: sampleCount },
		lost: { ...speech, id: 'lost', audioPath: join(directory, 'none.s16le') }
	};
}
