/// <reference types="vite/client" />
import { v7 as newId } from 'uuid';
import { browserRecorderDeps } from '#lib/capture/browser.ts';
import { createPcmEncoder, type OpenEncoder } from '#lib/capture/encoder.ts';
import { createCodecChoice } from '#lib/capture/codec-choice.ts';
import { joinedBytes } from '#lib/capture/pcm.ts';
import { OpusEncoder } from '#lib/capture/opus-encoder.ts';
import type { Source } from '#lib/capture/port.ts';
import { Recorder } from '#lib/capture/recorder.svelte.ts';
import { preloadDetector } from '#lib/capture/threads.ts';
import { openWebCodecs } from '#lib/capture/web-codecs.ts';
import type { Codec } from '#lib/protocol/index.ts';
import { decodeOpus } from '#lib/sound/opus.ts';
import { openIndexedDbStore } from '#lib/uplink/indexed-db-store.ts';
import { encodeAll } from '../../../helpers/encode-all.ts';
import { encodeInOneGo, feed } from './feed.ts';
import sampleUrl from '../../../fixtures/jfk.wav?url';

/* A page with a recorder and nothing else; the test drives it through `harness`. `?codec=pcm_s16le`: as in a browser without Opus. */

const store = await openIndexedDbStore();
const lectureId = newId();
const lecture = {
	lectureId,
	title: 'Harness',
	createdAt: Date.now(),
	language: 'en' as const,
	finishedAt: null
};
const recorder = new Recorder(
	lecture,
	browserRecorderDeps(store, { onStored: () => {}, onQuiet: () => {} }, ...codecs())
);

function codecs() {
	const isPcm = new URLSearchParams(location.search).get('codec') === 'pcm_s16le';
	return isPcm ? [createCodecChoice(async () => false)] : [];
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const openEncoder: OpenEncoder = (codec, events) =>
	codec === 'opus'
		? new OpusEncoder({ ...events, openPackets: openWebCodecs, wait })
		: createPcmEncoder(events);

async function sampleSound(): Promise<Int16Array> {
	const wav = await (await fetch(sampleUrl)).arrayBuffer();
	return new Int16Array(wav.slice(44, wav.byteLength - (wav.byteLength % 2)));
}

const harness = {
	preloadDetector,
	sampleUrl,
	start: (source: Source) => recorder.start(source),
	pause: () => recorder.pause(),
	resume: () => recorder.resume(),
	stop: () => recorder.stop(),
	split: () => recorder.split(),
	tryNow: () => recorder.tryNow(),
	/** Keeps the page's thread busy. */
	block(ms: number) {
		const until = performance.now() + ms;
		while (performance.now() < until);
	},
	view: () => ({
		state: recorder.state,
		capturedSamples: recorder.capturedSamples,
		level: recorder.level,
		detector: recorder.detector,
		speaking: recorder.speaking,
		warnings: recorder.warnings,
		unsavedSamples: recorder.unsavedSamples,
		missingFrames: recorder.missingFrames,
		device: recorder.device
	}),
	encode: (codec: Codec, lengths: number[]) => encodeAll(openEncoder, codec, lengths),
	feed: async (codec: Codec, seconds: number) =>
		feed({ store, openEncoder, sound: await sampleSound(), codec, seconds }),
	encodeInOneGo: async (codec: Codec, seconds: number) =>
		encodeInOneGo({ openEncoder, sound: await sampleSound(), codec, seconds }),
	/** As if the server had said that it holds so much of a take. */
	async acknowledge(number: number, samples: number) {
		const take = (await store.takesOf(lectureId))[number];
		if (take) await store.acknowledge(take.takeId, { samples, marks: 0, finished: false });
	},
	/** What is on disk, read through a connection of its own. */
	async disk() {
		const takes = await store.takesOf(lectureId);
		return Promise.all(
			takes.map(async (take) => {
				const blocks = await store.blocksFrom(take.takeId, 0, Infinity);
				const marks = await store.marksFrom(take.takeId, 0, 10_000);
				const bytes = joinedBytes(blocks.map((block) => block.bytes));
				const pcm = take.codec === 'opus' ? await decodeOpus(bytes) : new Int16Array(bytes.buffer);
				const places = blocks.map((b) => [b.firstSample, b.sampleCount]);
				return { take, blocks: places, bytes: bytes.length, marks, pcm: [...pcm] };
			})
		);
	}
};

Object.assign(globalThis, { harness });
export type Harness = typeof harness;
