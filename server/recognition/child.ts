import { serveJobs } from './child-server.ts';
import { SenseVoice } from './sense-voice/sense-voice.ts';
import { readSamples } from './sound-file.ts';

serveJobs(async ({ modelDirectory, cacheDirectory, threads }) => {
	const senseVoice = await SenseVoice.load(modelDirectory, {
		threads,
		...(cacheDirectory === undefined ? {} : { cacheDirectory })
	});
	return async (job) => {
		const samples = await readSamples(job.audioPath, job.firstSample, job.sampleCount);
		return { kind: 'recognised', recognition: await senseVoice.recognise(samples, job.language) };
	};
});
