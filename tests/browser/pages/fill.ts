import { openWebCodecs } from '#lib/capture/web-codecs.ts';
import { bytesOf, samplesIn, wholeFrames, type Codec, type Mark } from '#lib/protocol/index.ts';
import { openIndexedDbStore } from '#lib/uplink/indexed-db-store.ts';

export type FillOrder = {
	lectureId: string;
	takeId: string;
	codec: Codec;
	/** One round of sound as PCM, in base64; with the marks in it. */
	pcm: string;
	marks: Mark[];
	rounds: number;
	blockSamples: number;
};
/** One round as it went into the store, in base64. */
export type Filled = { round: string };

/** Puts a take of many rounds into the device's store, in blocks as a recorder writes them, and leaves it open. */
async function fill({ codec, marks, rounds, ...order }: FillOrder): Promise<Filled> {
	const pcm = Uint8Array.from(atob(order.pcm), (character) => character.charCodeAt(0));
	const round = codec === 'opus' ? await packetsOf(new Int16Array(pcm.buffer)) : pcm;
	const store = await openIndexedDbStore();
	const { lectureId, takeId } = order;
	const takes = await store.takesOf(lectureId);
	const number = 1 + Math.max(-1, ...takes.map((take) => take.number));
	await store.beginTake(lectureId, { takeId, number, startedAt: Date.now(), codec, gap: 'crash' });
	const roundSamples = samplesIn(codec, round.byteLength);
	for (let n = 0; n < rounds; n++) {
		const start = n * roundSamples;
		for (let at = 0; at < roundSamples; at += order.blockSamples) {
			const sampleCount = Math.min(order.blockSamples, roundSamples - at);
			const bytes = round.subarray(bytesOf(codec, at), bytesOf(codec, at + sampleCount));
			const refusal = await store.appendBlock(takeId, { firstSample: start + at, sampleCount, bytes });
			if (refusal) throw new Error(refusal);
		}
		const shifted = marks.map(({ kind, sample }) => ({ kind, sample: sample + start }));
		await store.appendMarks(takeId, n * marks.length, shifted);
	}
	store.close();
	return { round: (round as unknown as { toBase64(): string }).toBase64() };
}

/** All of it as the recorder's own encoder has it. */
async function packetsOf(pcm: Int16Array): Promise<Uint8Array> {
	const packets: Uint8Array[] = [];
	const encoder = openWebCodecs({
		onPacket: (packet) => packets.push(packet),
		onError: () => packets.splice(0)
	});
	const second = wholeFrames('opus', 16_000);
	for (let at = 0; at < pcm.length; at += second) encoder.encode(pcm.slice(at, at + second));
	await encoder.flush();
	encoder.close();
	return new Uint8Array(await new Blob(packets as Uint8Array<ArrayBuffer>[]).arrayBuffer());
}

Object.assign(globalThis, { fill });
