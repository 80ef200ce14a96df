import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { segmentsOf } from '#lib/protocol/index.ts';
import { said, startTranscriptionServer } from '../fakes/transcription-server.ts';
import { RecorderClient, type Script } from '../helpers/recorder-client.ts';
import { startServer } from '../helpers/server-process.ts';
import { scriptOf } from '../helpers/speech.ts';
import { temporaryDirectory } from '../helpers/temporary.ts';
import { until } from '../helpers/until.ts';

let script: Script;
beforeAll(async () => {
	script = await scriptOf('photosynthesis.slt.wav');
});

it('[T3] a lecture is recognised by a service; while that is away everything waits, and each segment is sent once it is back', async () => {
	const key = 'sk-of-the-service';
	const service = await startTranscriptionServer(({ n }) => said(`Sentence number ${n}.`));
	const server = await startServer({
		dataDirectory: await temporaryDirectory(),
		env: { RECOGNISER_URL: service.baseUrl, RECOGNISER_KEY: key, LOG_LEVEL: 'debug' }
	});
	onTestFinished(async () => void (await server.kill('SIGKILL')));
	expect(server.output()).toContain('every segment of speech is sent there');
	const client = new RecorderClient({ url: server.url, cookie: await server.signIn(), script });
	onTestFinished(() => client.close());
	client.connect();
	client.capture(Math.floor(script.pcm.length / 2));
	await until('words of the service', () => client.utterances.size > 0);

	await service.close();
	const before = client.utterances.size;
	client.capture(script.pcm.length);
	await client.finish();
	await until('the status that the service is missed', () =>
		client.received.some(
			(message) => message.type === 'status' && message.engine.recogniser.state === 'failed'
		)
	);
	expect(client.utterances.size).toBeLessThan(segmentsOf(script.marks).length);
	expect(client.utterances.size).toBeGreaterThanOrEqual(before);

	const back = await startTranscriptionServer(({ n }) => said(`Later sentence number ${n}.`), service.port);
	await until(
		'an utterance for every segment',
		() => client.utterances.size === segmentsOf(script.marks).length
	);
	expect([...client.finals.values()].every((count) => count === 1)).toBe(true);
	const kinds = [...client.utterances.values()].map(({ result }) => result.kind);
	expect(new Set(kinds)).toEqual(new Set(['text']));
	expect(back.calls.every((call) => call.key === key)).toBe(true);
	expect(server.output()).not.toContain(key);
	expect(server.output()).not.toContain('entence number');
});
