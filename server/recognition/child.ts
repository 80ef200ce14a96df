import { Serial } from '../lectures/serial.ts';
import { createSoundReader } from '../sound/sound-reader.ts';
import { createBatcher } from './batcher.ts';
import type { Waiting } from './batches.ts';
import { serveJobs } from './child-server.ts';
import type { Context } from './context.ts';
import type { Recognition } from './port.ts';
import { fbankFrames } from './sense-voice/fbank.ts';
import { lfrFrames } from './sense-voice/lfr.ts';
import { SenseVoice, type Speech } from './sense-voice/sense-voice.ts';

/** The longest that a job waits for others to share its run. */
const waitMs = 10;

serveJobs(async ({ modelDirectory, cacheDirectory, threads, device, batches }) => {
	const senseVoice = await SenseVoice.load(modelDirectory, {
		threads,
		device,
		fixedShapes: batches,
		...(cacheDirectory === undefined ? {} : { cacheDirectory })
	});
	if (device !== 'cpu') await senseVoice.session.warmUp();
	const batched = createBatcher({
		waitMs,
		run: (items: readonly Item[]) => senseVoice.recogniseBatch(items)
	});
	const alone = async (speech: Speech) => (await senseVoice.recogniseBatch([speech]))[0] as Recognition;
	const reader = createSoundReader();
	/** Jobs come to their run in the order in which they were sent, however long each sound takes to be read. */
	const reading = new Serial();
	return async ({ audioPath: path, codec, firstSample, sampleCount, context = none, ...job }) => {
		const { before, after } = context;
		const { language, terms = [], priority } = job;
		const fromSample = firstSample - before;
		const samples = await reading.run('', () =>
			reader.read({ path, codec }, fromSample, before + sampleCount + after)
		);
		const frames = Math.max(1, lfrFrames(fbankFrames(samples.length)));
		// What is behind live speech is heard once.
		const name = priority === 'backlog' ? {} : { name: `${path}:${fromSample}` };
		const own = { from: before, to: before + sampleCount };
		const item = { samples, language, terms, own, ...name, frames, priority };
		const recognition = await (batches ? batched(item) : alone(item));
		return { kind: 'recognised', recognition };
	};
});

const none: Context = { before: 0, after: 0 };

type Item = Speech & Waiting;
