import { open, type FileHandle } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { OpusDecoder } from 'opus-decoder';
import {
	bytesOf,
	bytesPerSample,
	codecForms,
	joinedPieces,
	opusDecoderOptions,
	OpusSound,
	samplesIn,
	type Codec,
	type OpusLog
} from '#lib/protocol/index.ts';

/** A take's file: whole frames of its codec. */
export type SoundFile = { path: string; codec: Codec };

export interface SoundReader {
	/** Samples of a take, decoded. Rejects when its file ends before them. */
	read(file: SoundFile, firstSample: number, sampleCount: number): Promise<Int16Array>;
	/** The same in pieces of a few seconds, so that neither memory nor the thread is taken for long. */
	pieces(file: SoundFile, firstSample: number, sampleCount: number): AsyncGenerator<Int16Array>;
}

const pcmSamplesAtOnce = 32_768;

/** Reads takes of every codec. All that it reads shares one decoder. */
export function createSoundReader(): SoundReader {
	const opus = new OpusSound({ openDecoder, pause: () => setImmediate() });

	async function* pieces({ path, codec }: SoundFile, firstSample: number, sampleCount: number) {
		const file = await open(path, 'r');
		try {
			const samples = samplesIn(codec, (await file.stat()).size);
			if (samples < firstSample + sampleCount) throw new Error('the sound file ends before the segment');
			if (codec === 'opus') yield* opus.pieces(opusLog(file, samples), firstSample, sampleCount);
			else yield* pcmPieces(file, firstSample, sampleCount);
		} finally {
			await file.close();
		}
	}

	return {
		pieces,
		read: (file, firstSample, sampleCount) =>
			joinedPieces(pieces(file, firstSample, sampleCount), sampleCount)
	};
}

async function openDecoder(): Promise<OpusDecoder<16_000>> {
	const decoder = new OpusDecoder(opusDecoderOptions);
	await decoder.ready;
	return decoder;
}

function opusLog(file: FileHandle, samples: number): OpusLog {
	const { frameSamples } = codecForms.opus;
	return {
		packets: samples / frameSamples,
		read: (from, to) =>
			filled(
				file,
				new Uint8Array(bytesOf('opus', (to - from) * frameSamples)),
				bytesOf('opus', from * frameSamples)
			)
	};
}

async function* pcmPieces(file: FileHandle, firstSample: number, sampleCount: number) {
	const end = firstSample + sampleCount;
	for (let at = firstSample; at < end; at += pcmSamplesAtOnce) {
		const samples = new Int16Array(Math.min(pcmSamplesAtOnce, end - at));
		await filled(file, new Uint8Array(samples.buffer), at * bytesPerSample);
		yield samples;
	}
}

/** Fills all of `bytes` from the file. */
async function filled<Bytes extends Uint8Array>(
	file: FileHandle,
	bytes: Bytes,
	position: number
): Promise<Bytes> {
	for (let from = 0; from < bytes.length;) {
		const { bytesRead } = await file.read(bytes, from, bytes.length - from, position + from);
		if (bytesRead === 0) throw new Error('the sound file ends before the segment');
		from += bytesRead;
	}
	return bytes;
}
