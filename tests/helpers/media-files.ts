import { readFileSync } from 'node:fs';
import {
	BufferTarget,
	EncodedAudioPacketSource,
	EncodedPacket,
	EncodedVideoPacketSource,
	Mp4OutputFormat,
	OggOutputFormat,
	Output,
	WebMOutputFormat,
	type OutputFormat
} from 'mediabunny';
import { codecForms, opusPreSkipSamples, sampleRate } from '#lib/protocol/index.ts';
import { fixturePath } from './speech.ts';

const { frameBytes, frameSamples } = codecForms.opus;
const formats = {
	webm: () => new WebMOutputFormat(),
	ogg: () => new OggOutputFormat(),
	mp4: () => new Mp4OutputFormat()
};
export type Container = keyof typeof formats;

/** What an Opus decoder is told: `OpusHead`, RFC 7845 section 5.1. */
function opusHead(): Uint8Array {
	const head = Buffer.alloc(19);
	head.write('OpusHead', 'latin1');
	head.writeUInt8(1, 8);
	head.writeUInt8(1, 9);
	head.writeUInt16LE(opusPreSkipSamples * 3, 10);
	head.writeUInt32LE(sampleRate, 12);
	return head;
}

/** The spoken fixture in Opus, in a container of that kind, `times` in a row. */
export async function opusFile(container: Container, times = 1): Promise<Buffer<ArrayBuffer>> {
	const packets = readFileSync(fixturePath('photosynthesis.slt.opus'));
	const source = new EncodedAudioPacketSource('opus');
	return written(formats[container](), async (output) => {
		output.addAudioTrack(source);
		await output.start();
		const decoderConfig = {
			codec: 'opus',
			numberOfChannels: 1,
			sampleRate: 48_000,
			description: opusHead()
		};
		const seconds = frameSamples / sampleRate;
		const count = Math.floor(packets.length / frameBytes) * times;
		for (let n = 0; n < count; n++) {
			const at = (n * frameBytes) % packets.length;
			const packet = new EncodedPacket(packets.subarray(at, at + frameBytes), 'key', n * seconds, seconds);
			await source.add(packet, { decoderConfig });
		}
	});
}

/** A video of one frame, without a track of sound. */
export async function silentVideo(): Promise<Buffer<ArrayBuffer>> {
	const source = new EncodedVideoPacketSource('vp8');
	return written(formats.webm(), async (output) => {
		output.addVideoTrack(source);
		await output.start();
		const decoderConfig = { codec: 'vp8', codedWidth: 16, codedHeight: 16 };
		await source.add(new EncodedPacket(new Uint8Array(30), 'key', 0, 1), { decoderConfig });
	});
}

async function written(
	format: OutputFormat,
	write: (output: Output) => Promise<void>
): Promise<Buffer<ArrayBuffer>> {
	const target = new BufferTarget();
	const output = new Output({ format, target });
	await write(output);
	await output.finalize();
	return Buffer.from(target.buffer as ArrayBuffer);
}
