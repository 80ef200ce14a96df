import { readFile } from 'node:fs/promises';
import { utteranceId, type ServerMessage } from '#lib/protocol/index.ts';
import { audioFilesIn } from '../../server/store/audio-files.ts';
import { RecorderClient } from '../../tests/helpers/recorder-client.ts';
import { blockSamples, type Speech, type Track } from './track.ts';

/** What is found of one segment; times in ms, undefined where nothing came. */
export type Finding = Speech & {
	spokenAtMs: number;
	firstHypothesisMs: number | undefined;
	finalMs: number | undefined;
};

/** One device at work on a track: plays it in real time and notes when what it sent was answered. */
export class LiveClient {
	readonly track: Track;
	readonly recorder: RecorderClient;
	/** When each block was handed to the socket, by its number. */
	readonly #sentAtMs: number[] = [];
	readonly #hypothesisAtMs = new Map<string, number>();
	readonly #finalAtMs = new Map<string, number>();
	readonly loads: { atMs: number; load: string }[] = [];
	hypotheses = 0;
	#startedAtMs = 0;

	constructor(track: Track, connection: { url: string; cookie: string }) {
		this.track = track;
		this.recorder = new RecorderClient({
			...connection,
			script: track.script,
			blockSamples,
			keepsReceived: false,
			onSent: (endSample) => (this.#sentAtMs[endSample / blockSamples - 1] ??= performance.now()),
			onMessage: (message) => this.#hear(message)
		});
	}

	/** The microphone begins at `atMs`. */
	start(atMs: number): void {
		this.#startedAtMs = atMs;
	}

	/** Lets the microphone deliver the whole blocks that are over by now. */
	play(): void {
		const elapsedMs = performance.now() - this.#startedAtMs;
		const blocks = Math.floor((elapsedMs * 16) / blockSamples);
		if (blocks > 0) this.recorder.capture(blocks * blockSamples);
	}

	get isOver(): boolean {
		return this.recorder.captured >= this.track.script.pcm.length;
	}

	get isHeard(): boolean {
		return this.track.speeches.every(({ segment }) => this.#finalAtMs.has(this.#idOf(segment)));
	}

	findings(): Finding[] {
		return this.track.speeches.map((speech) => {
			const id = this.#idOf(speech.segment);
			const since = (sample: number, atMs: number | undefined) =>
				atMs === undefined ? undefined : atMs - this.#sentAt(sample);
			const finalAtMs = this.#finalAtMs.get(id);
			return {
				...speech,
				spokenAtMs: this.#sentAt(speech.firstSample),
				firstHypothesisMs: since(speech.firstSample, this.#hypothesisAtMs.get(id)),
				finalMs: since(speech.lastSample, finalAtMs)
			};
		});
	}

	/** Samples that were recorded and are not in the server's file as they were. */
	async lostSamples(dataDirectory: string): Promise<number> {
		const { lectureId, takeId, stored, captured } = this.recorder;
		const take = { takeId, codec: 'pcm_s16le' } as const;
		const bytes = await readFile(audioFilesIn(`${dataDirectory}/audio`).path(lectureId, take));
		const held = new Int16Array(bytes.buffer, bytes.byteOffset, bytes.length >> 1);
		let same = 0;
		for (let from = 0; from < Math.min(stored.samples, held.length); from += blockSamples) {
			const sent = this.track.script.pcm.subarray(from, from + blockSamples);
			sent.forEach((sample, at) => (same += held[from + at] === sample ? 1 : 0));
		}
		return captured - same;
	}

	#idOf(segment: number): string {
		return utteranceId(this.recorder.takeId, segment);
	}

	#sentAt(endSample: number): number {
		return this.#sentAtMs[Math.ceil(endSample / blockSamples) - 1] ?? Number.NaN;
	}

	#hear(message: ServerMessage): void {
		const nowMs = performance.now();
		if (message.type === 'hypothesis') {
			this.hypotheses++;
			const id = utteranceId(message.takeId, message.segment);
			if (!this.#hypothesisAtMs.has(id)) this.#hypothesisAtMs.set(id, nowMs);
		}
		if (message.type === 'utterance') {
			const id = utteranceId(message.utterance.takeId, message.utterance.segment);
			if (!this.#finalAtMs.has(id)) this.#finalAtMs.set(id, nowMs);
		}
		if (message.type === 'status' && 'load' in message)
			this.loads.push({ atMs: nowMs, load: String(message.load) });
	}
}
