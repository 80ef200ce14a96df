import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { bytesSource } from '../../../../server/recognition/sense-voice/protobuf.ts';
import { piecesOf } from '../../../../server/transcribe/sound.ts';
import { outlineOf, planesOf } from '../../../../server/transcribe/wav-source.ts';
import { fixturePath } from '../../../../tests/helpers/speech.ts';
import { wavOf, type WavSource } from '../../../../tests/helpers/wav.ts';
import { WavError } from './index.ts';

const ramp = Float32Array.from({ length: 1_000 }, (_, n) => n / 1_000 - 0.5);

/** All samples of each channel. */
function planes(bytes: Uint8Array): number[][] {
	const source = bytesSource(bytes);
	const outline = outlineOf(source);
	const all = Array.from({ length: outline.format.channels }, (): number[] => []);
	for (const piece of planesOf(source, outline)) piece.forEach((plane, n) => all[n]?.push(...plane));
	return all;
}
const read = (bytes: Uint8Array): number[] => planes(bytes)[0] ?? [];

const refused = (code: WavError['code']) => expect.objectContaining({ name: 'WavError', code });

describe('a WAV file', () => {
	test.each<[string, Partial<WavSource>, number]>([
		['8 bit', { bits: 8 }, 1 / 128],
		['16 bit', { bits: 16 }, 1e-4],
		['24 bit', { bits: 24 }, 1e-6],
		['32 bit', { bits: 32 }, 1e-6],
		['float', { encoding: 'float', bits: 32 }, 1e-7],
		['double', { encoding: 'float', bits: 64 }, 1e-7],
		['extensible 24 bit', { bits: 24, extensible: true }, 1e-6],
		['extensible float', { encoding: 'float', bits: 32, extensible: true }, 1e-7],
		['with a chunk of odd length before the sound', { extraChunk: { id: 'LIST', bytes: 33 } }, 1e-4]
	])('%s is read', (_, form, tolerance) => {
		const found = read(wavOf({ channels: [ramp], ...form }));
		expect(found.length).toBe(ramp.length);
		found.forEach((value, n) => expect(Math.abs(value - (ramp[n] as number))).toBeLessThanOrEqual(tolerance));
	});

	test.each([2, 3, 8])('%i channels are told apart', (count) => {
		const channels = Array.from({ length: count }, (_, channel) => ramp.map((value) => value * channel));
		const found = planes(wavOf({ channels, encoding: 'float', bits: 32 }));
		found.forEach((plane, channel) =>
			plane.forEach((value, n) => expect(value).toBeCloseTo((ramp[n] as number) * channel, 5))
		);
	});

	test.each([0, 0xffff_ffff, 1_000_000])(
		'that declares %i bytes of sound is read to its true end',
		(declaredBytes) => {
			expect(read(wavOf({ channels: [ramp], declaredBytes })).length).toBe(ramp.length);
		}
	);

	test('that is cut inside a frame is read up to the frame', () => {
		const bytes = wavOf({ channels: [ramp, ramp] });
		expect(read(bytes.subarray(0, bytes.length - 3)).length).toBe(ramp.length - 1);
	});

	test('without samples is empty sound', () => {
		expect(read(wavOf({ channels: [[]] })).length).toBe(0);
	});

	test('numbers that are none become silence', () => {
		expect([...read(wavOf({ channels: [[NaN, Infinity, 0.5]], encoding: 'float', bits: 32 }))]).toEqual([
			0, 0, 0.5
		]);
	});

	test('is refused when it is no WAV file, or says nothing usable', () => {
		expect(() => read(new Uint8Array(0))).toThrow(refused('empty-file'));
		expect(() => read(Buffer.from('ID3 and some music, no doubt'))).toThrow(refused('not-wav'));
		const bytes = wavOf({ channels: [ramp] });
		expect(() => read(bytes.subarray(0, 20))).toThrow(refused('no-format'));
		expect(() => read(bytes.subarray(0, 40))).toThrow(refused('no-data'));
		expect(() => read(wavOf({ channels: [ramp], sampleRate: 0 }))).toThrow(refused('unsupported'));
		const compressed = Buffer.from(bytes);
		compressed.writeUInt16LE(0x55, 20);
		expect(() => read(compressed)).toThrow(expect.objectContaining({ code: 'unsupported', coding: 'MP3' }));
	});

	test.each(['a-law', 'mu-law', 'ima-adpcm', 'ima-adpcm-stereo', 'ms-adpcm', 'ms-adpcm-stereo', '24-bit'])(
		'that another program wrote as %s has the samples that FFmpeg reads of it',
		(name) => {
			const found = planes(readFileSync(fixturePath(`wav/${name}.wav`)));
			const told = readFileSync(fixturePath(`wav/${name}.s16le`));
			const expected = new Int16Array(told.buffer, told.byteOffset, told.length / 2);
			expect((found[0]?.length ?? 0) * found.length).toBeGreaterThanOrEqual(expected.length);
			expected.forEach((value, n) =>
				expect(found[n % found.length]?.[Math.floor(n / found.length)]).toBeCloseTo(value / 2 ** 15, 2)
			);
		}
	);

	test('from the field is read to its end: one whose length is 0, and one in IMA ADPCM', () => {
		expect(read(readFileSync(fixturePath('cases/j-datazero.wav'))).length).toBe(11 * 16_000);
		expect(read(readFileSync(fixturePath('cases/i-adpcm.wav'))).length / 16_000).toBeCloseTo(12.13, 1);
	});

	test('of over 4 GB tells its length ahead, and what follows its sound is no sound', () => {
		const bytes = wavOf({ channels: [ramp], declaredBytes: 0xffff_ffff });
		const ds64 = Buffer.alloc(36);
		ds64.write('ds64', 'latin1');
		ds64.writeUInt32LE(28, 4);
		ds64.writeBigUInt64LE(BigInt(ramp.length * 2), 16);
		const long = Buffer.concat([
			bytes.subarray(0, 12),
			ds64,
			bytes.subarray(12),
			Buffer.from('LIST and so on')
		]);
		long.write('RF64', 'latin1');
		expect(read(long).length).toBe(ramp.length);
	});

	test('whatever its bytes are, it is read or refused', () => {
		const whole = wavOf({ channels: [ramp.subarray(0, 20)], extensible: true });
		const damage = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 8 });
		fc.assert(
			fc.property(damage, fc.nat(whole.length), (changes, length) => {
				const bytes = Buffer.from(whole.subarray(0, length));
				for (const [at, value] of changes) if (at < length) bytes[at] = value;
				try {
					for (const piece of piecesOf(bytesSource(bytes))) expect(piece).toBeInstanceOf(Int16Array);
				} catch (error) {
					expect(error).toBeInstanceOf(WavError);
				}
			})
		);
	});
});
