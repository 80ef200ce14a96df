import { expect, test } from 'vitest';
import type { Codec } from '#lib/protocol/index.ts';
import { bytesOf } from '#lib/protocol/index.ts';
import { MemoryStore } from '#lib/uplink/memory-store.ts';
import { createSounds } from './sounds.ts';

const lectureId = '01890000-0000-7000-8000-000000000001';
const takeId = '01890000-0000-7000-8000-0000000000a0';

async function soundsOf(codec: Codec, { onServer = 0, isOffline = false } = {}) {
	const store = new MemoryStore();
	await store.beginTake(lectureId, { takeId, number: 0, startedAt: 1, codec });
	for (let firstSample = 0; firstSample < 16_000; firstSample += 3200) {
		const bytes = new Uint8Array(bytesOf(codec, 3200)).fill(firstSample / 3200 + 1);
		await store.appendBlock(takeId, { firstSample, sampleCount: 3200, bytes });
	}
	await store.acknowledge(takeId, { samples: onServer, marks: 0, finished: false });
	return createSounds({
		lectureId,
		store: async () => store,
		serverSamples: () => onServer,
		isOffline: () => isOffline,
		decodeOpus: async (packets) => new Int16Array((packets.length / 60) * 320).fill(packets[0] as number)
	});
}

async function samplesAt(url: string): Promise<Int16Array> {
	const wav = await (await fetch(url)).arrayBuffer();
	expect(new TextDecoder().decode(wav.slice(0, 4))).toBe('RIFF');
	expect(new DataView(wav).getUint32(40, true)).toBe(wav.byteLength - 44);
	return new Int16Array(wav.slice(44));
}

test('what the server has is asked of the server, what it has not comes from the device', async () => {
	const sounds = await soundsOf('pcm_s16le', { onServer: 6400 });
	expect(sounds.there(takeId, 100)).toMatchObject({ toSample: 6400 });
	expect(sounds.there(takeId, 6400)).toBeUndefined();
	const here = await sounds.here(takeId, 7000);
	expect(here?.toSample).toBe(16_000);
	const samples = await samplesAt(here?.url ?? '');
	expect(samples).toHaveLength(9000);
	expect([samples[0], samples.at(-1)]).toEqual([0x0303, 0x0505]);
});

test('offline nothing is asked of the server', async () => {
	const sounds = await soundsOf('pcm_s16le', { onServer: 6400, isOffline: true });
	expect(sounds.there(takeId, 100)).toBeUndefined();
	expect(await sounds.here(takeId, 100)).toBeUndefined();
});

test('packets are decoded from their beginning, and what comes before the sample is left out', async () => {
	const sounds = await soundsOf('opus');
	const here = await sounds.here(takeId, 3300);
	expect(here?.toSample).toBe(16_000);
	const samples = await samplesAt(here?.url ?? '');
	expect(samples).toHaveLength(12_700);
	expect(samples[0]).toBe(2);
});

test('beyond the end, and of a take that is not here, there is nothing', async () => {
	const sounds = await soundsOf('pcm_s16le');
	expect(await sounds.here(takeId, 16_000)).toBeUndefined();
	expect(await sounds.here('01890000-0000-7000-8000-0000000000a9', 0)).toBeUndefined();
});

test('a store that cannot be opened is like one that holds nothing', async () => {
	const sounds = createSounds({
		lectureId,
		store: () => Promise.reject(new Error('forbidden')),
		serverSamples: () => 0,
		isOffline: () => false,
		decodeOpus: async () => new Int16Array(0)
	});
	expect(await sounds.here(takeId, 0)).toBeUndefined();
});
