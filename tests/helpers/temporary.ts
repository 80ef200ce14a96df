import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** An empty directory that goes away with the test. */
export async function temporaryDirectory(): Promise<string> {
	const path = await mkdtemp(join(tmpdir(), '404notsound-'));
	onTestFinished(() => rm(path, { recursive: true, force: true }));
	return path;
}
