import { samplesToMs } from '#lib/protocol/index.ts';
import type { Device } from '../server/recognition/device.ts';
import { planBatches } from '../server/recognition/batches.ts';
import { fbankFrames } from '../server/recognition/sense-voice/fbank.ts';
import { lfrFrames } from '../server/recognition/sense-voice/lfr.ts';
import { SenseVoice, type Speech } from '../server/recognition/sense-voice/sense-voice.ts';
import { median, timed } from './measure.ts';

export type BatchReport = {
	rtf: number;
	batchMs: number;
	alternatingRatio: number;
	warmUpMs: number;
	rssMB: number;
};

export type BatchSettings = {
	modelPath: string;
	device: Device;
	batch: number;
	threads: number;
	runs: number;
};

/** Measures the product's batches on a device: `batch` segments of the length of `samples`, run as a child runs them. */
export async function measureBatches(
	samples: Int16Array,
	{ modelPath, device, batch, threads, runs }: BatchSettings
): Promise<BatchReport> {
	const senseVoice = await SenseVoice.load(modelPath, { device, threads });
	const warmUpMs = await timed(() => senseVoice.session.warmUp());
	const long = Array.from({ length: batch }, () => samples);
	const short = Array.from({ length: batch }, () => samples.subarray(0, samples.length / 4));
	const hear = (segments: readonly Int16Array[]) => hearAll(senseVoice, segments);
	for (const segments of [long, short, long, short]) await hear(segments);
	const rssMB = process.memoryUsage.rss() / 1e6;
	const repeated: number[] = [];
	const alternating: number[] = [];
	const timings: number[] = [];
	for (let run = 0; run < runs; run++) {
		alternating.push(await timed(() => inTurn(hear, [long, short, long, short])));
		repeated.push(await timed(() => inTurn(hear, [long, long, short, short])));
		timings.push(await timed(() => hear(long)));
	}
	const batchMs = median(timings);
	await senseVoice.release();
	return {
		rtf: batchMs / (batch * samplesToMs(samples.length)),
		batchMs,
		alternatingRatio: median(alternating) / median(repeated),
		warmUpMs,
		rssMB
	};
}

async function inTurn(
	hear: (segments: readonly Int16Array[]) => Promise<void>,
	all: readonly (readonly Int16Array[])[]
): Promise<void> {
	for (const segments of all) await hear(segments);
}

async function hearAll(senseVoice: SenseVoice, segments: readonly Int16Array[]): Promise<void> {
	const waiting = segments.map((samples): Speech & { frames: number; priority: 'final' } => ({
		samples,
		language: 'auto',
		frames: lfrFrames(fbankFrames(samples.length)),
		priority: 'final'
	}));
	for (const { items } of planBatches(waiting)) await senseVoice.recogniseBatch(items);
}
