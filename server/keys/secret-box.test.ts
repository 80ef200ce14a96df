import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryDirectory } from '../../tests/helpers/temporary.ts';
import { secretBoxIn } from './secret-box.ts';

it('gives a secret back after a restart, and shows nothing of it', async () => {
	const directory = await temporaryDirectory();
	const sealed = secretBoxIn(directory).seal('sk-geheim-键');
	expect(Buffer.from(sealed, 'base64url').toString('utf8')).not.toContain('geheim');
	expect(secretBoxIn(directory).open(sealed)).toBe('sk-geheim-键');
	expect(secretBoxIn(directory).seal('sk-geheim-键')).not.toBe(sealed);
});

it('opens nothing that was changed, cut or sealed under another key', async () => {
	const box = secretBoxIn(await temporaryDirectory());
	const sealed = box.seal('a secret');
	const bytes = Buffer.from(sealed, 'base64url');
	for (let at = 0; at < bytes.length; at++) {
		const changed = Buffer.from(bytes);
		changed[at] = (changed[at] as number) ^ 1;
		expect(box.open(changed.toString('base64url'))).toBeUndefined();
		expect(box.open(bytes.subarray(0, at).toString('base64url'))).toBeUndefined();
	}
	expect(secretBoxIn(await temporaryDirectory()).open(sealed)).toBeUndefined();
});

it('keeps its key in a file for its owner alone, and never replaces a damaged one', async () => {
	const directory = await temporaryDirectory();
	secretBoxIn(directory);
	const path = join(directory, 'secret-key');
	expect((await stat(path)).mode & 0o777).toBe(0o600);
	await writeFile(path, 'short');
	expect(() => secretBoxIn(directory)).toThrow('damaged');
	expect(await readFile(path, 'utf8')).toBe('short');
});

it('knows its installation by an id that stays', async () => {
	const directory = await temporaryDirectory();
	const { installationId } = secretBoxIn(directory);
	expect(installationId).toMatch(/^[0-9a-f]{32}$/);
	expect(secretBoxIn(directory).installationId).toBe(installationId);
});
