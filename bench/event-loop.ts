import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { RecorderClient } from '../tests/helpers/recorder-client.ts';
import { startServer } from '../tests/helpers/server-process.ts';
import { scriptOf } from '../tests/helpers/speech.ts';

/**
 * `npm run bench:server`: lectures are streamed to a real server process in real time multiplied by `--speed`, with
 * `--children` recognisers. Prints the delay of the server's event loop over the whole run, as the server measures it.
 */
const { values } = parseArgs({
	options: {
		lectures: { type: 'string', default: '4' },
		seconds: { type: 'string', default: '60' },
		speed: { type: 'string', default: '4' },
		children: { type: 'string', default: '2' },
		model: { type: 'string' },
		json: { type: 'boolean', default: false }
	}
});

const script = await scriptOf('photosynthesis.slt.wav');
const dataDirectory = await mkdtemp(join(tmpdir(), '404notsound-bench-'));
const server = await startServer({
	dataDirectory,
	env: { RECOGNISERS: values.children, ...(values.model && { MODEL: values.model }) }
});
const cookie = await server.signIn();
type Health = { eventLoop: { p50Ms: number; p99Ms: number; maxMs: number }; rssMB: number };
const health = async () => (await (await fetch(`${server.url}/health`)).json()) as Health;
await health();

const clients = Array.from(
	{ length: Number(values.lectures) },
	() => new RecorderClient({ url: server.url, cookie, script })
);
for (const client of clients) client.connect();
const samplesAMs = 16 * Number(values.speed);
const startedAt = performance.now();
while (performance.now() - startedAt < Number(values.seconds) * 1000) {
	for (const client of clients) client.capture(Math.round((performance.now() - startedAt) * samplesAMs));
	await new Promise((resolve) => setTimeout(resolve, 100));
}
const { eventLoop, rssMB } = await health();
const utterances = clients.reduce((sum, client) => sum + client.utterances.size, 0);
for (const client of clients) await client.close();
await server.kill('SIGTERM');
await rm(dataDirectory, { recursive: true, force: true });

const result = {
	lectures: clients.length,
	speed: Number(values.speed),
	children: Number(values.children),
	utterances,
	eventLoopMs: eventLoop,
	rssMB,
	cpu: cpus()[0]?.model
};
process.stdout.write(values.json ? `${JSON.stringify(result)}\n` : `${JSON.stringify(result, null, 2)}\n`);
