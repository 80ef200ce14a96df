import { once } from 'node:events';
import { WebSocket } from 'ws';
import {
	bytesOf,
	encodeBlock,
	marksPerMessageMax,
	protocolVersion,
	samplesIn,
	segmentsOf,
	utteranceId,
	wholeFrames,
	type ClientMessage,
	type Mark,
	type ServerMessage,
	type Take,
	type Utterance
} from '#lib/protocol/index.ts';
import type { ServerProcess } from '../helpers/server-process.ts';
import { until } from '../helpers/until.ts';

/** Both logs of a take, whole. */
export type Logs = { take: Take; bytes: Buffer; marks: readonly Mark[] };

const frameSamples = 16_000;
const windowSamples = 160_000;
const patienceMs = 300_000;

/** Sends finished logs to a server over one undisturbed line, and gives the words that it makes of them. */
export async function wordsOf(
	server: ServerProcess,
	lecture: { lectureId: string; language: 'auto' | 'en' },
	takes: readonly Logs[]
): Promise<Map<string, Utterance['result']>> {
	const { url } = server;
	const headers = { cookie: await server.signIn(), origin: url };
	const socket = new WebSocket(`${url.replace('http', 'ws')}/ws`, { headers });
	const words = new Map<string, Utterance['result']>();
	const stored = new Map<string, Extract<ServerMessage, { type: 'stored' }>>();
	let refusal: string | undefined;
	const hear = (message: ServerMessage) => {
		if (message.type === 'error') refusal = `the server refused: ${message.code} ${message.detail ?? ''}`;
		if (message.type === 'stored') stored.set(message.takeId, message);
		if (message.type !== 'utterance') return;
		const { takeId, segment, result } = message.utterance;
		words.set(utteranceId(takeId, segment), result);
	};
	socket.on('message', (data) => hear(JSON.parse(String(data)) as ServerMessage));
	await once(socket, 'open');
	const say = (message: ClientMessage) => socket.send(JSON.stringify(message));
	const about = { title: 'Undisturbed', createdAt: 1, language: lecture.language };
	const { lectureId } = lecture;
	say({
		type: 'hello',
		protocol: protocolVersion,
		app: 'replay',
		lectureId,
		role: 'recorder',
		since: 0,
		lecture: about
	});
	const wait: Line['wait'] = (what, look) => {
		const orRefused = () => {
			if (refusal) throw new Error(refusal);
			return look();
		};
		return until(what, orRefused, patienceMs);
	};
	for (const logs of takes) {
		const { takeId } = logs.take;
		await send(logs, { socket, say, wait, storedSamples: () => stored.get(takeId)?.samples ?? 0 });
		await wait(`${takeId} to be closed`, () => stored.get(takeId)?.finished ?? false);
	}
	const segments = takes.reduce((sum, { marks }) => sum + segmentsOf(marks).length, 0);
	await wait(`words for ${segments} segments`, () => words.size === segments);
	socket.terminate();
	return words;
}

type Line = {
	socket: WebSocket;
	say: (message: ClientMessage) => void;
	wait: (what: string, look: () => boolean) => Promise<unknown>;
	storedSamples: () => number;
};

async function send({ take, bytes, marks }: Logs, { socket, say, wait, storedSamples }: Line): Promise<void> {
	const { takeId, codec, number } = take;
	const samples = samplesIn(codec, bytes.byteLength);
	const most = wholeFrames(codec, frameSamples);
	say({ type: 'take', take });
	for (let first = 0; first < samples; first += most) {
		const sampleCount = Math.min(most, samples - first);
		const payload = bytes.subarray(bytesOf(codec, first), bytesOf(codec, first + sampleCount));
		socket.send(encodeBlock({ takeNumber: number, firstSample: first, sampleCount, codec, payload }));
		await wait('room in the window', () => first - storedSamples() < windowSamples);
	}
	for (let from = 0; from < marks.length; from += marksPerMessageMax) {
		const items = marks.slice(from, from + marksPerMessageMax);
		say({ type: 'marks', takeId, from, items: [...items] });
	}
	await wait(`${takeId} to be stored`, () => storedSamples() === samples);
	say({ type: 'finish-take', takeId, samples, marks: marks.length });
}
