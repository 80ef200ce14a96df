import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { RecognitionJob } from '../../server/recognition/port.ts';
import { realClock } from '../../server/llm/clock.ts';
import { RemoteRecogniser, type RemoteOptions } from '../../server/recognition/remote/remote-recogniser.ts';
import {
	refusal,
	said,
	startTranscriptionServer,
	type TranscriptionCall,
	type TranscriptionReply
} from '../fakes/transcription-server.ts';
import { joinedSamples, samplesOfFixture } from '../helpers/sound.ts';
import { temporaryDirectory } from '../helpers/temporary.ts';
import { until } from '../helpers/until.ts';
import { recogniserContract } from './recogniser-contract.ts';

const sampleCount = 48_000;
const apiKey = 'sk-remote-4711';

async function begin(
	answering: (call: TranscriptionCall) => TranscriptionReply | Promise<TranscriptionReply>,
	options: Partial<RemoteOptions> = {}
) {
	const directory = await temporaryDirectory();
	const audioPath = join(directory, 'take.s16le');
	const words = samplesOfFixture('photosynthesis.slt.wav').subarray(0, sampleCount);
	writeFileSync(audioPath, new Uint8Array(joinedSamples([words, new Int16Array(sampleCount)]).buffer));
	const server = await startTranscriptionServer(answering);
	const recogniser = new RemoteRecogniser({
		baseUrl: server.baseUrl,
		model: 'sense-voice',
		apiKey,
		calls: 1,
		random: () => 0,
		...options
	});
	onTestFinished(() => recogniser.close());
	const speech: RecognitionJob = {
		id: 'speech',
		audioPath,
		codec: 'pcm_s16le',
		firstSample: 0,
		sampleCount,
		language: 'auto',
		priority: 'final'
	};
	return {
		recogniser,
		server,
		words,
		speech,
		silence: { ...speech, id: 'silence', firstSample: sampleCount },
		lost: { ...speech, id: 'lost', audioPath: join(directory, 'none.s16le') }
	};
}

recogniserContract('a recognition service', () => begin(() => said('Good morning everyone.')));

