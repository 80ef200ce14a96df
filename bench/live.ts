import { mkdtemp, rm, stat, symlink } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startServer } from '../tests/helpers/server-process.ts';
import { until } from '../tests/helpers/until.ts';
import { LiveClient } from './live/client.ts';
import { cpuPctOf, delaysOf, doubledOf, memoryOf, unheardOf } from './live/report.ts';
import { blockSamples, loopOf, trackOf } from './live/track.ts';
import { usageOf, type Usage } from './live/usage.ts';

/**
 * `npm run bench:live`: `--lectures` recorders speak in real time over WebSockets to a real server process with a data
 * directory of its own. Their sound is the fixtures, in phrases of about 5 s with a second between, each client elsewhere in it; what a browser's detector would
 * say of it is worked out before the clock starts. Blocks of 160 ms, as the browser sends them; PCM.
 *
 * firstHypothesisMs   from the first frame at or above `speechAt` of a segment, when the block with it was handed to the
 *                     socket, until the first hypothesis of the segment arrives. Segments that a cut began are left out:
 *                     their words were on the screen before. `withoutHypothesis`: those that got none before their final
 * finalAfterSpeechMs  from the last frame that was not quiet, likewise, until the final arrives; it contains the 480 ms of
 *                     quiet that end a segment. Segments that a cut ends are left out: nobody stopped
 *                     speaking; and so is what ends with the take
 * eventLoopMs         of the server over the whole run, as it measures it
 * lostSamples         recorded and not in the server's files as they were, after everything was finished
 * duplicateUtterances finals told twice for a segment; `missingUtterances` segments without one after `--patience` seconds
 * cpuPct, rssMB       server and children, of one processor; the server alone at the end. The quarters hold the most
 *
 * The first `--warm-up` seconds are not measured. `--overload F`: in the middle third of the time F times as many
 * lectures speak; figures by thirds, and the loads that the server told. A random model says rubbish, which is text
 * all the same: every segment counts that got a message.
 */
const { values } = parseArgs({
	options: {
		lectures: { type: 'string', default: '4' },
		seconds: { type: 'string', default: '60' },
		model: { type: 'string' },
		recognisers: { type: 'string' },
		'no-hypotheses': { type: 'boolean', default: false },
		overload: { type: 'string', default: '1' },
		'warm-up': { type: 'string', default: '5' },
		patience: { type: 'string', default: '300' },
		json: { type: 'boolean', default: false }
	}
});
const lectures = Number(values.lectures);
const wallMs = Number(values.seconds) * 1000;
const guests = Math.round(lectures * (Number(values.overload) - 1));

const directory = await mkdtemp(join(tmpdir(), '404notsound-live-'));
const dataDirectory = join(directory, 'data');
const loop = await loopOf(['photosynthesis.slt.wav', 'jfk.wav', 'sorting.espeak.wav']);
const server = await startServer({
	dataDirectory,
	env: {
		HYPOTHESES: String(!values['no-hypotheses']),
		...(values.recognisers && { RECOGNISERS: values.recognisers }),
		...(values.model && { MODEL: await modelDirectoryOf(values.model) })
	}
});
const cookie = await server.signIn();
await until('a recogniser', async () => (await fetch(`${server.url}/readyz`)).ok, 120_000);

