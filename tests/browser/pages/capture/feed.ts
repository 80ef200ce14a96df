import { v7 as newId } from 'uuid';
import { batchSamples } from '#lib/capture/batcher.ts';
import type { OpenEncoder } from '#lib/capture/encoder.ts';
import { TakeWriter } from '#lib/capture/take-writer.ts';
import { sampleRate, type Codec } from '#lib/protocol/index.ts';
import type { BlockStore } from '#lib/uplink/port.ts';

type Sound = { openEncoder: OpenEncoder; sound: Int16Array; codec: Codec; seconds: number };

const turn = () => new Promise<void>((resolve) => setTimeout(resolve, 0));
const batches = function* ({ sound, seconds }: Sound) {
	for (let at = 0; at < seconds * sampleRate; at += batchSamples) {
		const start = at % (sound.length - batchSamples);
		yield sound.slice(start, start + batchSamples);
	}
};

/** Stores a take as a recording does, block by block, but as fast as it goes. Gives what the browser says that it takes. */
export async function feed({ store, ...sound }: Sound & { store: BlockStore }) {
	const takeId = newId();
	const usage = async () => (await navigator.storage.estimate()).usage ?? NaN;
	const before = await usage();
	await store.beginTake(newId(), { takeId, number: 0, startedAt: Date.now(), codec: sound.codec });
	const writer = new TakeWriter({ store, takeId, wait: turn, onStored: () => {} });
	const encoder = sound.openEncoder(sound.codec, {
		onSound: (encoded) => writer.take(encoded),
		onFailed: () => {}
	});
	let fed = 0;
	for (const pcm of batches(sound)) {
		encoder.encode(pcm);
		fed += pcm.length;
		while (writer.samples + writer.unsavedSamples < fed - batchSamples) await turn();
		await writer.settled();
	}
	const left = await encoder.finish();
	await writer.close();
	return { samples: writer.samples, usageBytes: (await usage()) - before, isWhole: left === undefined };
}

/** Wall-clock time that the encoder takes, at most 8 s of sound in a row. */
export async function encodeInOneGo(sound: Sound): Promise<{ msPerSecond: number }> {
	const startedAt = performance.now();
	const part = 8;
	for (let second = 0; second < sound.seconds; second += part) {
		const encoder = sound.openEncoder(sound.codec, { onSound: () => {}, onFailed: () => {} });
		for (const pcm of batches({ ...sound, seconds: part })) encoder.encode(pcm);
		await encoder.finish();
	}
	return { msPerSecond: (performance.now() - startedAt) / sound.seconds };
}