describe('a recognition service', () => {
	test('is sent the segment’s samples as a WAV file, its language and terms, and the key in the header alone', async () => {
		const { recogniser, server, speech, words } = await begin(() => said('Good morning.'));
		await recogniser.recognise({ ...speech, language: 'en', terms: ['stoma', 'guard cell'] });
		const [call] = server.calls;
		expect(call).toMatchObject({
			key: apiKey,
			model: 'sense-voice',
			language: 'en',
			prompt: 'stoma, guard cell'
		});
		expect(call?.samples).toEqual(words);
	});

	test('is not sent silence', async () => {
		const { recogniser, server, silence } = await begin(() => said('Yeah.'));
		expect(await recogniser.recognise(silence)).toMatchObject({
			kind: 'recognised',
			recognition: { text: '' }
		});
		expect(server.calls).toEqual([]);
	});

	test('is asked for less when it does not know the details, and from then on at once', async () => {
		const { recogniser, server, speech } = await begin(({ format, language }) =>
			format === 'json' && language === undefined ? said('Good morning.') : refusal(400, 'unknown parameter')
		);
		for (let n = 0; n < 2; n++) {
			const outcome = await recogniser.recognise({ ...speech, language: 'yue' });
			expect(outcome).toMatchObject({ kind: 'recognised', recognition: { text: 'Good morning.' } });
		}
		expect(server.calls.map(({ format }) => format)).toEqual([
			'verbose_json',
			'json',
			'json',
			'json',
			'json'
		]);
	});

	test('that refuses one segment does not hold up the next', async () => {
		const { recogniser, speech } = await begin(({ n }) => (n === 0 ? refusal(413) : said('Good morning.')));
		expect(await recogniser.recognise(speech)).toEqual({
			kind: 'failed',
			reason: expect.stringContaining('refused this segment') as string
		});
		expect((await recogniser.recognise(speech)).kind).toBe('recognised');
		expect(recogniser.state).toBe('ready');
	});

	test.each([
		['breaks', refusal(500)],
		['answers nonsense', { kind: 'json', body: { hello: null } } as const]
	])('that %s on one segment again and again hears all others; that one is set aside', async (_, trouble) => {
		const { recogniser, speech } = await begin(({ language }) =>
			language === 'yue' ? trouble : said('Good morning.')
		);
		const guilty = recogniser.recognise({ ...speech, language: 'yue', stream: 'astronomy' });
		for (let n = 0; n < 10; n++)
			for (const stream of ['astronomy', 'biology'])
				expect((await recogniser.recognise({ ...speech, stream })).kind).toBe('recognised');
		expect(await guilty).toEqual({
			kind: 'failed',
			reason: expect.stringContaining('set aside') as string
		});
		expect(recogniser.state).toBe('ready');
	});

	test('that hears nothing loses no segment, however often it is asked', async () => {
		const { recogniser, server, speech } = await begin(({ n }) =>
			n < 20 ? refusal(500) : said('Good morning.')
		);
		const asked = ['a', 'b'].map((stream) => recogniser.recognise({ ...speech, stream }));
		expect((await Promise.all(asked)).map(({ kind }) => kind)).toEqual(['recognised', 'recognised']);
		expect(server.calls).toHaveLength(22);
	});

	test('that limits the rate loses no segment', async () => {
		const { recogniser, speech } = await begin(({ n }) =>
			n % 8 === 0 ? said('Good morning.') : refusal(429, 'slow down', { 'retry-after': '0' })
		);
		const asked = Array.from({ length: 6 }, (_, at) =>
			recogniser.recognise({ ...speech, stream: String(at) })
		);
		expect((await Promise.all(asked)).map(({ kind }) => kind)).toEqual(Array(6).fill('recognised'));
	});

	test.each([
		['in seconds', () => '30'],
		['as a date', () => new Date(Date.now() + 30_000).toUTCString()]
	])(
		'that tells two requests at once how long to wait, %s, is left alone so long by all',
		async (_, patience) => {
			const waits: number[] = [];
			const clock: RemoteOptions['clock'] = {
				...realClock,
				after(ms, act) {
					// Not a watchdog of a call.
					if (ms !== 60_000) waits.push(ms);
					return realClock.after(ms === 60_000 ? ms : 0, act);
				}
			};
			const gates = Array.from({ length: 3 }, () => Promise.withResolvers<void>());
			const answers = [
				() => refusal(429, 'slow down', { 'retry-after': patience() }),
				() => said('Good morning.'),
				() => refusal(429, 'slow down', { 'retry-after': '1' })
			];
			const { recogniser, server, speech } = await begin(
				({ n }) => gates[n]?.promise.then(answers[n]) ?? said('Good morning.'),
				{ calls: 3, clock, random: () => 1 }
			);
			const asked = Array.from({ length: 3 }, () => recogniser.recognise(speech));
			await until('three calls', () => server.calls.length === 3);
			for (const gate of gates) gate.resolve();
			expect((await Promise.all(asked)).map(({ kind }) => kind)).toEqual(Array(3).fill('recognised'));
			expect(waits.every(Number.isFinite)).toBe(true);
			expect(Math.max(...waits)).toBeGreaterThan(28_000);
		}
	);

	test('that repeats itself six thousand times for three seconds of speech is not believed', async () => {
		const { recogniser, server, speech } = await begin(() => said('Thank you. '.repeat(6_000)));
		expect(await recogniser.recognise(speech)).toEqual({
			kind: 'failed',
			reason: expect.stringContaining('more text than can be said') as string
		});
		expect(server.calls).toHaveLength(1);
	});

	test.each<[string, TranscriptionReply, string]>([
		['a word without times', said('Good morning.', { words: [{ word: 'Good' }, {}] }), 'Good morning.'],
		[
			'no text, with segments',
			{ kind: 'json', body: { text: null, segments: [{ text: 'Good morning.' }] } },
			'Good morning.'
		],
		['segments as an object', said('Good morning.', { segments: { a: 1 } }), 'Good morning.'],
		['null as its text', { kind: 'json', body: { text: null } }, '']
	])('that answers with %s is asked once', async (_, reply, text) => {
		const { recogniser, server, speech } = await begin(() => reply);
		expect(await recogniser.recognise(speech)).toMatchObject({ kind: 'recognised', recognition: { text } });
		expect(server.calls).toHaveLength(1);
	});

	test('that goes away in the middle of four calls is asked again as soon as after one', async () => {
		const waits: number[] = [];
		const clock: RemoteOptions['clock'] = {
			...realClock,
			after(ms, act) {
				if (ms < 60_000) waits.push(ms);
				return realClock.after(ms < 60_000 ? 0 : ms, act);
			}
		};
		const gate = Promise.withResolvers<void>();
		const { recogniser, server, speech } = await begin(
			({ n }) => (n < 4 ? gate.promise.then(() => refusal(500)) : said('Good morning.')),
			{ calls: 4, clock, random: () => 1 }
		);
		const asked = Array.from({ length: 4 }, () => recogniser.recognise(speech));
		await until('four calls', () => server.calls.length === 4);
		gate.resolve();
		await Promise.all(asked);
		expect(Math.max(...waits)).toBe(1_000);
	});

	test('is no longer asked once it was closed: what was under way is taken back by then', async () => {
		const { recogniser, server, speech } = await begin(() => new Promise(() => undefined));
		let outcome: string | undefined;
		void recogniser.recognise(speech).then(({ kind }) => (outcome = kind));
		await until('a call', () => server.calls.length === 1);
		await recogniser.close();
		expect(outcome).toBe('cancelled');
	});

	const troubles: Record<string, TranscriptionReply> = {
		'is overloaded': refusal(503),
		'asks for patience': refusal(429, 'slow down', { 'retry-after': '0' }),
		'refuses the key': refusal(401),
		'breaks the connection': { kind: 'reset' },
		'is a captive portal': { kind: 'page' },
		'answers with something else': { kind: 'json', body: { hello: 1 } }
	};
	test.each(Object.entries(troubles))(
		'that %s is asked again; a final waits and is not lost',
		async (_, trouble) => {
			const { recogniser, server, speech } = await begin(({ n }) =>
				n < 2 ? trouble : said('Good morning.')
			);
			const told: string[] = [];
			recogniser.onState((state) => told.push(state));
			expect((await recogniser.recognise(speech)).kind).toBe('recognised');
			expect(server.calls).toHaveLength(3);
			expect(told).toEqual(['failed', 'ready']);
			expect(recogniser.failure).toBeUndefined();
		}
	);

	test('that cannot be used lets no guess wait, and says why without the key', async () => {
		const { recogniser, speech } = await begin(() => refusal(401, `wrong key ${apiKey}`));
		expect(await recogniser.recognise({ ...speech, priority: 'partial' })).toEqual({ kind: 'shed' });
		expect(recogniser.state).toBe('failed');
		expect(recogniser.failure).toContain('RECOGNISER_KEY');
		expect(recogniser.failure).not.toContain(apiKey);
	});

	test('that went away is back by itself', async () => {
		const { recogniser, server, speech } = await begin(() => said('Good morning.'));
		await server.close();
		const waiting = recogniser.recognise(speech);
		await until('the service is missed', () => recogniser.state === 'failed');
		expect(await recogniser.recognise({ ...speech, priority: 'partial' })).toEqual({ kind: 'shed' });
		await startTranscriptionServer(() => said('Here again.'), server.port);
		expect(await waiting).toMatchObject({ kind: 'recognised', recognition: { text: 'Here again.' } });
		expect(recogniser.state).toBe('ready');
	});
});
