import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { sampleRate } from '#lib/protocol/index.ts';
import { startChild, type Child } from '../server/recognition/child-process.ts';
import type { ChildReport } from '../server/recognition/child-messages.ts';
import { firstSamples } from './first-samples.ts';
import { median, timed } from './measure.ts';

const usage = `Usage: npm run bench:compare -- --model FILE --audio FILE [options]

The product's recogniser child and one of sherpa-onnx, each loaded once, hear the same beginnings of a WAV file in turn.
sherpa-onnx-node is no dependency: npm install --no-save sherpa-onnx-node

  --tokens FILE    tokens.txt; beside the model unless given
  --seconds LIST   5,10,20 unless given; at most 30
  --threads N      1 unless given
  --pairs N        9 unless given
  --json           one JSON object instead of a table

Times are wall times from PCM to text, seen from outside the child. rssMB is resident memory after the last run.
`;

/** One of the two: answers a run of the first `seconds` of the sound. */
type Rival = { run: (sampleCount: number) => Promise<void>; rssMB: () => number; end: () => void };

type Row = { seconds: number; productMs: number; sherpaMs: number; ratio: number };

const { values } = parseArgs({
	options: {
		model: { type: 'string' },
		audio: { type: 'string' },
		tokens: { type: 'string' },
		seconds: { type: 'string', default: '5,10,20' },
		threads: { type: 'string', default: '1' },
		pairs: { type: 'string', default: '9' },
		json: { type: 'boolean', default: false }
	}
});

async function product(
	model: string,
	audioPath: string,
	threads: number,
	cacheDirectory: string
): Promise<Rival> {
	let hear: (report: ChildReport | undefined) => void = () => undefined;
	const next = () => new Promise<ChildReport | undefined>((resolve) => (hear = resolve));
	let rssBytes = 0;
	const loaded = next();
	const child: Child = startChild(
		new URL('../server/recognition/child.ts', import.meta.url),
		{ modelDirectory: model, cacheDirectory, threads, device: 'cpu', batches: false },
		{ onReport: (report) => hear(report), onEnd: () => undefined }
	);
	const report = await loaded;
	if (report?.kind !== 'loaded') throw new Error(JSON.stringify(report));
	return {
		async run(sampleCount) {
			const answered = next();
			child.send({
				kind: 'job',
				number: 0,
				job: {
					id: 'bench',
					audioPath,
					codec: 'pcm_s16le',
					firstSample: 0,
					sampleCount,
					language: 'auto',
					priority: 'final'
				}
			});
			const report = await answered;
			if (report?.kind !== 'answered' || report.answer.kind === 'failed')
				throw new Error(JSON.stringify(report));
			rssBytes = report.rssBytes;
		},
		rssMB: () => rssBytes / 1e6,
		end: () => void child.kill()
	};
}

async function sherpa(model: string, tokens: string, audioPath: string, threads: number): Promise<Rival> {
	const child: ChildProcess = fork(new URL('./sherpa-child.ts', import.meta.url), {
		serialization: 'advanced',
		execArgv: [],
		stdio: ['ignore', 'ignore', 'inherit', 'ipc']
	});
	const ended = once(child, 'exit').then(() => {
		throw new Error('sherpa-onnx ended: is sherpa-onnx-node installed, and --model a file?');
	});
	ended.catch(() => undefined);
	const answer = async () => (await Promise.race([once(child, 'message'), ended]))[0] as { rssBytes: number };
	const loaded = answer();
	child.send({ model, tokens, audioPath, threads });
	await loaded;
	let rssBytes = 0;
	return {
		async run(sampleCount) {
			const answered = answer();
			child.send({ sampleCount });
			({ rssBytes } = await answered);
		},
		rssMB: () => rssBytes / 1e6,
		end: () => void child.kill('SIGKILL')
	};
}

async function compared(ours: Rival, theirs: Rival, seconds: number, pairs: number): Promise<Row> {
	const sampleCount = seconds * sampleRate;
	for (const rival of [ours, theirs, ours, theirs]) await rival.run(sampleCount);
	const times: { productMs: number; sherpaMs: number }[] = [];
	for (let pair = 0; pair < pairs; pair++) {
		const sherpaFirst = pair % 2 === 0 ? await timed(() => theirs.run(sampleCount)) : undefined;
		const productMs = await timed(() => ours.run(sampleCount));
		times.push({ productMs, sherpaMs: sherpaFirst ?? (await timed(() => theirs.run(sampleCount))) });
	}
	return {
		seconds,
		productMs: median(times.map((time) => time.productMs)),
		sherpaMs: median(times.map((time) => time.sherpaMs)),
		ratio: median(times.map((time) => time.productMs / time.sherpaMs))
	};
}

async function report(model: string, audio: string): Promise<void> {
	const directory = mkdtempSync(join(tmpdir(), 'compare-'));
	const audioPath = join(directory, 'sound.s16le');
	writeFileSync(audioPath, await firstSamples(audio, 30 * sampleRate));
	const threads = Number(values.threads);
	// The first start of all compiles; what is measured is how it runs from then on.
	(await product(model, audioPath, threads, directory)).end();
	const ours = await product(model, audioPath, threads, directory);
	let theirs: Rival | undefined;
	try {
		const tokens = values.tokens ?? join(dirname(model), 'tokens.txt');
		theirs = await sherpa(model, tokens, audioPath, threads);
		const rows: Row[] = [];
		for (const seconds of values.seconds.split(',').map(Number))
			rows.push(await compared(ours, theirs, seconds, Number(values.pairs)));
		const memory = {
			productMB: ours.rssMB(),
			sherpaMB: theirs.rssMB(),
			ratio: ours.rssMB() / theirs.rssMB()
		};
		process.stdout.write(values.json ? `${JSON.stringify({ rows, memory })}\n` : table(rows, memory));
	} finally {
		ours.end();
		theirs?.end();
		rmSync(directory, { recursive: true, force: true });
	}
}

function table(rows: readonly Row[], memory: { productMB: number; sherpaMB: number; ratio: number }): string {
	const line = (name: string, ours: number, theirs: number, ratio: number) =>
		`| ${name} | ${ours.toFixed(0)} | ${theirs.toFixed(0)} | ${ratio.toFixed(2)} |`;
	return [
		'| | product | sherpa-onnx | ratio |',
		'|---|---|---|---|',
		...rows.map((row) => line(`${row.seconds} s, ms`, row.productMs, row.sherpaMs, row.ratio)),
		line('memory, MB', memory.productMB, memory.sherpaMB, memory.ratio),
		''
	].join('\n');
}

if (values.model === undefined || values.audio === undefined) {
	process.stderr.write(usage);
	process.exitCode = 2;
} else {
	await report(values.model, values.audio);
}
