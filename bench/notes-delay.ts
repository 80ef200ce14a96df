import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServerMessage } from '#lib/protocol/index.ts';
import { RecorderClient } from '../tests/helpers/recorder-client.ts';
import { startServer, type ServerProcess } from '../tests/helpers/server-process.ts';
import { scriptOf } from '../tests/helpers/speech.ts';
import { until } from '../tests/helpers/until.ts';
import { median } from './measure.ts';

/**
 * `npm run bench:notes-delay`: what the server itself takes until a first line of a language model is on the screen. A
 * lecture of a minute is sent to a real server and ends when all of it is heard, which makes its lines due; from then on
 * the clock runs until the first line of the answer is told. The model is played: it begins at once.
 */
const lectures = 15;

const say = (text: string, finish: string | null = null): string =>
	`data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: text }, finish_reason: finish }] })}\n\n`;

async function startModel(): Promise<Server> {
	const server = createServer((request, response) => {
		request.resume().on('end', () => {
			response.writeHead(200, { 'content-type': 'text/event-stream' });
			response.write(say('= S1 | Photosynthesis\n+ S1 | s1 | How plants turn light into food.\n'));
			response.end(`${say('.\n')}${say('', 'stop')}data: [DONE]\n\n`);
		});
	});
	await new Promise<void>((listening) => server.listen(0, 'localhost', listening));
	return server;
}

/** Milliseconds from the end of a lecture to the first line that is told. */
async function delayOf(server: ServerProcess, cookie: string): Promise<number> {
	const script = await scriptOf('photosynthesis.slt.wav');
	const seen: { dueMs?: number; toldMs?: number } = {};
	const onMessage = (message: ServerMessage) => {
		if (message.type === 'lecture' && message.lecture.finishedAt !== null) seen.dueMs ??= performance.now();
		if (message.type === 'notes-draft' && message.ops.length > 0) seen.toldMs ??= performance.now();
	};
	const client = new RecorderClient({ url: server.url, cookie, script, onMessage });
	client.connect();
	client.capture(script.pcm.length);
	const segments = script.marks.filter(({ kind }) => kind !== 'speech-start').length;
	await until('all of it to be heard', () => client.utterances.size === segments, 60_000);
	await client.finish();
	await until('a first line', () => seen.toldMs !== undefined, 60_000);
	await client.close();
	return (seen.toldMs ?? NaN) - (seen.dueMs ?? NaN);
}

const directory = await mkdtemp(join(tmpdir(), '404notsound-'));
const model = await startModel();
const { port } = model.address() as AddressInfo;
const env = { MODEL: 'sensevoice-nano', LLM_BASE_URL: `http://localhost:${port}/v1`, LLM_MODEL: 'played' };
const server = await startServer({ dataDirectory: directory, env });
const cookie = await server.signIn();
const delaysMs: number[] = [];
for (let lecture = 0; lecture < lectures; lecture++) delaysMs.push(await delayOf(server, cookie));
await server.kill('SIGTERM');
model.close();
await rm(directory, { recursive: true });
const [medianMs, mostMs] = [median(delaysMs), Math.max(...delaysMs)].map(Math.round);
process.stdout.write(`${JSON.stringify({ lectures, medianMs, mostMs })}\n`);
