export type WavSource = {
	/** One array of values in -1..1 for each channel. */
	channels: ArrayLike<number>[];
	sampleRate?: number;
	encoding?: 'integer' | 'float';
	bits?: number;
	/** Writes the format as WAVE_FORMAT_EXTENSIBLE. */
	extensible?: boolean;
	/** The data length that the header tells, when it is not the true one. */
	declaredBytes?: number;
	/** A chunk of this id and length between format and data. */
	extraChunk?: { id: string; bytes: number };
};

/** The bytes of a WAV file. */
export function wavOf({
	channels,
	sampleRate = 16_000,
	encoding = 'integer',
	bits = 16,
	...rest
}: WavSource): Buffer {
	const frames = channels[0]?.length ?? 0;
	const sampleBytes = bits / 8;
	const data = Buffer.alloc(frames * channels.length * sampleBytes);
	for (let frame = 0, at = 0; frame < frames; frame++) {
		for (const channel of channels) {
			writeSample(data, at, channel[frame] ?? 0, encoding, sampleBytes);
			at += sampleBytes;
		}
	}
	const format = Buffer.alloc(rest.extensible ? 40 : 16);
	const tag = encoding === 'float' ? 3 : 1;
	format.writeUInt16LE(rest.extensible ? 0xfffe : tag, 0);
	format.writeUInt16LE(channels.length, 2);
	format.writeUInt32LE(sampleRate, 4);
	format.writeUInt32LE(sampleRate * channels.length * sampleBytes, 8);
	format.writeUInt16LE(channels.length * sampleBytes, 12);
	format.writeUInt16LE(bits, 14);
	if (rest.extensible) {
		format.writeUInt16LE(22, 16);
		format.writeUInt16LE(bits, 18);
		format.writeUInt16LE(tag, 24);
	}
	const extra = rest.extraChunk ? [chunk(rest.extraChunk.id, Buffer.alloc(rest.extraChunk.bytes))] : [];
	const body = Buffer.concat([
		Buffer.from('WAVE'),
		chunk('fmt ', format),
		...extra,
		chunk('data', data, rest.declaredBytes)
	]);
	return chunk('RIFF', body);
}

function chunk(id: string, body: Buffer, declaredBytes = body.length): Buffer {
	const head = Buffer.alloc(8);
	head.write(id, 0, 'latin1');
	head.writeUInt32LE(declaredBytes, 4);
	return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
}

function writeSample(data: Buffer, at: number, value: number, encoding: string, bytes: number): void {
	if (encoding === 'float')
		return void (bytes === 4 ? data.writeFloatLE(value, at) : data.writeDoubleLE(value, at));
	if (bytes === 1) return void data.writeUInt8(Math.min(255, Math.round(value * 128 + 128)), at);
	const full = 2 ** (bytes * 8 - 1);
	data.writeIntLE(Math.max(-full, Math.min(full - 1, Math.round(value * full))), at, bytes);
}
