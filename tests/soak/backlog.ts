import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { codecForms, samplesIn, segmentsOf, utteranceId, type Codec } from '#lib/protocol/index.ts';
import { fineWeather } from '../helpers/fault-proxy.ts';
import { scriptOf } from '../helpers/speech.ts';
import { until } from '../helpers/until.ts';
import type { FillOrder } from '../browser/pages/fill.ts';
import type { Look } from './device.ts';
import { fillDevice } from './fill.ts';
import { delaysOf, type Delays, type Moment } from './live-delay.ts';
import {
	collectGarbage,
	heapMeterOf,
	MemoryWatch,
	rendererBytes,
	residentBytes,
	type Memory
} from './memory.ts';
import { Stage } from './stage.ts';

export type BacklogOptions = {
	/** An empty directory. */
	directory: string;
	minutes: number;
	codec: Codec;
	/** Of the line to the server, each way. */
	bytesPerS: number;
	say?: (line: string) => void;
};

export type BacklogResult = {
	minutes: number;
	codec: Codec;
	backlogMB: number;
	bytesPerS: number;
	/** Bytes of the two sides that differ, over all takes; segments without exactly one utterance. */
	differingBytes: number;
	wrongUtterances: number;
	utterances: number;
	/** From the moment at which the server could be reached until it held all of the backlog. */
	drainedAfterS: number;
	/** Live sound that was on the server before the last of the backlog. */
	liveStoredMeanwhileS: number;
	/** Of live sound while the backlog drained. */
	live: Delays;
	memory: Record<string, Memory>;
	/** The page's process once its garbage has been collected. */
	collectedMB: number;
	durationS: number;
};

const fixture = 'photosynthesis.slt.wav';
/** As the recorder writes them. */
const blockSamples: Record<Codec, number> = { pcm_s16le: 2048, opus: 8 * codecForms.opus.frameSamples };
/** What the device was filled with. */
type Backlog = { takeId: string; bytes: Buffer; samples: number };

/**
 * A device that recorded for long without a server, and goes on recording when the server is back: nothing is lost, live
 * speech does not wait behind what is old, and memory stays flat.
 */
export async function drainBacklog(options: BacklogOptions): Promise<BacklogResult> {
	const { directory, minutes, bytesPerS, say = () => {} } = options;
	const startedAt = performance.now();
	const stage = await Stage.set(directory, { fixture });
	try {
		const lectureId = await beginLecture(stage);
		const backlog = await fillWith(stage, lectureId, options);
		say(`filled after ${secondsSince(startedAt)} s; recording goes on`);
		const { moments, memory, collectedMB, drainedAfterS } = await recordMeanwhile(stage, lectureId, {
			bytesPerS,
			backlog
		});
		say('drained; waiting for the words');
		stage.proxy.weather = fineWeather;
		await delay(5000);
		await stage.stopRecording();
		const findings = await audit(stage, lectureId, backlog);
		return {
			minutes,
			codec: options.codec,
			backlogMB: backlog.bytes.byteLength / 1e6,
			bytesPerS,
			...findings,
			drainedAfterS,
			liveStoredMeanwhileS: Math.round((moments.at(-2)?.storedSamples ?? 0) / 16_000),
			live: delaysOf(moments),
			memory,
			collectedMB,
			durationS: secondsSince(startedAt)
		};
	} finally {
		await stage.clear();
	}
}

/** A lecture that a crash has ended after a few seconds; the app is in the browser's caches afterwards. */
async function beginLecture(stage: Stage): Promise<string> {
	await stage.startBrowser();
	const lectureId = await stage.record();
	await until('a few seconds of sound', async () => captured(await stage.look()) > 5 * 16_000, 60_000);
	await stage.killBrowser();
	await stage.startBrowser();
	return lectureId;
}

async function fillWith(
	stage: Stage,
	lectureId: string,
	{ minutes, codec }: BacklogOptions
): Promise<Backlog> {
	const { pcm, marks } = await scriptOf(fixture);
	const order: FillOrder = {
		lectureId,
		takeId: randomUUID(),
		codec,
		pcm: Buffer.from(pcm.buffer, pcm.byteOffset, pcm.byteLength).toString('base64'),
		marks: [...marks],
		rounds: Math.ceil((minutes * 60 * 16_000) / pcm.length),
		blockSamples: blockSamples[codec]
	};
	// From here on there is no server, and the app starts without one.
	await stage.proxy.refuse();
	const { round } = await fillDevice(stage.context, stage.proxy.url, order);
	const bytes = Buffer.concat(Array.from({ length: order.rounds }, () => Buffer.from(round, 'base64')));
	return { takeId: order.takeId, bytes, samples: samplesIn(codec, bytes.byteLength) };
}

