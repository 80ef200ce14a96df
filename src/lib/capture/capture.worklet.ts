import { Batcher } from './batcher.ts';
import { ClockWatch } from './clock-watch.ts';
import type { WorkletAnswer, WorkletMessage, WorkletOrder } from './messages.ts';

declare const sampleRate: number;
declare const currentFrame: number;
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;
declare class AudioWorkletProcessor {
	readonly port: MessagePort;
}

const quantumFrames = 128;

/** The first stage: batches of the graph's sound go straight to the writer, past the page. */
class CaptureProcessor extends AudioWorkletProcessor {
	#target: MessagePort | undefined;
	#isOver = false;
	readonly #silence = new Float32Array(quantumFrames);
	readonly #clock = new ClockWatch(sampleRate);
	#batcher = this.#newBatcher();

	constructor() {
		super();
		this.port.onmessage = ({ data }: MessageEvent<WorkletOrder>) => {
			if (data.kind === 'begin') this.#target = data.port;
			else this.#end();
		};
	}

	process([input]: Float32Array[][]): boolean {
		// A source that ended or is not connected yet has no channel; the clock goes on.
		if (this.#target) this.#take(input?.[0] ?? this.#silence);
		return !this.#isOver;
	}

	#take(quantum: Float32Array): void {
		const nowMs = Date.now();
		if (this.#clock.hasSlept(currentFrame, nowMs)) this.#goOnAfterSleep(nowMs);
		this.#batcher.push(quantum, currentFrame);
	}

	/** What was heard before is sent to its last sample. */
	#goOnAfterSleep(startedAtMs: number): void {
		this.#batcher.flush();
		this.#batcher = this.#newBatcher();
		this.#target?.postMessage({ kind: 'gap', startedAtMs } satisfies WorkletMessage);
	}

	#newBatcher(): Batcher {
		return new Batcher(sampleRate, (pcm) => this.#send(pcm));
	}

	#send(pcm: Int16Array<ArrayBuffer>): void {
		const { missingFrames } = this.#batcher;
		const message: WorkletMessage = { kind: 'batch', missingFrames, pcm };
		this.#target?.postMessage(message, [pcm.buffer]);
	}

	#end(): void {
		this.#batcher.flush();
		this.#target?.postMessage({ kind: 'end' } satisfies WorkletMessage);
		this.#target = undefined;
		this.#isOver = true;
		this.port.postMessage({ kind: 'ended' } satisfies WorkletAnswer);
	}
}

registerProcessor('capture', CaptureProcessor);
