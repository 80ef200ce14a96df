import type { Codec } from '#lib/protocol/index.ts';
import { batchSamples } from './batcher.ts';
import { OpusEncoder, type OpusEncoderDeps } from './opus-encoder.ts';

/** Which codec a take gets when it begins. */
export type CodecChoice = {
	next(): Promise<Codec>;
	/** A take had to go on in PCM. */
	opusFailed(): void;
};

/** Opus where `givesOpus` says so, which is asked once, and until it fails in a take; PCM otherwise. */
export function createCodecChoice(givesOpus: () => Promise<boolean>): CodecChoice {
	let opus: Promise<boolean> | undefined;
	return {
		next: async () => ((await (opus ??= givesOpus())) ? 'opus' : 'pcm_s16le'),
		opusFailed: () => (opus = Promise.resolve(false))
	};
}

const probeBatches = 3;
const probePatienceMs = 5000;

/** Whether a browser gives the packets that takes are made of, and gives them at once: tried on half a second of noise. */
export async function givesOpus(deps: Pick<OpusEncoderDeps, 'openPackets' | 'wait'>): Promise<boolean> {
	let batches = 0;
	let answer: (isGiven: boolean) => void = () => {};
	const isGiven = new Promise<boolean>((resolve) => (answer = resolve));
	const encoder = new OpusEncoder({
		...deps,
		onSound: () => ++batches === probeBatches && answer(true),
		onFailed: () => answer(false)
	});
	for (let n = 0; n < probeBatches; n++) encoder.encode(noise());
	const late = deps.wait(probePatienceMs).then(() => false);
	const isInTime = await Promise.race([isGiven, late]);
	const ended = encoder.finish();
	return isInTime && (await ended) === undefined;
}

const noise = (): Int16Array =>
	Int16Array.from({ length: batchSamples }, () => Math.round((Math.random() - 0.5) * 8000));
