import { createMixer } from '#lib/core/channels/mixer.ts';
import { sampleRate } from '#lib/protocol/index.ts';
import { withFileBytesAsync } from '../recognition/sense-voice/model-file.ts';
import type { ByteSource } from '../recognition/sense-voice/protobuf.ts';
import { createResampler } from './resample.ts';
import { outlineOf, planesOf } from './wav-source.ts';

/** Calls `use` with the sound of a WAV file in pieces: one channel, 16 kHz, 16 bit. Throws `WavError`. */
export function withSound<Result>(
	path: string,
	use: (pieces: Iterable<Int16Array>) => Promise<Result>
): Promise<Result> {
	return withFileBytesAsync(path, (source) => use(piecesOf(source)));
}

/** The outline is read before the first piece is asked for, so that a bad file is refused at once. */
export function piecesOf(source: ByteSource): Iterable<Int16Array> {
	const outline = outlineOf(source);
	const rate = outline.format.sampleRate;
	return (function* () {
		const mixer = createMixer(rate);
		const resampler = createResampler(rate, sampleRate);
		for (const planes of planesOf(source, outline)) yield toInt16(resampler.push(mixer.push(planes)));
		yield toInt16(resampler.push(mixer.finish()));
		yield toInt16(resampler.finish());
	})();
}

function toInt16(samples: Float32Array): Int16Array {
	return Int16Array.from(samples, (sample) =>
		Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_768)))
	);
}
