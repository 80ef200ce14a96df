import { randomUUID } from 'node:crypto';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { encodeBlock, type Mark, type TakeState } from '#lib/protocol/index.ts';
import type { AudioFiles } from '../../server/store/audio-files.ts';
import { FakeRecogniser } from '../fakes/fake-recogniser.ts';
import { addPerson, startApp } from '../helpers/app.ts';
import { CopyClient, placeOf } from '../helpers/copy-client.ts';
import { startServer } from '../helpers/server-process.ts';
import { hello, openSocket } from '../helpers/socket.ts';
import { temporaryDirectory } from '../helpers/temporary.ts';
import { until } from '../helpers/until.ts';

const pcm = (from: number, count: number) =>
	new Uint8Array(Int16Array.from({ length: count }, (_, i) => (from + i) % 30_000).buffer);
const word = (from: number): Mark[] => [
	{ kind: 'speech-start', sample: from },
	{ kind: 'speech-end', sample: from + 400 }
];

async function setUp(options: { wrapFiles?: (files: AudioFiles) => AudioFiles } = {}) {
	const app = await startApp({ recogniser: new FakeRecogniser(), ...options });
	const cookie = await app.signIn();
	const client = new CopyClient(app.url, cookie);
	const takeId = randomUUID();
	await client.begin();
	await client.take(takeId);
	const path = app.files.path(client.lectureId, { takeId, codec: 'pcm_s16le' });
	return { app, cookie, client, takeId, path, sound: () => readFile(path) };
}

