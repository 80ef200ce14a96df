import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wavOf, type WavSource } from '../../tests/helpers/wav.ts';
import { bytesSource } from '../recognition/sense-voice/protobuf.ts';
import { piecesOf } from './sound.ts';
import { mixDown, readWavOutline, WavError } from './wav.ts';

const ramp = Float32Array.from({ length: 1_000 }, (_, n) => n / 1_000 - 0.5);

function read(bytes: Uint8Array): Float32Array {
	const source = bytesSource(bytes);
	const { format, dataOffset, dataBytes } = readWavOutline(source);
	return mixDown(source.read(dataOffset, dataBytes), format);
}

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

	test.each([2, 3, 8])('%i channels are averaged', (count) => {
		const channels = Array.from({ length: count }, (_, channel) => ramp.map((value) => value * channel));
		const found = read(wavOf({ channels, encoding: 'float', bits: 32 }));
		found.forEach((value, n) => expect(value).toBeCloseTo(((ramp[n] as number) * (count - 1)) / 2, 5));
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
		expect(() => read(compressed)).toThrow(refused('unsupported'));
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
