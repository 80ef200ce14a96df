/// <reference types="vite/client" />
import { log } from '@ricky0123/vad-web/dist/logging.js';
import { Silero, type Model } from '@ricky0123/vad-web/dist/models/index.js';
import modelUrl from '@ricky0123/vad-web/dist/silero_vad_v5.onnx?url';
import * as ort from 'onnxruntime-web/wasm';
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import type { DetectorAnswer, DetectorOrder, DetectorSetup } from './messages.ts';
import { toFloat32 } from './pcm.ts';

/* The speech model's thread. It knows nothing of disks: when it hangs or dies, recording goes on. */

const frameSamples = 512;

log.debug = () => undefined;

let loading: Promise<Model> | undefined;
/** A recurrent model: never two frames at once. */
let work: Promise<void> = Promise.resolve();

function load(): Promise<Model> {
	loading ??= (async () => {
		// One thread: more need cross-origin isolation, and were slower.
		ort.env.wasm.numThreads = 1;
		ort.env.wasm.wasmPaths = { wasm: absolute(wasmUrl) };
		ort.env.logLevel = 'error';
		return Silero.new(ort, fetchModel);
	})();
	return loading;
}

const absolute = (url: string): string => new URL(url, self.location.href).href;

async function fetchModel(): Promise<ArrayBuffer> {
	const response = await fetch(absolute(modelUrl));
	if (!response.ok) throw new Error(`speech model: HTTP ${response.status}`);
	return response.arrayBuffer();
}

async function score(pcm: Int16Array): Promise<number[]> {
	const model = await load();
	const samples = toFloat32(pcm);
	const probabilities: number[] = [];
	for (let at = 0; at < samples.length; at += frameSamples) {
		probabilities.push((await model.process(samples.slice(at, at + frameSamples))).isSpeech);
	}
	return probabilities;
}

function serve(port: MessagePort): void {
	const answer = (message: DetectorAnswer) => port.postMessage(message);
	const fail = () => answer({ kind: 'failed' });
	load().then(() => answer({ kind: 'ready' }), fail);
	port.onmessage = ({ data: order }: MessageEvent<DetectorOrder>) => {
		work = work.then(async () => {
			if (order.kind === 'begin') return (await load()).reset_state();
			const probabilities = await score(order.pcm);
			answer({ kind: 'scores', run: order.run, probabilities });
		});
		work = work.catch(fail);
	};
}

onmessage = ({ data }: MessageEvent<DetectorSetup>) => {
	if (data.kind === 'link') serve(data.port);
	else load().catch(() => undefined);
};
