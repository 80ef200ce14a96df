import { describe, expect, it } from 'vitest';
import type { InstallEvent } from './events.ts';
import { progressLine, showProgress, sparseLines } from './progress.ts';

const bytes = (receivedBytes: number, totalBytes: number | null = 100e6): InstallEvent & { kind: 'bytes' } => ({
	kind: 'bytes',
	file: 'model.onnx',
	receivedBytes,
	totalBytes
});

describe('a line of progress', () => {
	it('says percent, megabytes, speed and time left', () => {
		const line = 'model.onnx  42 %  42.0 MB of 100.0 MB  2.0 MB/s  29 s left';
		expect(progressLine(bytes(42e6), 2e6)).toBe(line);
	});

	it('leaves out what is not known', () => {
		expect(progressLine(bytes(42e6, null), 2e6)).toBe('model.onnx  42.0 MB  2.0 MB/s');
		expect(progressLine(bytes(42e6), null)).toBe('model.onnx  42 %  42.0 MB of 100.0 MB');
	});
});

describe('progress on a terminal', () => {
	it('is one line that is drawn over, at most ten times a second, and wiped before a sentence', () => {
		let nowMs = 0;
		const written: string[] = [];
		const show = showProgress({ isTTY: true, write: (text) => written.push(text) }, () => nowMs);
		for (let at = 0; at <= 100; at++) {
			nowMs = at * 10;
			show(bytes(at * 1e6));
		}
		show({ kind: 'verified', file: 'model.onnx' });
		const lines = written.slice(0, -2);
		expect(lines.length).toBeLessThanOrEqual(12);
		expect(lines.every((line) => line.startsWith('\r') && line.endsWith('\x1b[K') && !line.includes('\n'))).toBe(true);
		expect(lines.at(-1)).toContain('100 %  100.0 MB of 100.0 MB  100.0 MB/s');
		expect(written.slice(-2)).toEqual(['\r\x1b[K', 'model.onnx: checksum is right\n']);
	});
});

describe('progress in a log', () => {
	it('is a line for every tenth of a file', () => {
		const lines: string[] = [];
		const show = sparseLines((line) => lines.push(line));
		for (let at = 0; at <= 1000; at++) show(bytes(at * 1e5));
		expect(lines).toHaveLength(11);
		expect(lines.every((line) => !line.includes('\n'))).toBe(true);
	});

	it('does not count what an earlier run fetched as speed', () => {
		let nowMs = 0;
		const lines: string[] = [];
		const show = sparseLines((line) => lines.push(line), () => nowMs);
		show(bytes(50e6));
		nowMs = 1000;
		show(bytes(60e6));
		expect(lines[1]).toContain('60 %  60.0 MB of 100.0 MB  10.0 MB/s  4 s left');
	});
});
