import { codecForms, sampleRate, samplesToMs } from '#lib/protocol/index.ts';
import type { PacketEncoder, PacketEvents } from './opus-encoder.ts';

type OpusConfig = OpusEncoderConfig & { application: 'voip'; signal: 'voice' };

const config: AudioEncoderConfig & { opus: OpusConfig } = {
	codec: 'opus',
	sampleRate,
	numberOfChannels: 1,
	bitrate: 24_000,
	bitrateMode: 'constant',
	opus: {
		format: 'opus',
		frameDuration: samplesToMs(codecForms.opus.frameSamples) * 1000,
		application: 'voip',
		signal: 'voice',
		complexity: 9,
		usedtx: false,
		useinbandfec: false
	}
};

/** The browser's own encoder. Throws where there is none. */
export function openWebCodecs({ onPacket, onError }: PacketEvents): PacketEncoder {
	const encoder = new AudioEncoder({
		output(chunk) {
			const packet = new Uint8Array(chunk.byteLength);
			chunk.copyTo(packet);
			onPacket(packet);
		},
		error: onError
	});
	encoder.configure(config);
	let samples = 0;
	return {
		encode(pcm) {
			const timestamp = Math.round(samplesToMs(samples) * 1000);
			const form = { format: 's16', sampleRate, numberOfChannels: 1, numberOfFrames: pcm.length } as const;
			const sound = new AudioData({ ...form, timestamp, data: pcm as Int16Array<ArrayBuffer> });
			samples += pcm.length;
			encoder.encode(sound);
			sound.close();
		},
		flush: () => encoder.flush(),
		close: () => encoder.close()
	};
}