describe('the logs by request', () => {
	it('[H1] a lecture is begun once, however often it is said, and says what is durable of its takes', async () => {
		const { client, takeId } = await setUp();
		await client.audio(takeId, 0, pcm(0, 500));
		const again = await client.begin({ title: 'Another', createdAt: 2, language: 'zh' });
		expect(again.status).toBe(200);
		expect(await again.json()).toMatchObject({
			lecture: { title: 'T', language: 'en', finishedAt: null },
			takes: [{ takeId, number: 0, samples: 500, marks: 0, finished: false }]
		});
	});

	it('[H1] a take is begun once; another under its number or id, or with another codec, is refused', async () => {
		const { client, takeId } = await setUp();
		expect((await client.take(takeId)).status).toBe(200);
		expect((await client.take(randomUUID(), 0)).status).toBe(422);
		expect((await client.take(takeId, 1)).status).toBe(422);
		expect((await client.take(takeId, 0, 'opus')).status).toBe(422);
	});

	it('[H1, L2] what was answered with 204 is there after SIGKILL', async () => {
		const dataDirectory = await temporaryDirectory();
		const server = await startServer({ dataDirectory });
		onTestFinished(async () => void (await server.kill('SIGKILL')));
		const client = new CopyClient(server.url, await server.signIn());
		const takeId = randomUUID();
		await client.begin();
		await client.take(takeId);
		expect(await placeOf(client.audio(takeId, 0, pcm(0, 100_000)))).toEqual({ status: 204, offset: 100_000 });
		expect(await placeOf(client.marks(takeId, 0, word(0)))).toEqual({ status: 204, offset: 2 });
		await server.kill('SIGKILL');

		const restarted = await startServer({ dataDirectory });
		onTestFinished(async () => void (await restarted.kill('SIGKILL')));
		const back = new CopyClient(restarted.url, await restarted.signIn(), client.lectureId);
		const { takes } = (await (await back.begin()).json()) as { takes: TakeState[] };
		expect(takes).toMatchObject([{ takeId, samples: 100_000, marks: 2 }]);
		const file = join(dataDirectory, 'audio', client.lectureId, `${takeId}.pcm`);
		expect(await readFile(file)).toEqual(Buffer.from(pcm(0, 100_000)));
	});

	it('[H2, L3] a gap changes nothing and is answered with the true end', async () => {
		const { client, takeId, sound } = await setUp();
		await client.audio(takeId, 0, pcm(0, 500));
		expect(await placeOf(client.audio(takeId, 600, pcm(600, 10)))).toEqual({ status: 409, offset: 500 });
		expect(await placeOf(client.marks(takeId, 3, word(0)))).toEqual({ status: 409, offset: 0 });
		expect(await sound()).toEqual(Buffer.from(pcm(0, 500)));
	});

	it('[H2, L3] any order of overlapping, repeated and far-off pieces leaves the samples as numbered', async () => {
		const { client } = await setUp();
		const pieces = fc.array(fc.record({ from: fc.nat(3000), count: fc.integer({ min: 1, max: 1500 }) }), {
			minLength: 1,
			maxLength: 8
		});
		let number = 1;
		await fc.assert(
			fc.asyncProperty(pieces, async (sent) => {
				const takeId = randomUUID();
				await client.take(takeId, number++);
				let end = 0;
				for (const { from, count } of sent) {
					const isGap = from > end;
					if (!isGap) end = Math.max(end, from + count);
					expect(await placeOf(client.audio(takeId, from, pcm(from, count)))).toEqual({
						status: isGap ? 409 : 204,
						offset: end
					});
				}
				const { samples } = (await (await client.take(takeId, number - 1)).json()) as TakeState;
				expect(samples).toBe(end);
			}),
			{ numRuns: 8 }
		);
	});

	it('[B2] torn frames, places inside a frame, nothing at all, and too much are refused and change nothing', async () => {
		const { client, takeId, sound } = await setUp();
		expect((await client.audio(takeId, 0, new Uint8Array(3))).status).toBe(400);
		expect((await client.audio(takeId, 0, new Uint8Array(0))).status).toBe(400);
		for (const offset of ['', '-1', '1.5', 'x', '1e3', '99999999999999999999'])
			expect((await client.audio(takeId, offset, pcm(0, 1))).status).toBe(400);
		const opus = randomUUID();
		await client.take(opus, 1, 'opus');
		expect((await client.audio(opus, 0, new Uint8Array(61))).status).toBe(400);
		expect((await client.audio(opus, 100, new Uint8Array(60))).status).toBe(400);
		expect(await placeOf(client.audio(opus, 0, new Uint8Array(120)))).toEqual({ status: 204, offset: 640 });
		expect((await client.send('PUT', `/takes/${takeId}/marks?from=0`, 'not JSON')).status).toBe(400);
		expect((await client.json('PUT', `/takes/${takeId}/marks?from=0`, [{ kind: 'x' }])).status).toBe(400);
		expect((await client.begin({ title: 1 })).status).toBe(400);
		expect((await client.json('PUT', `/takes/${randomUUID()}`, { takeId })).status).toBe(400);
		expect((await (await client.take(takeId)).json()) as TakeState).toMatchObject({ samples: 0, marks: 0 });
		expect((await client.audio(takeId, 0, new Uint8Array(1024 * 1024 + 2))).status).toBe(413);
		expect(await sound()).toHaveLength(0);
	});

	it('[L4] marks that contradict the log are refused whole', async () => {
		const { client, takeId } = await setUp();
		expect(await placeOf(client.marks(takeId, 0, word(100)))).toEqual({ status: 204, offset: 2 });
		const backwards = [...word(800), ...word(50)];
		expect(await placeOf(client.marks(takeId, 2, backwards))).toEqual({ status: 422, offset: 2 });
		expect(await placeOf(client.marks(takeId, 0, [...word(100), ...word(800)]))).toEqual({
			status: 204,
			offset: 4
		});
	});

	it('[L5] takes and lectures are closed at exactly their lengths, as often as one likes; a later take opens the lecture again', async () => {
		const { client, takeId } = await setUp();
		await client.audio(takeId, 0, pcm(0, 1000));
		await client.marks(takeId, 0, word(0));
		expect((await client.finishTake(takeId, 999, 2)).status).toBe(409);
		expect((await client.finish(1)).status).toBe(409);
		expect((await client.finishTake(takeId, 1000, 2)).status).toBe(204);
		expect((await client.finishTake(takeId, 1000, 2)).status).toBe(204);
		expect(await placeOf(client.audio(takeId, 1000, pcm(1000, 1)))).toEqual({ status: 422, offset: 1000 });
		expect(await placeOf(client.audio(takeId, 900, pcm(900, 100)))).toEqual({ status: 204, offset: 1000 });
		expect((await client.finish(2)).status).toBe(409);
		expect((await client.finish(1)).status).toBe(204);
		expect((await client.finish(1)).status).toBe(204);
		const ended = (await (await client.begin()).json()) as { lecture: { finishedAt: number | null } };
		expect(ended.lecture.finishedAt).toBeGreaterThan(0);
		await client.take(randomUUID(), 1);
		expect(await (await client.begin()).json()).toMatchObject({ lecture: { finishedAt: null } });
	});

	it('a full disk is answered with 507, keeps what was stored, and the same sound is welcome once there is room', async () => {
		let room = true;
		const { client, takeId, sound } = await setUp({
			wrapFiles: (files) => ({
				...files,
				open: async (...ids) => {
					const file = await files.open(...ids);
					const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
					return {
						...file,
						write: (...args) => (room ? file.write(...args) : Promise.reject(full))
					};
				}
			})
		});
		await client.audio(takeId, 0, pcm(0, 500));
		room = false;
		expect(await placeOf(client.audio(takeId, 500, pcm(500, 400)))).toEqual({ status: 507, offset: 500 });
		room = true;
		expect(await placeOf(client.audio(takeId, 500, pcm(500, 400)))).toEqual({ status: 204, offset: 900 });
		expect(await sound()).toEqual(Buffer.from(pcm(0, 900)));
	});

	it('lets go of files when nobody records', async () => {
		const { client, takeId, path } = await setUp();
		await client.audio(takeId, 0, pcm(0, 500));
		await client.begin();
		const handles = await readdir('/proc/self/fd');
		const open = await Promise.all(handles.map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')));
		expect(open).not.toContain(path);
	});
});

describe('who may write', () => {
	it('another person’s lecture is answered like one that never was, and nothing of it changes', async () => {
		const { app, client, takeId, sound } = await setUp();
		await client.audio(takeId, 0, pcm(0, 500));
		const stranger = new CopyClient(app.url, await app.signIn(await addPerson(app, 'eve')), client.lectureId);
		const nowhere = new CopyClient(app.url, await app.signIn());
		for (const who of [stranger, nowhere]) {
			expect((await who.take(takeId)).status).toBe(404);
			expect((await who.audio(takeId, 500, pcm(500, 10))).status).toBe(404);
			expect((await who.marks(takeId, 0, word(0))).status).toBe(404);
			expect((await who.finishTake(takeId, 500, 0)).status).toBe(404);
			expect((await who.finish(1)).status).toBe(404);
		}
		expect((await stranger.begin()).status).toBe(404);
		await stranger.begin();
		const own = new CopyClient(app.url, await app.signIn(await addPerson(app, 'mal')));
		await own.begin();
		expect((await own.take(takeId)).status).toBe(422);
		expect((await own.audio(takeId, 500, pcm(500, 10))).status).toBe(404);
		expect(await sound()).toEqual(Buffer.from(pcm(0, 500)));
	});

	it('nobody who is not signed in, and no page of another site', async () => {
		const { app, client, takeId } = await setUp();
		const out = new CopyClient(app.url, 'nf_session=x', client.lectureId);
		expect((await out.begin()).status).toBe(401);
		expect((await out.audio(takeId, 0, pcm(0, 10))).status).toBe(401);
		const origin = 'https://app.evil.example';
		expect((await client.send('PUT', `/takes/${takeId}/audio?offset=0`, pcm(0, 10), { origin })).status).toBe(
			403
		);
	});

	it('a removed lecture does not come back: 410', async () => {
		const { client, takeId } = await setUp();
		await client.send('DELETE', '', '');
		expect((await client.begin()).status).toBe(410);
		expect((await client.audio(takeId, 0, pcm(0, 10))).status).toBe(404);
	});
});

describe('beside a live session', () => {
	it('[H3] both send the same take at once: nothing is lost, nothing twice, the recorder stays, each segment has one utterance', async () => {
		const { app, cookie, client, takeId, sound } = await setUp();
		const socket = await openSocket(app.url, { headers: { cookie, origin: app.url } });
		socket.say(hello(client.lectureId));
		await socket.hear('welcome');
		const total = 60_000;
		const marks = Array.from({ length: 20 }, (_, n) => word(n * 3000 + 100)).flat();

		const bySocket = async () => {
			for (let from = 0; from < total; from += 700) {
				const sampleCount = Math.min(700, total - from);
				const payload = pcm(from, sampleCount);
				socket.send(
					encodeBlock({ takeNumber: 0, firstSample: from, sampleCount, codec: 'pcm_s16le', payload })
				);
				if (from % 1400 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
			}
			socket.say({ type: 'marks', takeId, from: 0, items: marks.slice(0, 31) });
		};
		const byRequest = async () => {
			for (let at = 0; at < total;) {
				const { offset } = await placeOf(client.audio(takeId, at, pcm(at, Math.min(1900, total - at))));
				at = offset;
			}
			await client.marks(takeId, 0, marks.slice(0, 12));
			await placeOf(client.marks(takeId, 12, marks.slice(12)));
		};
		await Promise.all([bySocket(), byRequest()]);
		await socket.hear('stored', (stored) => stored.samples === total && stored.marks === marks.length);
		expect(await sound()).toEqual(Buffer.from(pcm(0, total)));
		expect((await client.finishTake(takeId, total, marks.length)).status).toBe(204);
		await socket.hear('stored', ({ finished }) => finished);
		const segments = await until('every segment to have its words', () => {
			const told = socket.heard.flatMap((m) => (m.type === 'utterance' ? [m.utterance.segment] : []));
			return told.length >= 20 && told;
		});
		expect([...segments].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => 2 * n));
		expect(socket.heard.filter(({ type }) => type === 'error')).toEqual([]);
	});

	it('[H3] viewers hear of a take and of its words', async () => {
		const { app, cookie, client } = await setUp();
		const viewer = await openSocket(app.url, { headers: { cookie, origin: app.url } });
		viewer.say({ ...hello(client.lectureId), role: 'viewer' } as ReturnType<typeof hello>);
		await viewer.hear('welcome');
		const takeId = randomUUID();
		await client.take(takeId, 1);
		await viewer.hear('take', ({ take }) => take.takeId === takeId);
		await client.audio(takeId, 0, pcm(0, 1000));
		await client.marks(takeId, 0, word(100));
		await viewer.hear('utterance', ({ utterance }) => utterance.takeId === takeId);
	});
});
