import { createSoundReader } from '../sound/sound-reader.ts';
import { serveJobs } from './child-server.ts';
import { SenseVoice } from './sense-voice/sense-voice.ts';

serveJobs(async ({ modelDirectory, cacheDirectory, threads, device }) => {
	const senseVoice = await SenseVoice.load(modelDirectory, {
		threads,
		device,
		...(cacheDirectory === undefined ? {} : { cacheDirectory })
	});
	const reader = createSoundReader();
	return async ({ audioPath: path, codec, firstSample, sampleCount, language, terms }) => {
		const samples = await reader.read({ path, codec }, firstSample, sampleCount);
		return { kind: 'recognised', recognition: await senseVoice.recognise(samples, language, terms) };
	};
});
