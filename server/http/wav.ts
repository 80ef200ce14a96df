import { Readable } from 'node:stream';
import type { Context } from 'hono';
import { bytesPerSample, wavHeader, wavHeaderBytes } from '#lib/protocol/index.ts';
import type { SoundFile, SoundReader } from '../sound/sound-reader.ts';

/** A take's durable sound. */
export type StoredSound = { reader: SoundReader; file: SoundFile; samples: number };

/** Serves a take as a WAV file, whatever its codec: whole, the samples `?from=&to=`, or an HTTP byte range of either. */
export function serveWav(c: Context, sound: StoredSound): Response {
	const { samples } = sound;
	const from = clamp(Number(c.req.query('from') ?? 0), 0, samples);
	const to = clamp(Number(c.req.query('to') ?? samples), from, samples);
	const dataBytes = (to - from) * bytesPerSample;
	const total = wavHeaderBytes + dataBytes;
	const range = parseRange(c.req.header('range'), total);
	const headers: Record<string, string> = {
		'content-type': 'audio/wav',
		'accept-ranges': 'bytes',
		'cache-control': 'private, no-cache'
	};
	if (range === 'unsatisfiable')
		return c.body(null, 416, { ...headers, 'content-range': `bytes */${total}` });
	const { start, end } = range ?? { start: 0, end: total };
	const stream = Readable.from(bytesBetween(sound, from, dataBytes, start, end), { objectMode: false });
	headers['content-length'] = String(end - start);
	if (range) headers['content-range'] = `bytes ${start}-${end - 1}/${total}`;
	return c.body(Readable.toWeb(stream) as ReadableStream, range ? 206 : 200, headers);
}

/** The bytes `start` ≤ n < `end` of a WAV file whose data, `dataBytes` of them, begin with `firstSample` of the take. */
async function* bytesBetween(
	{ reader, file }: StoredSound,
	firstSample: number,
	dataBytes: number,
	start: number,
	end: number
): AsyncGenerator<Uint8Array> {
	if (start < wavHeaderBytes) yield wavHeader(dataBytes).subarray(start, Math.min(end, wavHeaderBytes));
	const first = Math.max(start - wavHeaderBytes, 0);
	let left = end - wavHeaderBytes - first;
	if (left <= 0) return;
	const sample = Math.floor(first / bytesPerSample);
	const sampleCount = Math.ceil((first + left) / bytesPerSample) - sample;
	let skip = first % bytesPerSample;
	for await (const piece of reader.pieces(file, firstSample + sample, sampleCount)) {
		// A copy: what a stream is given may be taken away from us.
		const bytes = new Uint8Array(piece.slice().buffer).subarray(skip, skip + left);
		yield bytes;
		left -= bytes.length;
		skip = 0;
	}
}

/** One `bytes=a-b` range as a half-open interval; undefined when the whole is wanted. */
function parseRange(
	header: string | undefined,
	total: number
): { start: number; end: number } | 'unsatisfiable' | undefined {
	const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
	if (!match || (match[1] === '' && match[2] === '')) return undefined;
	const start = match[1] === '' ? Math.max(0, total - Number(match[2])) : Number(match[1]);
	const end = match[1] === '' || match[2] === '' ? total : Math.min(Number(match[2]) + 1, total);
	return start < end ? { start, end } : 'unsatisfiable';
}

const clamp = (value: number, least: number, most: number): number =>
	Number.isFinite(value) ? Math.min(Math.max(Math.floor(value), least), most) : least;
