import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import {
	encodeBlock,
	msToSamples,
	segmentsOf,
	utteranceId,
	type ServerMessage
} from '#lib/protocol/index.ts';
import { FakeRecogniser } from '../fakes/fake-recogniser.ts';
import { startApp } from '../helpers/app.ts';
import { RecorderClient, type Playable, type Script } from '../helpers/recorder-client.ts';
import { freePort, startServer } from '../helpers/server-process.ts';
import { hello, newTake, openSocket } from '../helpers/socket.ts';
import { scriptOf } from '../helpers/speech.ts';
import { temporaryDirectory } from '../helpers/temporary.ts';
import { until } from '../helpers/until.ts';

const lectureId = '01890000-0000-7000-8000-000000000001';

type Hypothesis = Extract<ServerMessage, { type: 'hypothesis' }>;

/** Speaks the whole script, four times as fast as it was spoken. */
async function speak(
	client: RecorderClient,
	{ pcm, marks }: Script,
	meanwhile?: (share: number) => Promise<void>
) {
	onTestFinished(() => client.close());
	client.connect();
	for (let samples = 0; samples < pcm.length; samples += 3200) {
		client.capture(samples);
		await meanwhile?.(samples / pcm.length);
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	client.capture(pcm.length);
	await client.finish();
	await until('all finals', () => client.utterances.size === segmentsOf(marks).length, 60_000);
}

/** Every pause that ends a segment is told 200 ms into it: its speech ends 250 ms before the segment. */
const pausesOf = ({ marks }: Script) =>
	marks
		.filter(({ kind }) => kind === 'speech-end')
		.map(({ sample }) => ({ sample, knownAtSample: sample - msToSamples(50) }));

const resultsOf = ({ utterances }: RecorderClient) =>
	[...utterances.values()]
		.sort((a, b) => a.startSample - b.startSample)
		.map(({ result, startSample, endSample }) => ({ result, startSample, endSample }));

/** The hypotheses of each segment, in the order in which they came. */
function hypothesesOf(client: RecorderClient): Hypothesis[][] {
	const segments = new Map<string, Hypothesis[]>();
	for (const message of client.received) {
		if (message.type !== 'hypothesis') continue;
		const id = utteranceId(message.takeId, message.segment);
		segments.set(id, [...(segments.get(id) ?? []), message]);
	}
	return [...segments.values()];
}

describe('speech in a real server', () => {
	let script: Script;
	beforeEach(async () => {
		script = await scriptOf('photosynthesis.slt.wav');
	});

	it('[T1, T5, W11] appears while it is spoken; what is committed stays; finals are those without pauses heard ahead', async () => {
		const server = await startServer({ dataDirectory: await temporaryDirectory() });
		onTestFinished(async () => void (await server.kill('SIGKILL')));
		const cookie = await server.signIn();
		const talker = (script: Playable) =>
			new RecorderClient({ url: server.url, cookie, script, blockSamples: 3200 });
		const [plain, ahead] = [talker(script), talker({ ...script, pauses: pausesOf(script) })];
		await Promise.all([plain, ahead].map((client) => speak(client, script)));

		expect(resultsOf(ahead)).toEqual(resultsOf(plain));
		const received = [...plain.received, ...ahead.received];
		expect(received.filter((message) => message.type === 'hypothesis' && message.committed)).not.toEqual([]);
		for (const client of [plain, ahead]) {
			for (const hypotheses of hypothesesOf(client)) {
				let before = '';
				for (const { text, committed = 0 } of hypotheses) {
					expect(text.slice(0, committed).startsWith(before)).toBe(true);
					before = text.slice(0, committed);
				}
			}
		}
		expect(server.output()).not.toContain(plain.text.slice(0, 12));
	});

	it('[L2, T3] is lost by no kill while pauses are heard ahead', async () => {
		const dataDirectory = await temporaryDirectory();
		const port = await freePort();
		let server = await startServer({ dataDirectory, port });
		onTestFinished(async () => void (await server.kill('SIGKILL')));
		const cookie = await server.signIn();
		const client = new RecorderClient({
			url: server.url,
			cookie,
			script: { ...script, pauses: pausesOf(script) }
		});
		const killAt = [0.3, 0.6];
		await speak(client, script, async (share) => {
			if (killAt[0] === undefined || share < killAt[0]) return;
			killAt.shift();
			await server.kill('SIGKILL');
			server = await startServer({ dataDirectory, port });
		});
		expect([...client.finals.values()].every((count) => count === 1)).toBe(true);
		expect(client.stored.samples).toBe(script.pcm.length);
	});
});

describe('a pause', () => {
	async function begin() {
		const recogniser = new FakeRecogniser();
		const app = await startApp({ recogniser });
		const cookie = await app.signIn();
		const connect = () => openSocket(app.url, { headers: { cookie, origin: app.url } });
		const socket = await connect();
		socket.say(hello(lectureId));
		expect((await socket.hear('welcome')).hearsQuiet).toBe(true);
		const take = newTake();
		const { takeId } = take;
		socket.say({ type: 'take', take });
		let end = 0;
		const sound = (sampleCount: number) => {
			const payload = new Uint8Array(sampleCount * 2).fill(3);
			socket.send(encodeBlock({ takeNumber: 0, firstSample: end, sampleCount, codec: 'pcm_s16le', payload }));
			end += sampleCount;
			return socket.hear('stored', ({ samples }) => samples === end);
		};
		const asked = (priority: string) => recogniser.begun.filter((job) => job.priority === priority);
		return { recogniser, connect, socket, takeId, sound, asked };
	}

	it('[W11] is not asked for by a server that shows no words while they are spoken', async () => {
		const app = await startApp({ recogniser: new FakeRecogniser(), hypotheses: false });
		const socket = await openSocket(app.url, { headers: { cookie: await app.signIn(), origin: app.url } });
		socket.say(hello(lectureId));
		expect((await socket.hear('welcome')).hearsQuiet).toBe(false);
	});

	it('[W11] that is confirmed at its sample has its utterance without being heard again', async () => {
		const { socket, takeId, sound, asked } = await begin();
		await sound(4000);
		socket.say({ type: 'marks', takeId, from: 0, items: [{ kind: 'speech-start', sample: 1000 }] });
		await socket.hear('stored', ({ marks }) => marks === 1);
		socket.say({ type: 'quiet', takeId, sample: 20_000 });
		await sound(20_000);
		await until('the pause to be heard', () => asked('speculative').length === 1);
		expect(asked('speculative')).toMatchObject([{ firstSample: 1000, sampleCount: 19_000 }]);
		socket.say({ type: 'marks', takeId, from: 1, items: [{ kind: 'speech-end', sample: 20_000 }] });
		const { utterance } = await socket.hear('utterance');
		expect(utterance).toMatchObject({ segment: 0, startSample: 1000, endSample: 20_000 });
		expect(asked('final')).toEqual([]);
	});

	it('[W11] that ends elsewhere than it was said to is heard as it is', async () => {
		const { socket, takeId, sound, asked } = await begin();
		await sound(4000);
		socket.say({ type: 'marks', takeId, from: 0, items: [{ kind: 'speech-start', sample: 1000 }] });
		await socket.hear('stored', ({ marks }) => marks === 1);
		socket.say({ type: 'quiet', takeId, sample: 20_000 });
		await sound(30_000);
		await until('the pause to be heard', () => asked('speculative').length === 1);
		socket.say({ type: 'marks', takeId, from: 1, items: [{ kind: 'speech-end', sample: 30_000 }] });
		await socket.hear('utterance');
		expect(asked('final')).toMatchObject([{ firstSample: 1000, sampleCount: 29_000 }]);
	});

	it('[W2, W11] is told by the recorder alone; of a take that nobody knows it comes to nothing', async () => {
		const { connect, socket, sound, asked } = await begin();
		socket.say({ type: 'quiet', takeId: lectureId, sample: 100 });
		await sound(4000);
		const viewer = await connect();
		viewer.say(hello(lectureId, { role: 'viewer' }));
		await viewer.hear('welcome');
		viewer.say({ type: 'quiet', takeId: lectureId, sample: 100 });
		expect((await viewer.hear('error')).code).toBe('not-recorder');
		expect(socket.heard.filter(({ type }) => type === 'error')).toEqual([]);
		expect(asked('speculative')).toEqual([]);
	});
});
