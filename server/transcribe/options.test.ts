import { describe, expect, test } from 'vitest';
import { readCommand } from './options.ts';

describe('the arguments of transcribe', () => {
	test('files alone: any language, as text, with the model in use', () => {
		expect(readCommand(['a.wav', 'b.wav'])).toEqual({
			kind: 'transcribe',
			options: { files: ['a.wav', 'b.wav'], language: 'auto', format: 'text', model: undefined }
		});
	});

	test('everything given', () => {
		const args = ['--language', 'zh', '--format', 'srt', '--model', './m', '--device', 'cuda', 'a.wav'];
		expect(readCommand(args)).toEqual({
			kind: 'transcribe',
			options: { files: ['a.wav'], language: 'zh', format: 'srt', model: './m', device: 'cuda' }
		});
	});

	test.each([
		[[], /at least one/],
		[['a.wav', '--speed', '2'], /--speed/],
		[['a.wav', '--language', 'zn'], /'zn'.*auto, zh, en/],
		[['a.wav', '--format', 'pdf'], /'pdf'.*text, json/],
		[['a.wav', '--device', 'tpu'], /'tpu'.*auto, cpu, cuda/],
		[['a.wav', 'b.wav', '--format', 'vtt'], /one file/],
		[['a.wav', '--model'], /--model/]
	])('%j is refused', (args, reason) => {
		expect(readCommand(args)).toEqual({ kind: 'wrong', reason: expect.stringMatching(reason) as string });
	});

	test('--help wins', () => {
		expect(readCommand(['--help'])).toEqual({ kind: 'help' });
	});
});
