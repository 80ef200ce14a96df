import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bytesOf, sampleRate, samplesIn, samplesToMs } from '#lib/protocol/index.ts';
import { CopyClient } from '../tests/helpers/copy-client.ts';
import { startServer } from '../tests/helpers/server-process.ts';
import { fixturePath } from '../tests/helpers/speech.ts';

/**
 * `npm run bench:playback`: an Opus take of `--minutes` is fetched whole from a real server process as WAV, by
 * `--listeners` at once that start at different places. Prints the delay of the server's event loop meanwhile.
 */
const { values } = parseArgs({
	options: { minutes: { type: 'string', default: '20' }, listeners: { type: 'string', default: '4' } }
});

const packets = new Uint8Array(await readFile(fixturePath('photosynthesis.slt.opus')));
const samples = samplesIn('opus', packets.length);
const dataDirectory = await mkdtemp(join(tmpdir(), '404notsound-bench-'));
const server = await startServer({ dataDirectory });
const cookie = await server.signIn();
const client = new CopyClient(server.url, cookie);
const takeId = randomUUID();
await client.begin();
await client.take(takeId, 0, 'opus');
let end = 0;
for (; end < Number(values.minutes) * 60 * sampleRate; end += samples) {
	const { status } = await client.audio(takeId, end, packets);
	if (status !== 204) throw new Error(`the server answered ${status}`);
}

type Health = { eventLoop: { p50Ms: number; p99Ms: number; maxMs: number }; rssMB: number };
const health = async () => (await (await fetch(`${server.url}/health`)).json()) as Health;
const listen = async (from: number) => {
	const url = `${client.url}/takes/${takeId}/audio.wav?from=${from}`;
	const { body } = await fetch(url, { headers: { cookie } });
	let bytes = 0;
	for await (const chunk of body ?? []) bytes += chunk.byteLength;
	return bytes;
};
await listen(end - samples);
await health();
const startedAt = performance.now();
const listeners = Number(values.listeners);
const starts = Array.from({ length: listeners }, (_, n) => Math.floor((n * end) / listeners / 2));
const heard = await Promise.all(starts.map(listen));
const tookMs = performance.now() - startedAt;
const { eventLoop, rssMB } = await health();
await server.kill('SIGTERM');
await rm(dataDirectory, { recursive: true, force: true });

const heardMs = heard.reduce((sum, bytes) => sum + samplesToMs((bytes - 44) / 2), 0);
const result = {
	minutes: Number(values.minutes),
	listeners,
	takeMB: bytesOf('opus', end) / 1e6,
	timesRealTime: Math.round(heardMs / tookMs),
	eventLoopMs: eventLoop,
	rssMB
};
process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
