import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { protocolVersion, type Mark } from '#lib/protocol/index.ts';
import { Connection, type SocketEvents } from '../../src/lib/uplink/connection.ts';
import { Copier, type CopyProgress } from '../../src/lib/uplink/copier.ts';
import { MemoryStore } from '../../src/lib/uplink/memory-store.ts';
import { browserTimers } from '../../src/lib/uplink/timers.ts';
import { FakeRecogniser } from '../fakes/fake-recogniser.ts';
import { startApp } from '../helpers/app.ts';
import { until } from '../helpers/until.ts';

const blockSamples = 2048;

it('L1, W1: the browser’s copier brings a lecture whole to the real server, through sockets that keep breaking', async () => {
	const app = await startApp({ recogniser: new FakeRecogniser() });
	const cookie = await app.signIn();
	const store = new MemoryStore();
	const lecture = {
		lectureId: randomUUID(),
		title: 'T',
		createdAt: 1,
		language: 'en' as const,
		finishedAt: null
	};
	await store.putLecture(lecture);

	let progress: CopyProgress | undefined;
	let socket: WebSocket | undefined;
	let connections = 0;
	const connection = new Connection({
		openSocket(events: SocketEvents) {
			connections++;
			const opened = new WebSocket(`${app.url.replace('http', 'ws')}/ws`, {
				headers: { cookie, origin: app.url }
			});
			opened.on('open', () => events.onOpen());
			opened.on('message', (data) => events.onText(String(data)));
			opened.on('error', () => undefined);
			opened.on('close', (code) => events.onClose(code));
			socket = opened;
			return {
				send: (data) => opened.readyState === WebSocket.OPEN && opened.send(data),
				close: () => opened.close()
			};
		},
		hello: () => ({
			type: 'hello',
			protocol: protocolVersion,
			app: 'test',
			lectureId: lecture.lectureId,
			role: 'recorder',
			since: 0,
			lecture: { title: lecture.title, createdAt: lecture.createdAt, language: lecture.language }
		}),
		onMessage(message) {
			if (message.type === 'welcome') copier.welcome(message);
			if (message.type === 'stored') copier.stored(message);
			if (message.type === 'lecture') copier.lecture(message.lecture.finishedAt !== null);
			if (message.type === 'error') copier.refused(message);
		},
		onState: (state) => state.kind !== 'online' && copier.offline(),
		timers: browserTimers,
		random: () => 0.02
	});
	const copier = new Copier({
		store,
		lectureId: lecture.lectureId,
		send: (message) => connection.send(message),
		sendBytes: (bytes) => connection.sendBytes(bytes),
		restart: () => connection.restart(),
		nowMs: Date.now,
		onProgress: (seen) => (progress = seen)
	});
	onTestFinished(() => connection.close());

	const takeIds = [randomUUID(), randomUUID()];
	const captured = takeIds.map((_, number) => pcmOf(number, 1500 * blockSamples));
	connection.open();
	for (const [number, takeId] of takeIds.entries()) {
		await store.beginTake(lecture.lectureId, { takeId, number, startedAt: 1, codec: 'pcm_s16le' });
		for (let n = 0; n < 1500; n++) {
			const bytes = (captured[number] as Uint8Array).subarray(
				n * blockSamples * 2,
				(n + 1) * blockSamples * 2
			);
			await store.appendBlock(takeId, { firstSample: n * blockSamples, sampleCount: blockSamples, bytes });
			if (n % 100 === 99) await store.appendMarks(takeId, 2 * Math.floor(n / 100), marksAt(n * blockSamples));
			copier.nudge();
			if (n % 200 === 199) await breakOnceMoved();
		}
		await store.closeTake(takeId);
	}
	await store.putLecture({ ...lecture, finishedAt: 2 });
	copier.nudge();
	await until('the lecture to be whole on the server', () => progress?.isCaughtUp);

	for (const [number, takeId] of takeIds.entries()) {
		const file = await readFile(app.files.path(lecture.lectureId, { takeId, codec: 'pcm_s16le' }));
		expect(file.equals(captured[number] as Uint8Array)).toBe(true);
		expect(await store.blocksFrom(takeId, 0, Infinity)).toEqual([]);
	}
	expect(progress).toMatchObject({ storedSamples: 2 * 1500 * blockSamples, lostRanges: [] });
	expect(connections).toBeGreaterThan(8);

	/** Breaks the line as soon as it has brought something more to the server. */
	async function breakOnceMoved(): Promise<void> {
		const before = progress?.storedSamples ?? 0;
		await until('some more to be stored', () => (progress?.storedSamples ?? 0) > before);
		socket?.terminate();
	}
});

const pcmOf = (number: number, samples: number) =>
	new Uint8Array(samples * 2).map((_, n) => (n * 31 + (n >> 9) + number) % 256);

const marksAt = (sample: number): Mark[] => [
	{ kind: 'speech-start', sample: sample - 30_000 },
	{ kind: 'speech-end', sample }
];
