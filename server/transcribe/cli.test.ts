import { spawn } from 'node:child_process';
import { cpSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { fixturePath, nanoDirectory, samplesOfFixture } from '../../tests/helpers/sound.ts';
import { temporaryDirectory } from '../../tests/helpers/temporary.ts';
import { wavOf } from '../../tests/helpers/wav.ts';
import { wordErrorRate } from '../../tests/helpers/wer.ts';
import { createResampler } from './resample.ts';
import type { Transcript } from './transcript.ts';

async function run(...args: string[]) {
	const child = spawn(process.execPath, [
		join(import.meta.dirname, 'cli.ts'),
		'--model',
		nanoDirectory,
		...args
	]);
	const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
	const [out, complaints] = await Promise.all([text(child.stdout), text(child.stderr)]);
	return { out, complaints, code: await ended };
}

async function transcriptOf(file: string): Promise<Transcript> {
	const { out, code } = await run(file, '--format', 'json');
	expect(code).toBe(0);
	return JSON.parse(out) as Transcript;
}

const textOf = ({ segments }: Transcript): string => segments.map((segment) => segment.text).join(' ');

async function wavFile(bytes: Uint8Array): Promise<string> {
	const path = join(await temporaryDirectory(), 'sound.wav');
	writeFileSync(path, bytes);
	return path;
}

describe('transcribe', () => {
	test('gives one JSON object with everything about the file, and nothing else', async () => {
		const { out, complaints, code } = await run(
			fixturePath('jfk.wav'),
			'--format',
			'json',
			'--language',
			'en'
		);
		expect({ code, complaints }).toEqual({ code: 0, complaints: '' });
		const transcript = JSON.parse(out) as Transcript;
		expect(transcript).toMatchObject({ model: 'sensevoice-nano', language: 'en', durationMs: 11_000 });
		expect(Object.keys(transcript)).toEqual(['model', 'language', 'durationMs', 'segments', 'timings']);
		expect(Object.keys(transcript.timings)).toEqual(['featuresMs', 'inferenceMs', 'decodeMs', 'totalMs']);
		for (const { startMs, endMs, tokens, text } of transcript.segments) {
			expect(tokens.map((token) => token.text).join('')).toBe(text);
			const times = [startMs, ...tokens.flatMap((token) => [token.startMs, token.endMs]), endMs];
			expect(times).toEqual([...times].sort((a, b) => a - b));
		}
	});

	test('hears the same in 44.1 kHz stereo float as in the 16 kHz original', async () => {
		const original = samplesOfFixture('photosynthesis.slt.wav').subarray(0, 320_000);
		const values = Float32Array.from(original, (sample) => sample / 32_768);
		const resampler = createResampler(16_000, 44_100);
		const channel = Float32Array.from([...resampler.push(values), ...resampler.finish()]);
		const stereo = wavOf({ channels: [channel, channel], sampleRate: 44_100, encoding: 'float', bits: 32 });
		const [again, before] = await Promise.all([
			transcriptOf(await wavFile(stereo)),
			transcriptOf(await wavFile(wavOf({ channels: [values] })))
		]);
		expect(again.durationMs).toBe(before.durationMs);
		expect(wordErrorRate(textOf(before), textOf(again))).toBeLessThan(20);
	});

	test.each([
		['no samples', wavOf({ channels: [[]] }), 0],
		['25 ms', wavOf({ channels: [new Float32Array(400)] }), 25],
		[
			'8 kHz, 8 channels of silence',
			wavOf({ channels: Array<number[]>(8).fill(Array<number>(8_000).fill(0)), sampleRate: 8_000 }),
			1_000
		]
	])('gives an empty transcript for %s', async (_, bytes, durationMs) => {
		expect(await transcriptOf(await wavFile(bytes))).toMatchObject({ durationMs, segments: [] });
	});

	test('names the files that it cannot read, does the others, and exits with 1', async () => {
		const empty = await wavFile(new Uint8Array(0));
		const { out, complaints, code } = await run('nowhere.wav', empty, fixturePath('jfk.wav'));
		expect(code).toBe(1);
		expect(complaints).toMatch(/^nowhere\.wav does not exist\.$/m);
		expect(complaints).toMatch(/sound\.wav is empty\.$/m);
		expect(out.trim().split('\n').length).toBeGreaterThan(1);
	});

	test('exits with 2 and its usage on wrong arguments', async () => {
		const { out, complaints, code } = await run('--format', 'pdf', 'a.wav');
		expect({ out, code }).toEqual({ out: '', code: 2 });
		expect(complaints).toMatch(/There is no format 'pdf'[^]*Usage:/);
	});

	test('says what is wrong with a damaged model', async () => {
		const directory = join(await temporaryDirectory(), 'model');
		cpSync(nanoDirectory, directory, { recursive: true });
		truncateSync(join(directory, 'model.int8.onnx'), 100_000);
		const { out, complaints, code } = await run(fixturePath('jfk.wav'), '--model', directory);
		expect({ out, code }).toEqual({ out: '', code: 1 });
		expect(complaints).toMatch(/cut short or damaged/);
	});
});