const hosts = clientsOf(lectures, 0, wallMs);
const visitors = clientsOf(guests, lectures, wallMs / 3);
const everyone = [...hosts, ...visitors];
await health();
const beganAtMs = performance.now();
begin(hosts, beganAtMs);
const usages: Usage[] = [];
let visitorsBegan = false;
while (hosts.some((client) => !client.isOver)) {
	const elapsedMs = performance.now() - beganAtMs;
	if (!visitorsBegan && elapsedMs >= wallMs / 3) {
		begin(visitors, performance.now());
		visitorsBegan = true;
	}
	for (const client of visitorsBegan ? everyone : hosts) client.play();
	if (elapsedMs >= usages.length * 1000) usages.push(usageOf(server.child.pid as number));
	await new Promise((resolve) => setTimeout(resolve, 10));
}
const overMs = performance.now();
const { eventLoop, ...rest } = await health();
const hypotheses = everyone.reduce((sum, client) => sum + client.hypotheses, 0);
await Promise.all(everyone.map(({ recorder }) => recorder.finish()));
await until(
	'every final',
	() => everyone.every((client) => client.isHeard),
	Number(values.patience) * 1000
).catch(() => undefined);
const drainedMs = performance.now() - overMs;
const lost = await Promise.all(everyone.map((client) => client.lostSamples(dataDirectory)));
for (const { recorder } of everyone) await recorder.close();
await server.kill('SIGTERM');
await rm(directory, { recursive: true, force: true });

const thirdMs = (third: number) => beganAtMs + (third * wallMs) / 3;
const result = {
	...delaysOf(hosts, beganAtMs + Number(values['warm-up']) * 1000, Infinity),
	...(guests > 0 && {
		thirds: [0, 1, 2].map((third) => delaysOf(everyone, thirdMs(third), thirdMs(third + 1))),
		loads: loadsOf(hosts[0])
	}),
	eventLoopMs: { p50: eventLoop.p50Ms, p99: eventLoop.p99Ms, max: eventLoop.maxMs },
	lostSamples: lost.reduce((sum, each) => sum + each, 0),
	duplicateUtterances: doubledOf(everyone),
	missingUtterances: unheardOf(everyone),
	drainedMs: Math.round(drainedMs),
	partialsPerSecond: Math.round((hypotheses / wallMs) * 10_000) / 10,
	cpuPct: cpuPctOf(usages, wallMs),
	...memoryOf(usages),
	lectures,
	guests,
	seconds: wallMs / 1000,
	recognition: 'recognition' in rest ? rest.recognition : undefined,
	cpu: `${cpus().length} × ${cpus()[0]?.model}`,
	loadAverage: loadavg()[0]
};
process.stdout.write(values.json ? `${JSON.stringify(result)}\n` : `${JSON.stringify(result, null, 2)}\n`);

/** A model may be given as its file, as `bench:model` writes it. */
async function modelDirectoryOf(path: string): Promise<string> {
	if ((await stat(path).catch(() => undefined))?.isFile() !== true)
		return /[/\\]/.test(path) ? resolve(path) : path;
	const link = join(directory, 'model.int8.onnx');
	await symlink(resolve(path), link);
	await symlink(join(dirname(resolve(path)), 'tokens.txt'), join(directory, 'tokens.txt'));
	return `${dirname(link)}/`;
}

/** Devices that play different parts of the loop, spread evenly over it. */
function clientsOf(count: number, from: number, lengthMs: number): LiveClient[] {
	const loopBlocks = loop.pcm.length / blockSamples;
	const blocks = Math.floor((lengthMs * 16) / blockSamples);
	return Array.from({ length: count }, (_, at) => {
		const offset = Math.floor(((from + at) * loopBlocks) / (lectures + guests));
		const client = new LiveClient(trackOf(loop, offset, blocks), { url: server.url, cookie });
		client.recorder.connect();
		return client;
	});
}

/** Their blocks do not come at the same moment. */
function begin(clients: readonly LiveClient[], nowMs: number): void {
	clients.forEach((client, at) => client.start(nowMs + (at * (blockSamples / 16)) / clients.length));
}

function loadsOf(client: LiveClient | undefined) {
	const loads = client?.loads ?? [];
	return loads
		.filter(({ load }, at) => load !== loads[at - 1]?.load)
		.map(({ atMs, load }) => `${load} at ${((atMs - beganAtMs) / 1000).toFixed(1)} s`);
}

type Health = { eventLoop: { p50Ms: number; p99Ms: number; maxMs: number }; recognition?: unknown };
async function health(): Promise<Health> {
	return (await (await fetch(`${server.url}/health`)).json()) as Health;
}