type Meanwhile = { bytesPerS: number; backlog: Backlog };

/** Goes on with the lecture and watches until the server holds all of the backlog. */
async function recordMeanwhile(stage: Stage, lectureId: string, { bytesPerS, backlog }: Meanwhile) {
	await stage.goOn(lectureId);
	await until('a few seconds more', async () => captured(await stage.look()) > 3 * 16_000, 60_000);
	const heap = await heapMeterOf(stage.page);
	const memoryWatch = new MemoryWatch(async () => ({
		pageHeap: await heap(),
		pageProcess: rendererBytes(stage.browserPid as number),
		server: residentBytes(stage.server.child.pid as number)
	}));
	const moments: Moment[] = [];
	stage.proxy.weather = { ...fineWeather, bytesPerS, latencyMs: 20 };
	await stage.proxy.allow();
	const startedAt = performance.now();
	await until(
		'the backlog to be on the server',
		async () => {
			const look = await stage.look();
			const moment = momentOf(look, backlog.takeId);
			if (moment) moments.push(moment);
			await delay(50);
			return storedOf(look, backlog.takeId) >= backlog.samples;
		},
		3_600_000
	);
	const drainedAfterS = secondsSince(startedAt);
	const memory = memoryWatch.stop();
	await collectGarbage(stage.page);
	const collectedMB = Math.round(rendererBytes(stage.browserPid as number) / 1e6);
	return { moments, memory, collectedMB, drainedAfterS };
}

/** Where live recording stands, all takes after the backlog's together. */
function momentOf({ takes }: Look, backlogTakeId: string): Moment | undefined {
	const backlog = takes.find(({ takeId }) => takeId === backlogTakeId);
	const live = takes.filter(({ number }) => number > (backlog?.number ?? Infinity));
	if (live.length === 0) return undefined;
	const sum = (of: (take: Look['takes'][number]) => number) => live.reduce((all, take) => all + of(take), 0);
	return {
		atMs: performance.now(),
		capturedSamples: sum(({ samples }) => samples),
		storedSamples: sum(({ stored }) => stored.samples)
	};
}

async function audit(stage: Stage, lectureId: string, backlog: Backlog) {
	const saved = await stage.ended(lectureId, 3_600_000);
	await until(
		'the device to know that it is done',
		async () => (await stage.look()).takes.every(({ stored }) => stored.finished),
		120_000
	);
	await stage.closeApp();
	const held = await stage.readDevice();
	let differingBytes = 0;
	const wanted: string[] = [];
	for (const { take, marks } of held) {
		const bytes = take.takeId === backlog.takeId ? backlog.bytes : stage.device.bytesOf(take).bytes;
		differingBytes += differing(bytes, await readFile(stage.audioPath(lectureId, take)));
		wanted.push(...segmentsOf(marks).map(({ index }) => utteranceId(take.takeId, index)));
	}
	const found = saved.utterances.map(({ takeId, segment }) => utteranceId(takeId, segment));
	const once = new Set(found);
	const wrongUtterances =
		wanted.filter((id) => !once.has(id)).length + Math.abs(found.length - wanted.length);
	return { differingBytes, wrongUtterances, utterances: found.length };
}

function differing(ours: Buffer, theirs: Buffer): number {
	if (ours.equals(theirs)) return 0;
	let count = Math.abs(ours.byteLength - theirs.byteLength);
	for (let at = 0; at < Math.min(ours.byteLength, theirs.byteLength); at++)
		if (ours[at] !== theirs[at]) count++;
	return count;
}

const captured = ({ captured }: Look): number => Object.values(captured).reduce((sum, each) => sum + each, 0);

const storedOf = ({ takes }: Look, wanted: string): number =>
	takes.find(({ takeId }) => takeId === wanted)?.stored.samples ?? 0;

const secondsSince = (startedAt: number): number => Math.round((performance.now() - startedAt) / 1000);
