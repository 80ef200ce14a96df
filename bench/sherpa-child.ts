import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** What of sherpa-onnx-node is used here; it brings no types. */
type Sherpa = {
	OfflineRecognizer: new (config: unknown) => {
		createStream(): { acceptWaveform(sound: { sampleRate: number; samples: Float32Array }): void };
		decode(stream: unknown): void;
		getResult(stream: unknown): { text: string };
	};
};
type Load = { model: string; tokens: string; audioPath: string; threads: number };

const require = createRequire(import.meta.url);
let run: ((sampleCount: number) => void) | undefined;

function load({ model, tokens, audioPath, threads }: Load): void {
	const { OfflineRecognizer } = require('sherpa-onnx-node') as Sherpa;
	const recogniser = new OfflineRecognizer({
		featConfig: { sampleRate: 16_000, featureDim: 80 },
		modelConfig: {
			senseVoice: { model, language: 'auto', useInverseTextNormalization: 1 },
			tokens,
			numThreads: threads,
			provider: 'cpu',
			debug: 0
		}
	});
	const bytes = readFileSync(audioPath);
	const sound = new Int16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2);
	run = (sampleCount) => {
		const stream = recogniser.createStream();
		const samples = Float32Array.from(sound.subarray(0, sampleCount), (sample) => sample / 32_768);
		stream.acceptWaveform({ sampleRate: 16_000, samples });
		recogniser.decode(stream);
		recogniser.getResult(stream);
	};
}

process.on('message', (message: Load | { sampleCount: number }) => {
	if ('model' in message) load(message);
	else run?.(message.sampleCount);
	process.send?.({ rssBytes: process.memoryUsage.rss() });
});
process.once('disconnect', () => process.exit(0));
