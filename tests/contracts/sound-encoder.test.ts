import { createPcmEncoder } from '../../src/lib/capture/encoder.ts';
import { OpusEncoder } from '../../src/lib/capture/opus-encoder.ts';
import { FakePackets } from '../fakes/fake-packets.ts';
import { encodeAll } from '../helpers/encode-all.ts';
import { soundEncoderContract } from './sound-encoder-contract.ts';

const never = () => new Promise<void>(() => {});

soundEncoderContract('PCM', 'pcm_s16le', (lengths) =>
	encodeAll((_codec, events) => createPcmEncoder(events), 'pcm_s16le', lengths)
);

soundEncoderContract('Opus, on packets that are made up,', 'opus', (lengths) =>
	encodeAll(
		(_codec, events) =>
			new OpusEncoder({ ...events, openPackets: (each) => new FakePackets(each), wait: never }),
		'opus',
		lengths
	)
);
