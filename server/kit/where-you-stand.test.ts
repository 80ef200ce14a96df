import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { fromWhereYouStand, pathOrName } from './where-you-stand.ts';

test('a path is taken from the folder that npm was called in, and as it is without npm', () => {
	const env = { npm_lifecycle_event: 'transcribe', INIT_CWD: '/home/ada/talks' };
	expect(fromWhereYouStand('one.wav', env)).toBe('/home/ada/talks/one.wav');
	expect(fromWhereYouStand('/tmp/one.wav', env)).toBe('/tmp/one.wav');
	expect(fromWhereYouStand('one.wav', {})).toBe('one.wav');
	// An outer npm is no concern of a command that was started without one.
	expect(fromWhereYouStand('one.wav', { INIT_CWD: '/home/ada' })).toBe('one.wav');
});

test('what names no file there stays a name', () => {
	const folder = mkdtempSync(join(tmpdir(), '404notsound-'));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	writeFileSync(join(folder, 'model.onnx'), '');
	const env = { npm_lifecycle_event: 'transcribe', INIT_CWD: folder };
	expect(pathOrName('model.onnx', env)).toBe(join(folder, 'model.onnx'));
	expect(pathOrName('sensevoice-small', env)).toBe('sensevoice-small');
});
