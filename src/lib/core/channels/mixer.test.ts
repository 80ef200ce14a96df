import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fixturePcm } from '../../../../tests/helpers/speech.ts';
import { createMixer } from './mixer.ts';
import { speechIn } from './speech.ts';

const rate = 16_000;
const speech = Float32Array.from(fixturePcm('jfk.wav').subarray(0, 5 * rate), (value) => value / 2 ** 15);
const silence = new Float32Array(speech.length);
const scaled = (sound: Float32Array, factor: number) => sound.map((value) => value * factor);
const hum = silence.map((_, n) => 0.05 * Math.sin(n / 20));

function mixed(planes: Float32Array<ArrayBuffer>[], pieceFrames = 1_024) {
	const mixer = createMixer(rate);
	const out: number[] = [];
	for (let at = 0; at < speech.length; at += pieceFrames)
		out.push(...mixer.push(planes.map((plane) => plane.slice(at, at + pieceFrames))));
	out.push(...mixer.finish());
	return { mono: Float32Array.from(out), isCancelling: mixer.isCancelling };
}

const power = (sound: Float32Array) => sound.reduce((sum, value) => sum + value * value, 0) / sound.length;
/** How far a sound is from the speech, as a part of it. */
const differs = (sound: Float32Array, factor = 1) =>
	power(sound.map((value, n) => value - factor * (speech[n] as number))) / power(scaled(speech, factor));

describe('many channels as one', () => {
	test('are their mean where they agree, and a single channel is left as it is', () => {
		expect(differs(mixed([speech, speech]).mono)).toBeLessThan(1e-6);
		expect(mixed([speech]).mono).toEqual(speech);
	});

	test('out of phase give the speech, and are said to cancel each other', () => {
		const { mono, isCancelling } = mixed([speech, scaled(speech, -1)]);
		expect(Math.min(differs(mono), differs(mono, -1))).toBeLessThan(1e-6);
		expect(isCancelling).toBe(true);
		expect(mixed([speech, scaled(speech, 0.3)]).isCancelling).toBe(false);
	});

	test.each([0, 5])(
		'give a quiet speaker on one of eight, number %i, the others silent or humming',
		(speaker) => {
			const quiet = scaled(speech, 0.05);
			for (const other of [silence, hum]) {
				const planes = Array.from({ length: 8 }, (_, n) => (n === speaker ? quiet : other));
				const { mono } = mixed(planes);
				const left = mono.subarray(rate, 4 * rate);
				const factor =
					left.reduce((sum, value, n) => sum + value * (speech[n + rate] as number), 0) /
					(power(speech.subarray(rate, 4 * rate)) * left.length);
				// A plain mean would leave an eighth.
				expect(factor / 0.05).toBeGreaterThan(0.5);
			}
		}
	);

	test('have as many samples as each of them, however they are cut, and none clips', () => {
		const planes = fc.array(fc.constantFrom(speech, silence, hum, scaled(speech, -0.5)), {
			minLength: 1,
			maxLength: 4
		});
		fc.assert(
			fc.property(planes, fc.integer({ min: 100, max: 30_000 }), (all, piece) => {
				const { mono } = mixed(all, piece);
				expect(mono.length).toBe(speech.length);
				expect(mono.every((value) => Math.abs(value) <= 1)).toBe(true);
			}),
			{ numRuns: 10 }
		);
	});
});

test('speech is told from silence, an even hum and faint noise', () => {
	expect(speechIn([speech], rate)).toBeGreaterThan(0.3);
	for (const sound of [silence, hum, silence.map((_, n) => ((n * 7919) % 97) / 1e6)])
		expect(speechIn([sound], rate)).toBe(0);
	expect(speechIn([], rate)).toBe(0);
});
